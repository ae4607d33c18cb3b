import type { AsyncDirection } from '../model/dependency-graph.js';
import { bucketItems } from './buckets.js';
import { stubId } from './graph-ids.js';
import { type LineageInput, withLineage } from './lineage.js';
import { none } from './span-index.js';

const allSuffix = ':all';

/** What the user asked to see beyond the limits. */
export class Expansion {
  /** Pairs of groups behind which there is a trace that was asked for, or that leads to one; by direction. */
  readonly #calls = { downstream: new PairSet(), upstream: new PairSet() };
  /** How many more calls each stub may still draw. */
  readonly #remaining = new Map<string, number>();

  /**
   * @param expanded ids of stubs (each occurrence is worth `limit` calls; with `:all` appended, any number) and of
   * traces, which bring those that lead to them from the focus. Ids of what is not there are ignored: the data may have
   * changed since they were stored.
   * @param groupAt the group that a span is drawn in.
   */
  constructor(
    input: LineageInput,
    expanded: readonly string[],
    limit: number,
    groupAt: (span: number) => number,
  ) {
    const traces = new Set<number>();
    for (const id of expanded) {
      const trace = input.index.findGivenTrace(id);
      if (trace !== none) traces.add(trace);
      else if (id.endsWith(allSuffix)) this.#remaining.set(id.slice(0, -allSuffix.length), Infinity);
      else this.#remaining.set(id, (this.#remaining.get(id) ?? 0) + limit);
    }
    this.#addCalls(input, withLineage(input, traces), groupAt);
  }

  /**
   * Whether behind a call, which is a pair of nodes, there is a trace that was asked for, or that leads from the focus
   * to one. The call is drawn whole then, also where it is seen from other traces that converge in the same node.
   */
  hasCall(direction: AsyncDirection, source: number, target: number): boolean {
    return this.#calls[direction].has(source, target);
  }

  /** Whether calls of this node and direction may still be drawn. `idOf` is asked only when there are expansions. */
  canDraw(direction: AsyncDirection, idOf: () => string): boolean {
    if (this.#remaining.size === 0) return false;
    return (this.#remaining.get(stubId(direction, true, idOf())) ?? 0) > 0;
  }

  #addCalls(
    { links, traceCalls }: LineageInput,
    traces: ReadonlySet<number>,
    groupAt: (span: number) => number,
  ): void {
    const add = (direction: AsyncDirection, call: number): void =>
      this.#calls[direction].add(groupAt(links.caller[call]!), groupAt(links.callee[call]!));
    for (const trace of traces) {
      for (const call of bucketItems(traceCalls.incoming, trace)) add('downstream', call);
      for (const call of bucketItems(traceCalls.outgoing, trace)) add('upstream', call);
    }
  }

  /** Counts one call of this node and direction as drawn. */
  spend(direction: AsyncDirection, id: string): void {
    const stub = stubId(direction, true, id);
    this.#remaining.set(stub, (this.#remaining.get(stub) ?? 0) - 1);
  }
}

/** A set of pairs of numbers. */
class PairSet {
  readonly #seconds = new Map<number, Set<number>>();

  add(first: number, second: number): void {
    const seconds = this.#seconds.get(first);
    if (seconds) seconds.add(second);
    else this.#seconds.set(first, new Set([second]));
  }

  has(first: number, second: number): boolean {
    return this.#seconds.get(first)?.has(second) ?? false;
  }
}
