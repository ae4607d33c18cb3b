/** Random options of the graph. */
import * as fc from 'fast-check';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import type { AsyncStub, NodeKind } from '../../src/model/dependency-graph.js';
import type { IncomingLink } from '../../src/model/incoming-link.js';
import type { Span } from '../../src/model/span.js';
import { spelled, spelling, type Spelling, traceIdAt } from './arbitrary-traces.js';

const groupKey = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('service.name', 'operation.name', 'span.kind') },
  fc.constantFrom(
    ...['http.method', 'http.request.method', 'http.status_code', 'http.response.status_code'],
    ...['db.collection.name', 'db.sql.table', 'messaging.destination', 'db.namespace', '__proto__'],
    ...[
      'process.a',
      'process.host.name',
      'process.__proto__',
      'process.service.version',
      'a","b',
      'constructor',
    ],
  ),
);

const limit = fc.constantFrom(undefined, 0, 1, 1, 2, 3, -1, 1.5, NaN);

/** By the name of the span: some kinds, some `undefined`, one that throws and one that answers nonsense. */
function classifyByName(one: Span): NodeKind | undefined {
  if (one.name === 'constructor') throw new Error('A host function may throw.');
  if (one.name === '') return 'nonsense' as NodeKind;
  return ({ a: 'generic', b: 'http' } as const)[one.name as 'a' | 'b'];
}

const incomingLink: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .record(
        {
          // Traces of the data, a few that are not, and spellings of both.
          to: fc.tuple(
            fc.nat({ max: 9 }),
            spelling,
            fc.constantFrom('1', '2', '0003', 'F', '', '0', null, undefined),
          ),
          from: fc.tuple(
            fc.nat({ max: 40 }),
            spelling,
            fc.constantFrom('1', '00B', '2', 'opaque', '', '000'),
          ),
          status: fc.constantFrom('error', 'ok', 'unset', undefined, 1),
          durationMs: fc.constantFrom(0, 3, 7.5, -1, NaN, Infinity, '5', null, undefined),
        },
        { noNullPrototype: true },
      )
      .map(({ to: [to, toAs, toSpan], from: [from, fromAs, fromSpan], status, durationMs }) => ({
        to: { traceId: spelled(traceIdAt(to), toAs).toUpperCase(), spanId: toSpan },
        from: {
          traceId: spelled(traceIdAt(from), fromAs).replace(/^0+/, ''),
          spanId: fromSpan,
          status,
          durationMs,
        },
      })),
  },
  fc.constantFrom<unknown>(
    null,
    undefined,
    'link',
    5,
    [],
    {},
    { to: null, from: null },
    { to: {}, from: { traceId: 'c1', spanId: '1' } },
    { to: { traceId: traceIdAt(0) } },
    { to: { traceId: traceIdAt(0) }, from: { traceId: 7, spanId: {} } },
  ),
);

/** Links that a source has told, and nonsense. */
const incomingLinks = fc.oneof(
  fc.constant(undefined),
  fc.array(incomingLink, { maxLength: 12 }) as fc.Arbitrary<unknown> as fc.Arbitrary<readonly IncomingLink[]>,
);

/** Options without `expanded`: stub ids are known only when there is a graph, see `withExpansions`. */
export const arbitraryOptions: fc.Arbitrary<GraphOptions> = fc
  .record({
    groupBy: fc.oneof(fc.constant(undefined), fc.array(groupKey, { maxLength: 3 })),
    showInternalSpans: fc.constantFrom(undefined, false, true),
    focusTraceId: fc.oneof(
      fc.constantFrom(undefined, undefined, '*', '*', 'unknown', '', 'C1', '00C2'),
      fc.tuple(fc.nat({ max: 5 }), spelling).map(([index, as]) => spelled(traceIdAt(index), as)),
    ),
    asyncLimit: limit,
    asyncDepth: limit,
    incomingLinks,
    showDestinations: fc.constantFrom(undefined, false, true, true),
    classification: fc.constantFrom(undefined, 'standard' as const, 'strict' as const),
    classify: fc.constantFrom(undefined, undefined, undefined, classifyByName),
  })
  .map(
    (options) =>
      Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as GraphOptions,
  );

/** Options under which little is drawn, so that the order of calls decides what. */
export const arbitraryTightOptions: fc.Arbitrary<GraphOptions> = fc.record({
  groupBy: fc.constantFrom(['operation.name'], ['service.name']),
  focusTraceId: fc.oneof(fc.constant('*'), fc.nat({ max: 3 }).map(traceIdAt)),
  asyncLimit: fc.constantFrom(1, 1, 2),
  asyncDepth: fc.constantFrom(0, 2),
});

/** What a user expands, chosen by place from the ids that are there. */
export interface ExpansionPlan {
  readonly stubs: readonly { readonly place: number; readonly all: boolean }[];
  readonly traces: readonly (readonly [index: number, spelling: Spelling])[];
}

export const arbitraryExpansions: fc.Arbitrary<ExpansionPlan> = fc.record({
  stubs: fc.array(fc.record({ place: fc.nat({ max: 50 }), all: fc.boolean() }), { maxLength: 4 }),
  traces: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    fc.array(fc.tuple(fc.nat({ max: 12 }), spelling), { maxLength: 2 }),
  ),
});

/** The plan as `expanded`, given the stubs that a graph has; those that are loaded first. */
export function expandedIds(plan: ExpansionPlan, offered: readonly AsyncStub[]): string[] {
  const loaded = offered.filter((stub) => stub.loaded);
  const eligible = loaded.length > 0 ? loaded : offered;
  const stubs = plan.stubs.flatMap(({ place, all }) => {
    const id = eligible[place % Math.max(1, eligible.length)]?.id;
    return id === undefined ? [] : [all ? `${id}:all` : id];
  });
  return [...stubs, ...plan.traces.map(([index, as]) => spelled(traceIdAt(index), as))];
}
