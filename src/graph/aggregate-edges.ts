import type { CallRef, DependencyEdge, DependencyNode } from '../model/dependency-graph.js';
import { LazyBuckets } from './buckets.js';
import type { CallLegs } from './call-legs.js';
import { durationsByGroup } from './durations.js';
import { countEdgeFigures } from './edge-figures.js';
import { edgeId } from './graph-ids.js';
import { defineLazily } from './lazy-property.js';
import { PairInterner } from '../model/pair-interner.js';
import type { SpanIndex } from './span-index.js';
import { waitOf } from './wait.js';

/** The edges of a graph, ordered by id, and what they stand for. */
export interface DrawnEdges {
  readonly list: readonly DependencyEdge[];
  /** The legs of each edge by its place in the list, ascending. */
  readonly legs: LazyBuckets;
}

/**
 * Joins all legs of one sort between the same two nodes into an edge with its figures.
 *
 * @param nodes ordered by id.
 */
export function aggregateEdges(
  index: SpanIndex,
  legs: CallLegs,
  nodes: readonly DependencyNode[],
): DrawnEdges {
  const pairs = new PairInterner();
  const edgeOf = new Int32Array(legs.count);
  for (let leg = 0; leg < legs.count; leg++) {
    edgeOf[leg] = pairs.intern(legs.source[leg]!, legs.target[leg]! * 2 + legs.async[leg]!);
  }
  const order = edgeOrder(pairs);
  const figures = countEdgeFigures(index, legs, edgeOf, pairs.size);
  const durationOf = durationsByGroup(edgeOf, figures.duration, pairs.size);
  const legsOf = legsByPlace(edgeOf, order);
  const list = Array.from(order, (edge, place): DependencyEdge => {
    const async = isAsync(pairs, edge);
    const source = nodes[pairs.first(edge)]!.id;
    const target = nodes[targetOf(pairs, edge)]!;
    const isSending = target.destination !== undefined;
    const found = {
      id: edgeId(async, source, target.id),
      source,
      target: target.id,
      async,
      callCount: figures.callCount[edge]!,
      traceCount: figures.traceCount[edge]!,
      // A destination is no span: nothing is known of when it got a message, and what was contracted is told once.
      errorCount: isSending ? 0 : figures.errorCount[edge]!,
      duration: isSending ? null : durationOf(edge),
      wait: async && !isSending ? waitOf(figures.waits, edge) : null,
      via: isSending ? 0 : figures.via[edge]!,
    };
    return withCalls(found, place, index, legs, legsOf);
  });
  return { list, legs: legsOf };
}

function legsByPlace(edgeOf: Int32Array, order: Int32Array): LazyBuckets {
  return new LazyBuckets(order.length, () => {
    const placeOf = new Int32Array(order.length);
    for (let place = 0; place < order.length; place++) placeOf[order[place]!] = place;
    return edgeOf.map((edge) => placeOf[edge]!);
  });
}

/** Apart from where the figures are, which a function that was made there would keep as long as the edge. */
function withCalls(
  edge: Omit<DependencyEdge, 'calls'>,
  place: number,
  index: SpanIndex,
  legs: CallLegs,
  legsOf: LazyBuckets,
): DependencyEdge {
  return defineLazily(edge, 'calls', () =>
    Array.from(legsOf.items(place), (leg): CallRef => ({
      caller: index.refOf(legs.caller[leg]!),
      callee: index.refOf(legs.callee[leg]!),
    })),
  );
}

/** The order of edges' ids. No id of a node is the beginning of another, so that the places of nodes decide. */
function edgeOrder(pairs: PairInterner): Int32Array {
  const order = new Int32Array(pairs.size);
  for (let edge = 0; edge < order.length; edge++) order[edge] = edge;
  return order.sort(
    (a, b) =>
      Number(isAsync(pairs, b)) - Number(isAsync(pairs, a)) ||
      pairs.first(a) - pairs.first(b) ||
      targetOf(pairs, a) - targetOf(pairs, b),
  );
}

function isAsync(pairs: PairInterner, edge: number): boolean {
  return (pairs.second(edge) & 1) === 1;
}

function targetOf(pairs: PairInterner, edge: number): number {
  return pairs.second(edge) >>> 1;
}
