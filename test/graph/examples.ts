/** Traces that several tests begin with. */
import type { Span } from '../../src/model/span.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { span, traceSet } from './span-builder.js';

/** Trace a with one producer, and `count` consumers of it, each an operation in a trace of its own. */
export function fan(count: number, traits: (n: number) => Partial<Span> = () => ({})): TraceSet {
  const consumers = Array.from({ length: count }, (_, n) => ({
    ...span(`b${n}/1`, { name: `consume ${n}`, links: ['a/1'], start: 20 }),
    ...traits(n),
  }));
  return traceSet(span('a/1', { name: 'send' }), consumers);
}

/** Traces 1, 2, 3, … (in decimal) each a consumer of the one before. */
export function chain(length: number): TraceSet {
  const traces = Array.from({ length }, (_, n) =>
    span(`${n + 1}/1`, { name: `step ${n}`, start: n * 20, ...(n > 0 && { links: [`${n}/1`] }) }),
  );
  return traceSet(traces);
}
