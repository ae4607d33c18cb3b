import type { Wait } from '../model/dependency-graph.js';
import type { SpanIndex } from './span-index.js';

/** Callee start − caller end in milliseconds; NaN when one of them is unknown. */
export function waitBetween({ start, duration }: SpanIndex, caller: number, callee: number): number {
  return start[callee]! - (start[caller]! + duration[caller]!);
}

/** Gathers how long calls waited. */
export class WaitSummary {
  #min = Infinity;
  #max = 0;
  #sum = 0;
  #count = 0;
  #overlapping = 0;

  /** Takes callee start − caller end in milliseconds; NaN when it is not known. */
  add(wait: number): void {
    if (Number.isNaN(wait)) return;
    if (wait < 0) {
      this.#overlapping++;
      return;
    }
    this.#count++;
    this.#sum += wait;
    this.#min = Math.min(this.#min, wait);
    this.#max = Math.max(this.#max, wait);
  }

  finish(): Wait | null {
    if (this.#count === 0) {
      return this.#overlapping === 0 ? null : { min: 0, avg: 0, max: 0, overlapping: this.#overlapping };
    }
    return {
      min: this.#min,
      avg: this.#sum / this.#count,
      max: this.#max,
      overlapping: this.#overlapping,
    };
  }
}
