import type { DependencyGraph, DependencyNode } from '../model/dependency-graph.js';
import type { TraceSet } from '../model/trace-set.js';
import { LazyBuckets, sortIntoBuckets } from './buckets.js';
import type { GraphMembers } from './built-graphs.js';
import { membersOf } from './graph-members.js';
import type { GraphOptions } from './graph-options.js';
import { none, type SpanIndex } from './span-index.js';

/** Which span of the graph stands for which spans of the data: a hidden one was contracted into its nearest visible ancestor. */
export class Membership {
  readonly #index: SpanIndex;
  readonly #visible: Int32Array;
  readonly #drawn: Uint8Array;
  readonly #standsFor: LazyBuckets;

  constructor({ index, grouping, drawn }: GraphMembers) {
    this.#index = index;
    this.#visible = grouping.contraction.visible;
    this.#drawn = drawn;
    this.#standsFor = new LazyBuckets(index.count, () => this.#visible);
  }

  /** The visible span that stands for a span: itself, or the ancestor it was contracted into; `none` if not drawn. */
  visible(span: number): number {
    return this.#drawn[this.#index.traceOf[span]!] === 1 ? this.#visible[span]! : none;
  }

  /** The spans that a visible span stands for, itself among them, ascending. */
  standsFor(visible: number): Int32Array {
    return this.#standsFor.items(visible);
  }

  /** The spans that visible spans stand for, those of one after those of another. */
  standsForAll(visible: Int32Array): Int32Array {
    const { traceOf, firstSpan } = this.#index;
    // Counted from 1; 0 is nobody's place.
    const placeOf = new Int32Array(this.#index.count);
    for (let place = 0; place < visible.length; place++) placeOf[visible[place]!] = place + 1;
    // What a span stands for is of its trace.
    const found: number[] = [];
    const places: number[] = [];
    let latestTrace: number = none;
    for (const one of visible) {
      const trace = traceOf[one]!;
      if (trace === latestTrace) continue;
      latestTrace = trace;
      for (let span = firstSpan[trace]!; span < firstSpan[trace + 1]!; span++) {
        const place = placeOf[this.#visible[span]!]!;
        if (place === 0) continue;
        found.push(span);
        places.push(place - 1);
      }
    }
    return sortIntoBuckets(Int32Array.from(places), visible.length).items.map((at) => found[at]!);
  }
}

const memberships = new WeakMap<DependencyGraph, Membership>();

/**
 * Which spans stand for which; made once per graph, when its details are first asked for.
 *
 * @param graph made of `traces` with `options`.
 */
export function membershipOf(
  traces: TraceSet,
  graph: DependencyGraph,
  options: GraphOptions = {},
): Membership {
  let membership = memberships.get(graph);
  if (!membership) {
    membership = new Membership(membersOf(traces, graph, options));
    memberships.set(graph, membership);
  }
  return membership;
}

/** The spans of a node, ascending, as `node.spans` has them; none for a node that stands for a destination. */
export function spansOfNode(
  traces: TraceSet,
  graph: DependencyGraph,
  node: DependencyNode,
  options: GraphOptions = {},
): Int32Array {
  return membersOf(traces, graph, options).nodeSpans.items(graph.nodes.indexOf(node));
}
