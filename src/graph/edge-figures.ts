import type { CallLegs } from './call-legs.js';
import { none, type SpanIndex } from './span-index.js';
import { addWait, waitBetween, type WaitColumns, waitColumns } from './wait.js';

/** Figures of edges as columns by edge. */
export interface EdgeFigures {
  readonly callCount: Int32Array;
  readonly traceCount: Int32Array;
  readonly errorCount: Int32Array;
  readonly via: Float64Array;
  readonly waits: WaitColumns;
  /** For each leg the duration of its callee in milliseconds; NaN when it never ended or was counted in the edge before. */
  readonly duration: Float64Array;
}

/** Counts over all legs, in one pass. */
export function countEdgeFigures(
  index: SpanIndex,
  legs: CallLegs,
  edgeOf: Int32Array,
  edgeCount: number,
): EdgeFigures {
  const callCount = new Int32Array(edgeCount);
  const traceCount = new Int32Array(edgeCount);
  const errorCount = new Int32Array(edgeCount);
  // A long chain of hidden spans under many links: more than 32 bits hold.
  const via = new Float64Array(edgeCount);
  const waits = waitColumns(edgeCount);
  const latestTrace = new Int32Array(edgeCount).fill(none);
  const latestCallee = new Int32Array(edgeCount).fill(none);
  const duration = new Float64Array(legs.count).fill(NaN);
  for (let leg = 0; leg < legs.count; leg++) {
    const edge = edgeOf[leg]!;
    const callee = legs.callee[leg]!;
    callCount[edge]!++;
    via[edge]! += legs.via[leg]!;
    if (legs.async[leg] === 1) addWait(waits, edge, waitBetween(index, legs.caller[leg]!, callee));
    // Those of an edge come callee by callee, and trace by trace.
    if (latestCallee[edge] === callee) continue;
    latestCallee[edge] = callee;
    errorCount[edge]! += index.failed[callee]!;
    duration[leg] = index.duration[callee]!;
    const trace = index.traceOf[callee]!;
    if (latestTrace[edge] !== trace) traceCount[edge]!++;
    latestTrace[edge] = trace;
  }
  return { callCount, traceCount, errorCount, via, waits, duration };
}
