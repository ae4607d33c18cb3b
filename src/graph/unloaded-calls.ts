import type { AsyncStub, DependencyGraph } from '../model/dependency-graph.js';
import type { StubCallRow } from '../model/details.js';
import type { TraceSet } from '../model/trace-set.js';
import { tracesOfGraph } from './graph-traces.js';
import { summariseDurations } from './durations.js';
import type { GraphOptions } from './graph-options.js';
import { groupingOf } from './grouping.js';
import { compare } from './order.js';
import { structureOf } from './trace-structure.js';

/** The calls of a stub of traces that are not loaded: one per trace, by errors, count and trace id. */
export function unloadedCalls(
  traces: TraceSet,
  graph: DependencyGraph,
  stub: AsyncStub,
  options: GraphOptions,
): readonly (() => StubCallRow)[] {
  const { index, unloaded } = structureOf(traces);
  const { contraction, groups, traitsOf } = groupingOf(traces, graph, options);
  const drawn = tracesOfGraph(index, graph);
  const drafts = new Map<string, UnloadedCall>();
  for (let u = 0; u < unloaded.span.length; u++) {
    const owner = unloaded.span[u]!;
    const callee = contraction.visible[owner]!;
    if (drawn[index.traceOf[owner]!] === 0 || traitsOf(groups.groupOf[callee]!).id !== stub.node) continue;
    const { traceId, spanId } = index.spans[owner]!.links[unloaded.link[u]!]!;
    let draft = drafts.get(traceId);
    if (!draft) drafts.set(traceId, (draft = new UnloadedCall(traceId)));
    draft.add(`${owner} ${spanId}`, callee, index.failed[callee] === 1, index.duration[callee]!);
  }
  return inOrder(drafts.values()).map((draft) => () => draft.row());
}

function inOrder(calls: Iterable<UnloadedCall>): UnloadedCall[] {
  return [...calls].sort(
    (a, b) => b.errorCount - a.errorCount || b.callCount - a.callCount || compare(a.traceId, b.traceId),
  );
}

/** All links between a node and a trace that is not loaded. */
class UnloadedCall {
  readonly traceId: string;
  /** Distinct links: the same link twice on a span is one. */
  readonly #links = new Set<string>();
  /** Durations of the callee spans, by span; NaN for one that never ended. */
  readonly #durations = new Map<number | string, number>();
  errorCount = 0;

  constructor(traceId: string) {
    this.traceId = traceId;
  }

  get callCount(): number {
    return this.#links.size;
  }

  add(link: string, callee: number | string, failed: boolean, duration: number): void {
    this.#links.add(link);
    if (this.#durations.has(callee)) return;
    this.#durations.set(callee, duration);
    if (failed) this.errorCount++;
  }

  row(): StubCallRow {
    const { traceId, callCount, errorCount } = this;
    const ended = Float64Array.from(this.#durations.values()).filter((duration) => !Number.isNaN(duration));
    return {
      traceId,
      kind: null,
      group: null,
      name: null,
      service: null,
      callCount,
      traceCount: 1,
      errorCount,
      duration: summariseDurations(ended),
      wait: null,
    };
  }
}
