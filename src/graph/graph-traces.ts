import type { DependencyGraph } from '../model/dependency-graph.js';
import { none, type SpanIndex } from './span-index.js';

/** Marks by 1 every trace that has a span in a node of the graph. */
export function tracesOfGraph(index: SpanIndex, { nodes }: DependencyGraph): Uint8Array {
  const drawn = new Uint8Array(index.traceIds.length);
  for (const { spans } of nodes) {
    // A node's spans come trace by trace.
    let latest: string | null = null;
    for (const { traceId } of spans) {
      if (traceId === latest) continue;
      latest = traceId;
      const trace = index.findTrace(traceId);
      if (trace !== none) drawn[trace] = 1;
    }
  }
  return drawn;
}
