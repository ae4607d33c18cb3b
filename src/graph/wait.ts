import type { Wait } from '../model/dependency-graph.js';
import type { SpanIndex } from './span-index.js';

/** Callee start − caller end in milliseconds; NaN when one of them is unknown. */
export function waitBetween(index: SpanIndex, caller: number, callee: number): number {
  const { start, duration } = index;
  return asMeasured(start[callee]! - (start[caller]! + duration[caller]!), index);
}

/** A difference of two points in time: none where they cannot be told apart. */
export function asMeasured(difference: number, { resolution }: SpanIndex): number {
  return Math.abs(difference) <= resolution ? 0 : difference;
}

/** How long calls waited, by numbered edge. */
export interface WaitColumns {
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly sum: Float64Array;
  readonly count: Int32Array;
  readonly overlapping: Int32Array;
}

export function waitColumns(edgeCount: number): WaitColumns {
  return {
    min: new Float64Array(edgeCount).fill(Infinity),
    max: new Float64Array(edgeCount),
    sum: new Float64Array(edgeCount),
    count: new Int32Array(edgeCount),
    overlapping: new Int32Array(edgeCount),
  };
}

/** Takes callee start − caller end in milliseconds; NaN when it is not known. */
export function addWait(
  { min, max, sum, count, overlapping }: WaitColumns,
  edge: number,
  wait: number,
): void {
  if (Number.isNaN(wait)) return;
  if (wait < 0) {
    overlapping[edge]!++;
    return;
  }
  count[edge]!++;
  sum[edge]! += wait;
  if (wait < min[edge]!) min[edge] = wait;
  if (wait > max[edge]!) max[edge] = wait;
}

export function waitOf(columns: WaitColumns, edge: number): Wait | null {
  const count = columns.count[edge]!;
  const overlapping = columns.overlapping[edge]!;
  if (count === 0) return overlapping === 0 ? null : { min: 0, avg: 0, max: 0, overlapping };
  return { min: columns.min[edge]!, avg: columns.sum[edge]! / count, max: columns.max[edge]!, overlapping };
}

/** Gathers how long the calls of one edge waited. */
export class WaitSummary {
  readonly #waits = waitColumns(1);

  /** Takes callee start − caller end in milliseconds; NaN when it is not known. */
  add(wait: number): void {
    addWait(this.#waits, 0, wait);
  }

  finish(): Wait | null {
    return waitOf(this.#waits, 0);
  }
}
