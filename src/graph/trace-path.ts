import type { DependencyGraph, DependencyNode } from '../model/dependency-graph.js';
import type { TracePath } from '../model/details.js';
import type { TraceSet } from '../model/trace-set.js';
import { bucketItems, type Buckets } from './buckets.js';
import { membersOf } from './graph-members.js';
import type { GraphOptions } from './graph-options.js';
import { none } from './span-index.js';
import { structureOf, type TraceStructure } from './trace-structure.js';

/**
 * What a trace passes through: itself, its effects and their effects, its causes and their causes; not what else
 * its causes caused. Nodes with a span of these traces and edges with a call between two such spans are on the path, and
 * destinations that it enters and leaves.
 *
 * @param graph made of `traces` with `options`.
 * @param traceId in any spelling.
 * @returns `null` when the trace is not in the data.
 */
export function tracePath(
  traces: TraceSet,
  graph: DependencyGraph,
  traceId: string,
  options: GraphOptions = {},
): TracePath | null {
  const structure = structureOf(traces);
  const { index } = structure;
  const trace = index.findGivenTrace(traceId);
  if (trace === none) return null;
  const passed = passedTraces(structure, trace);
  const isPassed = (span: number): boolean => passed[index.traceOf[span]!] === 1;
  const { nodeSpans, legs, edgeLegs } = membersOf(traces, graph, options);
  const edges = graph.edges.filter((_, place) =>
    edgeLegs.items(place).some((leg) => isPassed(legs.caller[leg]!) && isPassed(legs.callee[leg]!)),
  );
  const entered = new Set(edges.map(({ target }) => target));
  const left = new Set(edges.map(({ source }) => source));
  const isOnPath = ({ id, destination }: DependencyNode, place: number): boolean =>
    destination === undefined ? nodeSpans.items(place).some(isPassed) : entered.has(id) && left.has(id);
  return {
    traceId: index.traceIds[trace]!,
    nodeIds: graph.nodes.filter(isOnPath).map(({ id }) => id),
    edgeIds: edges.map(({ id }) => id),
  };
}

/** Marks by 1 the trace, all that it led to, and all that led to it. */
function passedTraces({ index, links, traceCalls }: TraceStructure, trace: number): Uint8Array {
  const passed = new Uint8Array(index.traceIds.length);
  const follow = (calls: Buckets, farEnd: Int32Array): void => {
    // Effects and causes are followed apart: from a cause, the way leads on to its causes only.
    const reached = new Uint8Array(index.traceIds.length);
    reached[trace] = 1;
    const queue = [trace];
    for (const next of queue) {
      passed[next] = 1;
      for (const call of bucketItems(calls, next)) {
        const other = index.traceOf[farEnd[call]!]!;
        if (reached[other] === 1) continue;
        reached[other] = 1;
        queue.push(other);
      }
    }
  };
  follow(traceCalls.outgoing, links.callee);
  follow(traceCalls.incoming, links.caller);
  return passed;
}
