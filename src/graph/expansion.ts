import type { AsyncDirection } from '../model/dependency-graph.js';
import { stubId } from './graph-ids.js';
import { none, type SpanIndex } from './span-index.js';

const allSuffix = ':all';

/** What the user asked to see beyond the limits. */
export class Expansion {
  readonly #traces = new Set<number>();
  /** How many more calls each stub may still draw. */
  readonly #remaining = new Map<string, number>();

  /**
   * @param expanded ids of stubs (each occurrence is worth `limit` calls; with `:all` appended, any number) and of
   * traces. Ids of what is not there are ignored: the data may have changed since they were stored.
   */
  constructor(index: SpanIndex, expanded: readonly string[], limit: number) {
    for (const id of expanded) {
      const trace = index.findGivenTrace(id);
      if (trace !== none) this.#traces.add(trace);
      else if (id.endsWith(allSuffix)) this.#remaining.set(id.slice(0, -allSuffix.length), Infinity);
      else this.#remaining.set(id, (this.#remaining.get(id) ?? 0) + limit);
    }
  }

  hasTrace(trace: number): boolean {
    return this.#traces.has(trace);
  }

  /** Whether calls of this node and direction may still be drawn. `idOf` is asked only when there are expansions. */
  canDraw(direction: AsyncDirection, idOf: () => string): boolean {
    if (this.#remaining.size === 0) return false;
    return (this.#remaining.get(stubId(direction, true, idOf())) ?? 0) > 0;
  }

  /** Counts one call of this node and direction as drawn. */
  spend(direction: AsyncDirection, id: string): void {
    const stub = stubId(direction, true, id);
    this.#remaining.set(stub, (this.#remaining.get(stub) ?? 0) - 1);
  }
}
