import type { Wait } from '../model/dependency-graph.js';
import type { SpanIndex } from './span-index.js';

/** Callee start − caller end in milliseconds; NaN when one of them is unknown. */
export function waitBetween({ start, duration }: SpanIndex, caller: number, callee: number): number {
  return start[callee]! - (start[caller]! + duration[caller]!);
}

/** Gathers how long calls waited, of numbered edges. */
export class WaitColumns {
  readonly #min: Float64Array;
  readonly #max: Float64Array;
  readonly #sum: Float64Array;
  readonly #count: Int32Array;
  readonly #overlapping: Int32Array;

  constructor(edgeCount: number) {
    this.#min = new Float64Array(edgeCount).fill(Infinity);
    this.#max = new Float64Array(edgeCount);
    this.#sum = new Float64Array(edgeCount);
    this.#count = new Int32Array(edgeCount);
    this.#overlapping = new Int32Array(edgeCount);
  }

  /** Takes callee start − caller end in milliseconds; NaN when it is not known. */
  add(edge: number, wait: number): void {
    if (Number.isNaN(wait)) return;
    if (wait < 0) {
      this.#overlapping[edge]!++;
      return;
    }
    this.#count[edge]!++;
    this.#sum[edge]! += wait;
    if (wait < this.#min[edge]!) this.#min[edge] = wait;
    if (wait > this.#max[edge]!) this.#max[edge] = wait;
  }

  finish(edge: number): Wait | null {
    const count = this.#count[edge]!;
    const overlapping = this.#overlapping[edge]!;
    if (count === 0) return overlapping === 0 ? null : { min: 0, avg: 0, max: 0, overlapping };
    return { min: this.#min[edge]!, avg: this.#sum[edge]! / count, max: this.#max[edge]!, overlapping };
  }
}

/** Gathers how long the calls of one edge waited. */
export class WaitSummary {
  readonly #waits = new WaitColumns(1);

  /** Takes callee start − caller end in milliseconds; NaN when it is not known. */
  add(wait: number): void {
    this.#waits.add(0, wait);
  }

  finish(): Wait | null {
    return this.#waits.finish(0);
  }
}
