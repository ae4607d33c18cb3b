import type { DependencyEdge, DependencyGraph } from '../model/dependency-graph.js';
import type { CallRow, EdgeDetails, Histogram, PageRequest } from '../model/details.js';
import type { Attributes } from '../model/span.js';
import type { TraceSet } from '../model/trace-set.js';
import { firstCallOf } from './async-calls.js';
import type { CallLegs } from './call-legs.js';
import { destinationName } from './destinations.js';
import { knownWait, pageOf, spanRow } from './details-rows.js';
import { membersOf } from './graph-members.js';
import { type Membership, membershipOf } from './graph-membership.js';
import type { GraphOptions } from './graph-options.js';
import { histogramOf } from './histogram.js';
import { LatestAnswer } from './latest-answer.js';
import { messageAttributes } from './message-attributes.js';
import { none } from './span-index.js';
import { TraceRows } from './trace-rows.js';
import { structureOf } from './trace-structure.js';

/** What does not change from page to page. */
interface EdgeFacts {
  readonly traces: TraceRows;
  readonly histogram: Histogram | null;
}

const latestFacts = new LatestAnswer<DependencyGraph, string, EdgeFacts>();

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
  const { legs, edgeLegs } = membersOf(traces, graph, options);
  const calls = edgeLegs.items(graph.edges.indexOf(edge));
  const membership = membershipOf(traces, graph, options);
  const view = { traces, membership, edge, legs, calls, ...halfOf(graph, edge) };
  const facts = latestFacts.of(graph, edgeId, () => {
    const { index } = structureOf(traces);
    const callees = distinct(calls.map((leg) => legs.callee[leg]!));
    const histogram = edge.duration === null ? null : histogramOf(index, callees);
    return { traces: new TraceRows(index, callees), histogram };
  });
  return {
    edgeId,
    traces: facts.traces.page(page),
    calls: pageOf(calls, page, (_, place) => callRow(view, place)),
    histogram: facts.histogram,
  };
}

/** What the calls of an edge are read from. */
interface EdgeView {
  readonly traces: TraceSet;
  readonly membership: Membership;
  readonly edge: DependencyEdge;
  readonly legs: CallLegs;
  /** The legs that the edge stands for. */
  readonly calls: Int32Array;
  /** The destination at one of its ends, if one is drawn there. */
  readonly destination: string | null;
  /** Whether the destination is where the edge leads. */
  readonly isSending: boolean;
}

/** Which half of calls an edge stands for: to a destination, from one, or neither. */
function halfOf(
  { nodes }: DependencyGraph,
  { source, target }: DependencyEdge,
): Pick<EdgeView, 'destination' | 'isSending'> {
  const destinationAt = (end: string): string | undefined => nodes.find(({ id }) => id === end)?.destination;
  const sentTo = destinationAt(target);
  return { destination: sentTo ?? destinationAt(source) ?? null, isSending: sentTo !== undefined };
}

function callRow(view: EdgeView, place: number): CallRow {
  const { traces, edge, legs, calls } = view;
  const structure = structureOf(traces);
  const { index } = structure;
  const caller = legs.caller[calls[place]!]!;
  const callee = legs.callee[calls[place]!]!;
  // Calls between the same two spans stand side by side in the edge.
  const isSameCall = (leg: number): boolean => legs.caller[leg] === caller && legs.callee[leg] === callee;
  let ordinal = 0;
  while (place > ordinal && isSameCall(calls[place - ordinal - 1]!)) ordinal++;
  const link = linkOf(view, caller, callee, ordinal);
  return {
    caller: spanRow(structure, caller),
    callee: spanRow(structure, callee),
    // Nothing is known of when a destination got a message.
    wait: edge.async && !view.isSending ? knownWait(index, caller, callee) : null,
    attributes: link?.attributes ?? null,
    messaging: edge.async
      ? messageAttributes(index.span(link?.owner ?? callee), link?.attributes ?? null)
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
  { traces, membership, edge: { async }, destination }: EdgeView,
  caller: number,
  callee: number,
  ordinal: number,
): OwnedLink | null {
  const { index, parents, isMessage, links } = structureOf(traces);
  const attributesOf = (span: number): Attributes => index.span(span).attributes;
  let passed = 0;
  // Of calls between the same two spans, those that pass another destination are in other edges.
  const isHere = (ofLink: readonly Attributes[]): boolean =>
    (destination === null ||
      destinationName([attributesOf(caller), ...ofLink, attributesOf(callee)]) === destination) &&
    passed++ === ordinal;

  const parent = parents.parent[callee]!;
  if (
    parent !== none &&
    membership.visible(parent) === caller &&
    (isMessage[callee] === 1) === async &&
    isHere([])
  ) {
    const link = index.span(callee).links.find((other) => index.findRef(other) === parent);
    return link ? { owner: callee, attributes: link.attributes } : null;
  }
  for (const linking of membership.standsFor(callee)) {
    for (let c = firstCallOf(links.callee, linking); links.callee[c] === linking; c++) {
      if (membership.visible(links.caller[c]!) !== caller) continue;
      const { attributes } = index.span(linking).links[links.link[c]!]!;
      if (isHere([attributes])) return { owner: linking, attributes };
    }
  }
  return null;
}

/** Each of an ascending list of numbers once. */
function distinct(ascending: Int32Array): Int32Array {
  return ascending.filter((one, place) => place === 0 || one !== ascending[place - 1]);
}
