import type { CallRef, DependencyEdge, DependencyNode } from '../model/dependency-graph.js';
import { LazyBuckets } from './buckets.js';
import type { CallLegs } from './call-legs.js';
import { durationsOf, groupDurations, type GroupedDurations } from './durations.js';
import { countEdgeFigures, type EdgeFigures } from './edge-figures.js';
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
  const edgeOf = numberEdges(legs, pairs);
  const order = edgeOrder(pairs, nodes.length);
  const figures = countEdgeFigures(index, legs, edgeOf, pairs.size);
  const durations = groupDurations(edgeOf, figures.duration, pairs.size);
  const legsOf = legsByPlace(edgeOf, order);
  const list: DependencyEdge[] = [];
  for (const [place, edge] of order.entries()) {
    const made = makeEdge(pairs, edge, nodes, figures, durations);
    list.push(withCalls(made, place, index, legs, legsOf));
  }
  return { list, legs: legsOf };
}

/** The edge of each leg, numbered as the pair of its source and of its target, doubled, and 1 for an asynchronous call. */
function numberEdges({ count, source, target, async }: CallLegs, pairs: PairInterner): Int32Array {
  const edgeOf = new Int32Array(count);
  for (let leg = 0; leg < count; leg++) {
    edgeOf[leg] = pairs.intern(source[leg]!, target[leg]! * 2 + async[leg]!);
  }
  return edgeOf;
}

function makeEdge(
  pairs: PairInterner,
  edge: number,
  nodes: readonly DependencyNode[],
  figures: EdgeFigures,
  durations: GroupedDurations,
): Omit<DependencyEdge, 'calls'> {
  const async = isAsync(pairs, edge);
  const source = nodes[pairs.first(edge)]!.id;
  const target = nodes[targetOf(pairs, edge)]!;
  const isSending = target.destination !== undefined;
  return {
    id: edgeId(async, source, target.id),
    source,
    target: target.id,
    async,
    callCount: figures.callCount[edge]!,
    traceCount: figures.traceCount[edge]!,
    // A destination is no span: nothing is known of when it got a message, and what was contracted is told once.
    errorCount: isSending ? 0 : figures.errorCount[edge]!,
    duration: isSending ? null : durationsOf(durations, edge),
    wait: async && !isSending ? waitOf(figures.waits, edge) : null,
    via: isSending ? 0 : figures.via[edge]!,
  };
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
function edgeOrder(pairs: PairInterner, nodeCount: number): Int32Array {
  const order = new Int32Array(pairs.size);
  // What is sorted are numbers, asynchronous edges first, then by source and target: the engine does that by itself.
  const keys = new Float64Array(pairs.size);
  for (let edge = 0; edge < keys.length; edge++) {
    const source = pairs.first(edge) + (isAsync(pairs, edge) ? 0 : nodeCount);
    keys[edge] = source * nodeCount + targetOf(pairs, edge);
  }
  keys.sort();
  for (let place = 0; place < keys.length; place++) {
    const target = keys[place]! % nodeCount;
    const source = (keys[place]! - target) / nodeCount;
    const isSync = source >= nodeCount;
    order[place] = pairs.intern(isSync ? source - nodeCount : source, target * 2 + (isSync ? 0 : 1));
  }
  return order;
}

function isAsync(pairs: PairInterner, edge: number): boolean {
  return (pairs.second(edge) & 1) === 1;
}

function targetOf(pairs: PairInterner, edge: number): number {
  return pairs.second(edge) >>> 1;
}
