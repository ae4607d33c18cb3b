import type { CallRef, DependencyEdge, DependencyGraph } from '../model/dependency-graph.js';
import type { CallRow, EdgeDetails, PageRequest } from '../model/details.js';
import type { Attributes, SpanRef } from '../model/span.js';
import type { TraceSet } from '../model/trace-set.js';
import { bucketItems } from './buckets.js';
import { knownWait, pageOf, spanRow, traceRows } from './details-rows.js';
import { type Membership, membershipOf } from './graph-membership.js';
import { none, type SpanIndex } from './span-index.js';
import { structureOf } from './trace-structure.js';

/**
 * Everything that a panel shows of an edge.
 *
 * @param graph made of `traces`.
 * @param page the part of both lists that is wanted; calls come in the order of the edge.
 * @returns `null` when the edge is not in the graph.
 */
export function edgeDetails(
  traces: TraceSet,
  graph: DependencyGraph,
  edgeId: string,
  page: PageRequest,
): EdgeDetails | null {
  const edge = graph.edges.find(({ id }) => id === edgeId);
  if (!edge) return null;
  const { index } = structureOf(traces);
  const membership = membershipOf(traces, graph);
  const callees = new Set(edge.calls.map(({ callee }) => index.findRef(callee)));
  const end = Math.min(edge.calls.length, page.offset + page.limit);
  const rows: CallRow[] = [];
  for (let place = Math.max(0, page.offset); place < end; place++) {
    rows.push(callRow(index, membership, traces, edge, place));
  }
  return {
    edgeId,
    traces: pageOf(traceRows(index, Int32Array.from(callees).sort()), page, (row) => row),
    calls: { rows, total: edge.calls.length },
  };
}

function callRow(
  index: SpanIndex,
  membership: Membership,
  traces: TraceSet,
  edge: DependencyEdge,
  place: number,
): CallRow {
  const call = edge.calls[place]!;
  // Calls between the same two spans stand side by side in the edge.
  let ordinal = 0;
  while (place > ordinal && isSameCall(edge.calls[place - ordinal - 1]!, call)) ordinal++;
  const caller = index.findRef(call.caller);
  const callee = index.findRef(call.callee);
  return {
    caller: spanRow(index, caller),
    callee: spanRow(index, callee),
    wait: edge.async ? knownWait(index, caller, callee) : null,
    attributes: linkAttributes(traces, membership, { caller, callee, async: edge.async, ordinal }),
  };
}

/**
 * The attributes of the link that makes a call, or that goes with the call of a parent. `ordinal` tells several calls
 * between the same two spans apart: first the parent's, then those of links in their order.
 */
function linkAttributes(
  traces: TraceSet,
  { visible, standsFor }: Membership,
  call: {
    readonly caller: number;
    readonly callee: number;
    readonly async: boolean;
    readonly ordinal: number;
  },
): Attributes | null {
  const { index, parents, isMessage, links } = structureOf(traces);
  const { spans } = index;
  const { caller, callee, async } = call;
  let { ordinal } = call;
  const parent = parents.parent[callee]!;
  if (parent !== none && visible[parent] === caller && (isMessage[callee] === 1) === async) {
    const link = spans[callee]!.links.find((other) => index.findRef(other) === parent);
    if (ordinal === 0) return link?.attributes ?? null;
    ordinal--;
  }
  for (const linking of bucketItems(standsFor, callee)) {
    for (let c = firstCallOf(links.callee, linking); links.callee[c] === linking; c++) {
      if (visible[links.caller[c]!] !== caller) continue;
      if (ordinal === 0) return spans[linking]!.links[links.link[c]!]!.attributes;
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
