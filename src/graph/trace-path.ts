import type { DependencyEdge, DependencyGraph, DependencyNode } from '../model/dependency-graph.js';
import type { TracePath } from '../model/details.js';
import type { TraceSet } from '../model/trace-set.js';
import { bucketItems, type Buckets } from './buckets.js';
import { none } from './span-index.js';
import { structureOf, type TraceStructure } from './trace-structure.js';

/**
 * What a trace passes through: itself, its effects and their effects, its causes and their causes; not what else
 * its causes caused. Nodes with a span of these traces and edges with a call between two such spans are on the path, and
 * destinations that it enters and leaves.
 *
 * @param graph made of `traces`.
 * @param traceId in any spelling.
 * @returns `null` when the trace is not in the data.
 */
export function tracePath(traces: TraceSet, graph: DependencyGraph, traceId: string): TracePath | null {
  const structure = structureOf(traces);
  const { index } = structure;
  const trace = index.findGivenTrace(traceId);
  if (trace === none) return null;
  const passed = passedTraces(structure, trace);
  const edges = graph.edges.filter((edge) => hasCallWithin(edge, passed));
  const entered = new Set(edges.map(({ target }) => target));
  const left = new Set(edges.map(({ source }) => source));
  const isOnPath = (node: DependencyNode): boolean =>
    node.destination === undefined ? hasSpanOf(node, passed) : entered.has(node.id) && left.has(node.id);
  return {
    traceId: index.traceIds[trace]!,
    nodeIds: graph.nodes.filter(isOnPath).map(({ id }) => id),
    edgeIds: edges.map(({ id }) => id),
  };
}

/** Ids of the trace, of all that it led to, and of all that led to it. */
function passedTraces({ index, links, traceCalls }: TraceStructure, trace: number): ReadonlySet<string> {
  const passed = new Set<string>();
  const follow = (calls: Buckets, farEnd: Int32Array): void => {
    // Effects and causes are followed apart: from a cause, the way leads on to its causes only.
    const reached = new Uint8Array(index.traceIds.length);
    reached[trace] = 1;
    const queue = [trace];
    for (const next of queue) {
      passed.add(index.traceIds[next]!);
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

function hasSpanOf({ spans }: DependencyNode, traceIds: ReadonlySet<string>): boolean {
  return spans.some(({ traceId }) => traceIds.has(traceId));
}

function hasCallWithin({ calls }: DependencyEdge, traceIds: ReadonlySet<string>): boolean {
  return calls.some(({ caller, callee }) => traceIds.has(caller.traceId) && traceIds.has(callee.traceId));
}
