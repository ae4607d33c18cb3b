import type { CallRef, DependencyEdge, DependencyGraph } from '../model/dependency-graph.js';
import type { CallRow, EdgeDetails, PageRequest } from '../model/details.js';
import type { Attributes, SpanRef } from '../model/span.js';
import type { TraceSet } from '../model/trace-set.js';
import { bucketItems } from './buckets.js';
import { knownWait, pageOf, spanRow } from './details-rows.js';
import { findSpans } from './find-spans.js';
import { type Membership, membershipOf } from './graph-membership.js';
import type { GraphOptions } from './graph-options.js';
import { LatestAnswer } from './latest-answer.js';
import { messageAttributes } from './message-attributes.js';
import { none } from './span-index.js';
import { TraceRows } from './trace-rows.js';
import { structureOf } from './trace-structure.js';

const latestTraces = new LatestAnswer<TraceRows>();

const noAttributes = Object.freeze(Object.create(null)) as Attributes;

/**
 * Everything that a panel shows of an edge.
 *
 * @param graph made of `traces` with `options`.
 * @param page the part of both lists that is wanted; calls come in the order of the edge.
 * @returns `null` when the edge is not in the graph.
 */
export function edgeDetails(
  traces: TraceSet,
  graph: DependencyGraph,
  edgeId: string,
  page: PageRequest,
  options: GraphOptions = {},
): EdgeDetails | null {
  const edge = graph.edges.find(({ id }) => id === edgeId);
  if (!edge) return null;
  const membership = membershipOf(traces, graph, options);
  const traceRows = latestTraces.of(graph, edgeId, () => {
    const { index } = structureOf(traces);
    return new TraceRows(
      index,
      findSpans(index, edge.calls, ({ callee }) => callee),
    );
  });
  return {
    edgeId,
    traces: traceRows.page(page),
    calls: pageOf(edge.calls, page, (_, place) => callRow(traces, membership, edge, place)),
  };
}

function callRow(traces: TraceSet, membership: Membership, edge: DependencyEdge, place: number): CallRow {
  const structure = structureOf(traces);
  const { index } = structure;
  const call = edge.calls[place]!;
  // Calls between the same two spans stand side by side in the edge.
  let ordinal = 0;
  while (place > ordinal && isSameCall(edge.calls[place - ordinal - 1]!, call)) ordinal++;
  const caller = index.findRef(call.caller);
  const callee = index.findRef(call.callee);
  const link = linkOf(traces, membership, { caller, callee, async: edge.async, ordinal });
  return {
    caller: spanRow(structure, caller),
    callee: spanRow(structure, callee),
    wait: edge.async ? knownWait(index, caller, callee) : null,
    attributes: link?.attributes ?? null,
    messaging: edge.async
      ? messageAttributes(index.spans[link?.owner ?? callee]!, link?.attributes ?? null)
      : noAttributes,
  };
}

/** A link with the span that has it. */
interface OwnedLink {
  readonly owner: number;
  readonly attributes: Attributes;
}

/**
 * The link that makes a call, or that goes with the call of a parent. `ordinal` tells several calls
 * between the same two spans apart: first the parent's, then those of links in their order.
 */
function linkOf(
  traces: TraceSet,
  { visible, standsFor }: Membership,
  call: {
    readonly caller: number;
    readonly callee: number;
    readonly async: boolean;
    readonly ordinal: number;
  },
): OwnedLink | null {
  const { index, parents, isMessage, links } = structureOf(traces);
  const { spans } = index;
  const { caller, callee, async } = call;
  let { ordinal } = call;
  const parent = parents.parent[callee]!;
  if (parent !== none && visible[parent] === caller && (isMessage[callee] === 1) === async) {
    const link = spans[callee]!.links.find((other) => index.findRef(other) === parent);
    if (ordinal === 0) return link ? { owner: callee, attributes: link.attributes } : null;
    ordinal--;
  }
  for (const linking of bucketItems(standsFor, callee)) {
    for (let c = firstCallOf(links.callee, linking); links.callee[c] === linking; c++) {
      if (visible[links.caller[c]!] !== caller) continue;
      if (ordinal === 0) {
        return { owner: linking, attributes: spans[linking]!.links[links.link[c]!]!.attributes };
      }
      ordinal--;
    }
  }
  return null;
}

/** The first place of a callee in the ascending column of callees, by bisection. */
function firstCallOf(callees: Int32Array, callee: number): number {
  let low = 0;
  let high = callees.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (callees[middle]! < callee) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isSameCall(a: CallRef, b: CallRef): boolean {
  return isSameSpan(a.caller, b.caller) && isSameSpan(a.callee, b.callee);
}

function isSameSpan(a: SpanRef, b: SpanRef): boolean {
  return a.traceId === b.traceId && a.spanId === b.spanId;
}
