/** Values that traces are written with, and now and then others. */
import fc from 'fast-check';

export const text = fc.oneof(
  fc.constantFrom(
    '',
    'GET',
    'http.method',
    'rpc.system',
    'error',
    'true',
    'unknown',
    'Zürich €😀',
    '\uFEFF',
    '\uD800',
    '"\\/\n',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);
export const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, 1, 2, 5, 1e21, 2 ** 53));
export const anything = fc.oneof(
  { weight: 3, arbitrary: text },
  { weight: 2, arbitrary: number },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
/** Mostly what belongs there, sometimes anything. */
export const mostly = (usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 20, arbitrary: usual }, { weight: 1, arbitrary: anything });
/** An object of which each property may be missing, and which may have others, in any order. */
export const object = (properties: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> => {
  const usual = Object.entries(properties).map(([key, value]) => fc.tuple(fc.constant(key), mostly(value)));
  const other = fc.tuple(fc.constantFrom('flags', 'traceState', 'constructor', '__proto__', 'x'), anything);
  return fc
    .tuple(fc.tuple(...usual), fc.array(other, { maxLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([found, others, chance]) => {
      const kept = found.filter(
        (_, place) => chance < 0.8 || place !== Math.floor(chance * 997) % found.length,
      );
      return Object.fromEntries([...kept, ...others]);
    });
};
