/**
 * Questions about the spans of a graph that are answered without making its lists of spans: a graph makes each list when
 * it is first read, and a list may have a million entries.
 */
import type { DependencyGraph, DependencyNode } from '../model/dependency-graph.js';
import type { SpanIndex } from '../graph/span-index.js';
import type { GraphMembers } from '../graph/built-graphs.js';
import { groupValue } from '../model/group-value.js';
import type { NamedSpan, SpanRef } from '../model/span.js';

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

const lookups = new WeakMap<DependencyGraph, GraphLookup>();
const places = new WeakMap<DependencyNode, { readonly lookup: GraphLookup; readonly index: number }>();

/** Remembers where the answers about a graph are to be found. */
export function rememberLookup(graph: DependencyGraph, lookup: GraphLookup): void {
  lookups.set(graph, lookup);
  graph.nodes.forEach((node, index) => places.set(node, { lookup, index }));
}

/** How a graph that was built in this thread answers. */
export function membersLookup(
  { nodes }: DependencyGraph,
  { index, nodeSpans, grouping }: GraphMembers,
): GraphLookup {
  const { visible } = grouping.contraction;
  return {
    firstSpan: (place) => {
      const [first] = nodeSpans.items(place);
      return first === undefined ? undefined : index.refOf(first);
    },
    firstNames: (place) => firstNames(index, nodeSpans.items(place)),
    nodeWithSpan: (spanId, traceId) => {
      const isMeant = new Uint8Array(index.count);
      for (let span = 0; span < index.count; span++)
        if (index.spanId(span) === spanId && (traceId === undefined || index.traceId(span) === traceId))
          isMeant[visible[span]!] = 1;
      return nodes.findIndex((_, place) => nodeSpans.items(place).some((span) => isMeant[span] === 1));
    },
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
  const lookup = lookups.get(graph);
  const isWanted = (span: SpanRef): boolean =>
    span.spanId === spanId && (traceId === undefined || span.traceId === traceId);
  const node = lookup
    ? graph.nodes[lookup.nodeWithSpan(spanId, traceId)]
    : graph.nodes.find(({ spans }) => spans.some(isWanted));
  return node ?? null;
}
