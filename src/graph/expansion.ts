import type { AsyncDirection } from '../model/dependency-graph.js';
import { stubId } from './graph-ids.js';
import { type LineageInput, withLineage } from './lineage.js';
import { none } from './span-index.js';

const allSuffix = ':all';

/** What the user asked to see beyond the limits. */
export class Expansion {
  readonly #traces: ReadonlySet<number>;
  /** How many more calls each stub may still draw. */
  readonly #remaining = new Map<string, number>();

  /**
   * @param expanded ids of stubs (each occurrence is worth `limit` calls; with `:all` appended, any number) and of
   * traces, which bring those that lead to them from the focus. Ids of what is not there are ignored: the data may have
   * changed since they were stored.
   */
  constructor(input: LineageInput, expanded: readonly string[], limit: number) {
    const traces = new Set<number>();
    for (const id of expanded) {
      const trace = input.index.findGivenTrace(id);
      if (trace !== none) traces.add(trace);
      else if (id.endsWith(allSuffix)) this.#remaining.set(id.slice(0, -allSuffix.length), Infinity);
      else this.#remaining.set(id, (this.#remaining.get(id) ?? 0) + limit);
    }
    this.#traces = withLineage(input, traces);
  }

  /** Whether the trace was asked for, or leads from the focus to one that was. */
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
