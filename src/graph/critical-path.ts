import type { DependencyGraph } from '../model/dependency-graph.js';
import type { CriticalEdge, CriticalNode, CriticalPath } from '../model/details.js';
import type { TraceSet } from '../model/trace-set.js';
import type { GraphMembers } from './built-graphs.js';
import { type CriticalWalk, walkBack } from './critical-walk.js';
import { membersOf } from './graph-members.js';
import type { GraphOptions } from './graph-options.js';
import { structureOf } from './trace-structure.js';

/**
 * What made the focus trace and what follows it, as far as drawn, take as long as it did: back from the last end, from
 * call to call and over queues. Contracted spans count for the node they are drawn in.
 *
 * @param graph made of `traces` with `options`.
 * @returns `null` when nothing that is drawn of them has ended.
 */
export function criticalPath(
  traces: TraceSet,
  graph: DependencyGraph,
  options: GraphOptions = {},
): CriticalPath | null {
  const structure = structureOf(traces);
  const members = membersOf(traces, graph, options);
  const walk = walkBack(structure, members.grouping.levels.distance.downstream, members.drawn);
  if (!walk) return null;
  const placeOf = nodePlaces(members, graph.nodes.length);
  const nodes = nodesOf(walk, graph, members, placeOf);
  const edges = edgesOf(walk, graph, members, placeOf);
  const waiting = edges.reduce((sum, { wait }) => sum + wait, 0);
  return { total: walk.total, waiting, notDrawn: timeNotDrawn(walk, members), nodes, edges };
}

/** Gives the place in the graph of the node that a drawn span belongs to. */
function nodePlaces(
  { nodeSpans, grouping: { groups, contraction } }: GraphMembers,
  count: number,
): (span: number) => number {
  const placeOf = new Map<number, number>();
  for (let place = 0; place < count; place++) {
    const [first] = nodeSpans.items(place);
    // A destination has no spans.
    if (first !== undefined) placeOf.set(groups.groupOf[first]!, place);
  }
  return (span) => placeOf.get(groups.groupOf[contraction.visible[span]!]!)!;
}

/** Whether a passage is between spans that are one in the drawing, so that there is no edge. */
function isContracted(
  { caller, callee, async }: CriticalWalk['passages'],
  n: number,
  { grouping }: GraphMembers,
): boolean {
  const { visible } = grouping.contraction;
  return !async[n] && visible[caller[n]!] === visible[callee[n]!];
}

const isDrawn = ({ index, drawn }: GraphMembers, span: number): boolean => drawn[index.traceOf[span]!] === 1;

function nodesOf(
  { stays, passages }: CriticalWalk,
  { nodes }: DependencyGraph,
  members: GraphMembers,
  placeOf: (span: number) => number,
): CriticalNode[] {
  const times = new Map<number, number>();
  const add = (span: number, time: number): void => {
    if (!isDrawn(members, span)) return;
    const place = placeOf(span);
    times.set(place, (times.get(place) ?? 0) + time);
  };
  for (let n = stays.span.length - 1; n >= 0; n--) add(stays.span[n]!, stays.time[n]!);
  for (const [n, callee] of passages.callee.entries())
    if (isContracted(passages, n, members)) add(callee, passages.wait[n]!);
  return Array.from(times, ([place, time]) => ({ nodeId: nodes[place]!.id, time }));
}

/** What the path passes between two visible spans, by calls of one sort. */
interface PassedCall {
  readonly callee: number;
  /** Of its first passage in the order of time; the smallest is the first of all. */
  readonly order: number;
  wait: number;
  /** Whether it was found in an edge to its callee, and in one to a destination before it. */
  isReceived: boolean;
  isSent: boolean;
}

/** An edge that the path passes; one that only leads to a destination comes before that from there. */
interface PassedEdge {
  readonly edgeId: string;
  readonly isSending: boolean;
  order: number;
  wait: number;
}

function edgesOf(
  walk: CriticalWalk,
  { edges }: DependencyGraph,
  members: GraphMembers,
  placeOf: (span: number) => number,
): CriticalEdge[] {
  const { index, legs, edgeLegs } = members;
  const calls = passedCalls(walk, members);
  const isCallee = new Uint8Array(index.count);
  for (const { callee } of calls.values()) isCallee[callee] = 1;
  const passed: PassedEdge[] = [];
  for (const [place, { id }] of edges.entries()) {
    let edge: PassedEdge | undefined;
    for (const leg of edgeLegs.items(place)) {
      const callee = legs.callee[leg]!;
      if (isCallee[callee] === 0) continue;
      const call = calls.get(callKey(legs.caller[leg]!, callee, legs.async[leg] === 1, index.count));
      const isSending = legs.target[leg] !== placeOf(callee);
      // Several calls between two spans may go through different destinations: one of them will do.
      if (!call || (isSending ? call.isSent : call.isReceived)) continue;
      if (isSending) call.isSent = true;
      else call.isReceived = true;
      if (!edge) passed.push((edge = { edgeId: id, isSending, order: Infinity, wait: 0 }));
      edge.order = Math.min(edge.order, call.order);
      if (!isSending) edge.wait += call.wait;
    }
  }
  passed.sort((a, b) => a.order - b.order || Number(b.isSending) - Number(a.isSending));
  return passed.map(({ edgeId, wait }, place) => ({ edgeId, step: place + 1, wait }));
}

/** The passages in and between drawn traces, by what is drawn of them: calls between visible spans. */
function passedCalls({ passages }: CriticalWalk, members: GraphMembers): Map<number, PassedCall> {
  const { index, grouping } = members;
  const { visible } = grouping.contraction;
  const calls = new Map<number, PassedCall>();
  const count = passages.caller.length;
  for (let n = count - 1; n >= 0; n--) {
    if (!isDrawn(members, passages.caller[n]!) || !isDrawn(members, passages.callee[n]!)) continue;
    if (isContracted(passages, n, members)) continue;
    const caller = visible[passages.caller[n]!]!;
    const callee = visible[passages.callee[n]!]!;
    const key = callKey(caller, callee, passages.async[n]!, index.count);
    const known = calls.get(key);
    if (known) known.wait += passages.wait[n]!;
    else
      calls.set(key, {
        callee,
        order: count - n,
        wait: passages.wait[n]!,
        isReceived: false,
        isSent: false,
      });
  }
  return calls;
}

/** Exact for up to 67 million spans. */
const callKey = (caller: number, callee: number, async: boolean, spanCount: number): number =>
  (caller * spanCount + callee) * 2 + Number(async);

function timeNotDrawn({ stays, passages }: CriticalWalk, members: GraphMembers): number {
  let time = 0;
  for (const [n, span] of stays.span.entries()) if (!isDrawn(members, span)) time += stays.time[n]!;
  for (const [n, caller] of passages.caller.entries())
    if (!isDrawn(members, caller) || !isDrawn(members, passages.callee[n]!)) time += passages.wait[n]!;
  return time;
}
