/**
 * Questions about the spans of a graph that are answered without making its lists of spans: a graph makes each list when
 * it is first read, and a list may have a million entries.
 */
import type { DependencyGraph, DependencyNode } from '../model/dependency-graph.js';
import { none, type SpanIndex } from '../graph/span-index.js';
import type { GraphMembers } from '../graph/built-graphs.js';
import { groupValue } from '../model/group-value.js';
import type { NamedSpan, SpanRef } from '../model/span.js';
import { nodesOfSpans, SpanNodes } from './span-nodes.js';

export type FirstNames = Pick<NamedSpan, 'operation' | 'service'>;

/** What a graph answers from the columns behind it. */
export interface GraphLookup {
  firstSpan(nodeIndex: number): SpanRef | undefined;
  /** What its first span is called; nothing where all nodes are grouped by that. */
  firstNames(nodeIndex: number): FirstNames | undefined;
  /**
   * Index of the first node that has a span with this id, of one trace or of any, or a hidden one that was contracted into
   * its spans; -1 when none has.
   */
  nodeWithSpan(spanId: string, traceId?: string): number;
}

const lookups = new WeakMap<DependencyGraph, Pick<GraphLookup, 'nodeWithSpan'>>();
const places = new WeakMap<DependencyNode, { readonly lookup: GraphLookup; readonly index: number }>();

/** Remembers where the answers about a graph are to be found. */
export function rememberLookup(graph: DependencyGraph, lookup: GraphLookup): void {
  lookups.set(graph, lookup);
  graph.nodes.forEach((node, index) => places.set(node, { lookup, index }));
}

/** How a graph that was built in this thread answers. */
export function membersLookup({ index, nodeSpans, grouping }: GraphMembers): GraphLookup {
  let spanNodes: SpanNodes | undefined;
  const spanNodesOf = (): SpanNodes => {
    const { offsets, items } = nodeSpans.all();
    const nodeOf = nodesOfSpans(index.count, { starts: offsets, spans: items });
    const all = grouping.contraction.visible.map((visible) => nodeOf[visible]!);
    return new SpanNodes(index.table.ids, index.table.texts, all);
  };
  return {
    firstSpan: (place) => {
      const [first] = nodeSpans.items(place);
      return first === undefined ? undefined : index.refOf(first);
    },
    firstNames: (place) => firstNames(index, nodeSpans.items(place)),
    nodeWithSpan: (spanId, traceId) =>
      (spanNodes ??= spanNodesOf()).find(
        spanId,
        (span) => traceId === undefined || index.traceId(span) === traceId,
      ),
  };
}

/** Of the spans of a node. */
export function firstNames(index: SpanIndex, [first]: Int32Array): FirstNames | undefined {
  return first === undefined ? undefined : { operation: index.name(first), service: index.service(first) };
}

/** The node's first span with what it is called, which of the host's own graph only groups tell. */
export function namedSpanOf(node: DependencyNode): NamedSpan | null {
  const first = firstSpanOf(node);
  const place = places.get(node);
  return (
    first && {
      ...first,
      ...(place?.lookup.firstNames(place.index) ?? {
        operation: groupValue(node, 'operation.name'),
        service: groupValue(node, 'service.name'),
      }),
    }
  );
}

/** The node's first span, as `node.spans[0]`; `null` when it names none. */
export function firstSpanOf(node: DependencyNode): SpanRef | null {
  const place = places.get(node);
  return (place ? place.lookup.firstSpan(place.index) : node.spans[0]) ?? null;
}

/** The first node that has a span with this id, of one trace or, where none is named, of any; `null` when none has. */
export function nodeWithSpan(
  graph: DependencyGraph,
  spanId: string,
  traceId?: string,
): DependencyNode | null {
  let lookup = lookups.get(graph);
  if (!lookup) lookups.set(graph, (lookup = listsLookup(graph)));
  return graph.nodes[lookup.nodeWithSpan(spanId, traceId)] ?? null;
}

/** How a graph answers of which nothing but its lists is known: the host's own. */
function listsLookup({ nodes }: DependencyGraph): Pick<GraphLookup, 'nodeWithSpan'> {
  const known = new Map<string, [traceId: string, place: number][]>();
  for (const [place, { spans }] of nodes.entries())
    for (const { traceId, spanId } of spans) {
      const all = known.get(spanId);
      if (all) all.push([traceId, place]);
      else known.set(spanId, [[traceId, place]]);
    }
  return {
    nodeWithSpan: (spanId, wanted) =>
      known.get(spanId)?.find(([traceId]) => wanted === undefined || traceId === wanted)?.[1] ?? none,
  };
}
