import type { AsyncStub, DependencyGraph } from '../model/dependency-graph.js';
import type { StubCallRow } from '../model/details.js';
import type { TraceSet } from '../model/trace-set.js';
import { summariseDurations } from './durations.js';
import { membersOf } from './graph-members.js';
import { membershipOf } from './graph-membership.js';
import type { GraphOptions } from './graph-options.js';
import { settingsOf } from './graph-settings.js';
import { findIncomingCalls } from './incoming-calls.js';
import { compare } from './order.js';
import { none } from './span-index.js';
import { structureOf } from './trace-structure.js';
import { asMeasured, WaitSummary } from './wait.js';

/** The calls of a stub of traces that are not loaded: one per trace, by errors, count and trace id. */
export function unloadedCalls(
  traces: TraceSet,
  graph: DependencyGraph,
  stub: AsyncStub,
  options: GraphOptions,
): readonly (() => StubCallRow)[] {
  const calls = new Map<string, UnloadedCall>();
  const add = (link: UnloadedLink): void => {
    const call = calls.get(link.traceId);
    if (call) call.add(link);
    else calls.set(link.traceId, new UnloadedCall(link));
  };
  if (stub.direction === 'upstream') addCauses(traces, graph, stub, options, add);
  else addEffects(traces, graph, stub, options, add);
  return [...calls.values()]
    .sort((a, b) => b.errorCount - a.errorCount || b.callCount - a.callCount || compare(a.traceId, b.traceId))
    .map((call) => () => call.row());
}

/** A link between a span of the stub's node and one that is not in the data. */
interface UnloadedLink {
  /** What tells it from other links of the same trace: both spans. */
  readonly key: string;
  readonly traceId: string;
  readonly callee: string;
  readonly failed: boolean;
  /** Of the callee in milliseconds; NaN when it is not known. */
  readonly duration: number;
  /** In milliseconds; NaN when it is not known. */
  readonly wait: number;
  /** Of the span that is not in the data. */
  readonly name: string | null;
  readonly service: string | null;
}

/** Links of the node's spans to traces that are not in the data. */
function addCauses(
  traces: TraceSet,
  graph: DependencyGraph,
  stub: AsyncStub,
  options: GraphOptions,
  add: (link: UnloadedLink) => void,
): void {
  const { index, unloaded } = structureOf(traces);
  const visibleIn = spansOfStub(traces, graph, stub, options);
  for (let u = 0; u < unloaded.span.length; u++) {
    const owner = unloaded.span[u]!;
    const callee = visibleIn(owner);
    if (callee === none) continue;
    const { traceId, spanId } = index.linkRef(owner, unloaded.link[u]!);
    add({
      key: `${owner} ${spanId}`,
      traceId,
      callee: String(callee),
      failed: index.failed[callee] === 1,
      duration: index.duration[callee]!,
      wait: NaN,
      name: null,
      service: null,
    });
  }
}

/** Links to the node's spans, of spans that are not in the data, as a source has told them. */
function addEffects(
  traces: TraceSet,
  graph: DependencyGraph,
  stub: AsyncStub,
  options: GraphOptions,
  add: (link: UnloadedLink) => void,
): void {
  const { index, parents } = structureOf(traces);
  const visibleIn = spansOfStub(traces, graph, stub, options);
  for (const told of findIncomingCalls(settingsOf(options).incomingLinks, index, parents)) {
    const caller = visibleIn(told.caller);
    if (caller === none) continue;
    add({
      ...told,
      key: `${told.caller} ${told.spanId}`,
      callee: told.spanId,
      duration: told.duration ?? NaN,
      wait: asMeasured(
        (told.startTime ?? NaN) - (index.startTime(caller) ?? NaN) - index.duration[caller]!,
        index,
      ),
    });
  }
}

/** Gives for a span of the stub's node, or one that was contracted into it, the span of the node; else `none`. */
function spansOfStub(
  traces: TraceSet,
  graph: DependencyGraph,
  stub: AsyncStub,
  options: GraphOptions,
): (span: number) => number {
  const membership = membershipOf(traces, graph, options);
  const { groups, traitsOf } = membersOf(traces, graph, options).grouping;
  return (span) => {
    const shown = membership.visible(span);
    return shown !== none && traitsOf(groups.groupOf[shown]!).id === stub.node ? shown : none;
  };
}

/** All links between a node and one trace that is not loaded, each once. */
class UnloadedCall {
  readonly traceId: string;
  errorCount = 0;
  readonly #links = new Set<string>();
  /** Whether each callee failed and how long it took; of what is told twice, the worse. */
  readonly #callees = new Map<string, { readonly failed: boolean; readonly duration: number }>();
  readonly #waits = new WaitSummary();
  #name: string | null;
  #service: string | null;

  constructor(first: UnloadedLink) {
    this.traceId = first.traceId;
    this.#name = first.name;
    this.#service = first.service;
    this.add(first);
  }

  get callCount(): number {
    return this.#links.size;
  }

  add({ key, callee, failed, duration, wait, name, service }: UnloadedLink): void {
    const known = this.#callees.get(callee);
    if (failed && known?.failed !== true) this.errorCount++;
    this.#callees.set(callee, {
      failed: failed || known?.failed === true,
      duration: known ? longer(known.duration, duration) : duration,
    });
    if (this.#links.has(key)) return;
    this.#links.add(key);
    this.#waits.add(wait);
    // What the spans do not have in common is not told.
    if (name !== this.#name) this.#name = null;
    if (service !== this.#service) this.#service = null;
  }

  row(): StubCallRow {
    const durations = Float64Array.from(this.#callees.values(), ({ duration }) => duration);
    return {
      traceId: this.traceId,
      kind: null,
      group: null,
      name: this.#name,
      service: this.#service,
      callCount: this.callCount,
      traceCount: 1,
      errorCount: this.errorCount,
      duration: summariseDurations(durations.filter((duration) => !Number.isNaN(duration))),
      wait: this.#waits.finish(),
    };
  }
}

/** The longer of two durations; one that is not known (NaN) gives way. */
function longer(a: number, b: number): number {
  return a > b || Number.isNaN(b) ? a : b;
}
