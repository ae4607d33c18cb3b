import type { AsyncDirection } from '../model/dependency-graph.js';
import type { LinkCalls } from './async-calls.js';
import type { Contraction } from './contract-internal.js';
import type { TraitsOf } from './group-traits.js';
import { compare } from './order.js';
import { PairInterner } from '../model/pair-interner.js';
import type { SpanIndex } from './span-index.js';

/** What tells one call from another when they are counted against a limit. */
export interface CandidateKey {
  /** The drawn trace from which the call is seen. */
  readonly trace: number;
  readonly direction: AsyncDirection;
  /** Whether the call is within reach without an expansion: in the direction of the level, and not too deep. */
  readonly within: boolean;
  /** Groups of the two ends. */
  readonly source: number;
  readonly target: number;
}

/** A call that may be drawn: everything from one trace between two nodes. */
export interface Candidate extends CandidateKey {
  /** The traces at its far end, drawn or not. */
  readonly others: readonly number[];
  /** Whether the user has asked for one of the traces behind these two nodes. */
  readonly expanded: boolean;
  /** Distinct callee spans that failed. */
  readonly errorCount: number;
  /** Calls between spans. */
  readonly callCount: number;
  /** Longest callee in milliseconds; one that never ended counts as 0. */
  readonly longest: number;
}

/** What calls between spans are read from. */
interface RoundInput {
  readonly index: SpanIndex;
  readonly links: LinkCalls;
  readonly contraction: Contraction;
}

/** Collects the candidates of one round from calls between spans. */
export class CandidateRound {
  readonly #input: RoundInput;
  readonly #isExpanded: (key: CandidateKey) => boolean;
  readonly #views = new PairInterner();
  readonly #sources = new PairInterner();
  readonly #targets = new PairInterner();
  readonly #collected: { readonly key: CandidateKey; readonly calls: number[] }[] = [];

  constructor(input: RoundInput, isExpanded: (key: CandidateKey) => boolean) {
    this.#input = input;
    this.#isExpanded = isExpanded;
  }

  add(key: CandidateKey, call: number): void {
    const view = this.#views.intern(key.trace, key.direction === 'downstream' ? 0 : 1);
    const number = this.#targets.intern(this.#sources.intern(view, key.source), key.target);
    if (number === this.#collected.length) this.#collected.push({ key, calls: [call] });
    else this.#collected[number]!.calls.push(call);
  }

  finish(): Candidate[] {
    return this.#collected.map(({ key, calls }) => this.#summarise(key, calls));
  }

  #summarise(key: CandidateKey, calls: readonly number[]): Candidate {
    const { index, links, contraction } = this.#input;
    const [only] = calls;
    if (calls.length === 1 && only !== undefined) return this.#summariseOne(key, only);
    const others = new DistinctNumbers();
    const failed = new DistinctNumbers();
    let longest = 0;
    for (const call of calls) {
      const callee = contraction.visible[links.callee[call]!]!;
      others.add(index.traceOf[key.direction === 'downstream' ? callee : links.caller[call]!]!);
      if (index.failed[callee] === 1) failed.add(callee);
      if (index.duration[callee]! > longest) longest = index.duration[callee]!;
    }
    return {
      ...key,
      others: others.list,
      expanded: this.#isExpanded(key),
      errorCount: failed.list.length,
      callCount: calls.length,
      longest,
    };
  }

  /** As `#summarise`, sooner: of most candidates there is one call. */
  #summariseOne(key: CandidateKey, call: number): Candidate {
    const { index, links, contraction } = this.#input;
    const callee = contraction.visible[links.callee[call]!]!;
    const far = key.direction === 'downstream' ? callee : links.caller[call]!;
    return {
      ...key,
      others: [index.traceOf[far]!],
      expanded: this.#isExpanded(key),
      errorCount: index.failed[callee]!,
      callCount: 1,
      longest: index.duration[callee]! || 0,
    };
  }
}

/** A set of numbers that most often holds one or two, so it makes a `Set` only when it grows. */
class DistinctNumbers {
  readonly list: number[] = [];
  #known: Set<number> | undefined;

  add(number: number): void {
    if (this.#known ? this.#known.has(number) : this.list.includes(number)) return;
    this.list.push(number);
    if (this.#known) this.#known.add(number);
    else if (this.list.length > 8) this.#known = new Set(this.list);
  }
}

/** The order in which calls are drawn. It depends on the data alone, never on the order of the input. */
export function inDrawingOrder(candidates: readonly Candidate[], traitsOf: TraitsOf): Candidate[] {
  return [...candidates].sort(
    (a, b) =>
      Number(b.expanded) - Number(a.expanded) ||
      b.errorCount - a.errorCount ||
      b.callCount - a.callCount ||
      b.longest - a.longest ||
      compare(traitsOf(a.source).id, traitsOf(b.source).id) ||
      compare(traitsOf(a.target).id, traitsOf(b.target).id) ||
      // Traces are numbered in the order of their ids.
      a.trace - b.trace ||
      compare(a.direction, b.direction),
  );
}
