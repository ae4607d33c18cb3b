import type { AsyncDirection, AsyncStub } from '../model/dependency-graph.js';
import type { LinkCalls, UnloadedLinks } from './async-calls.js';
import type { Contraction } from './contract-internal.js';
import type { Groups } from './group.js';
import type { TraitsOf } from './group-traits.js';
import type { IncomingCall } from './incoming-calls.js';
import type { SpanIndex } from './span-index.js';
import { StubDrafts } from './stub-drafts.js';

/** What stubs are made of. */
export interface StubInput {
  readonly index: SpanIndex;
  readonly links: LinkCalls;
  readonly unloaded: UnloadedLinks;
  readonly incoming: readonly IncomingCall[];
  /** Roots of traces of which more effects may be known elsewhere. */
  readonly openRoots: readonly number[];
  /** Async level of each trace. */
  readonly level: Int32Array;
  readonly contraction: Contraction;
  readonly groups: Groups;
  readonly traitsOf: TraitsOf;
  /** 1 for each drawn trace. */
  readonly drawn: Uint8Array;
}

/** Every asynchronous call with exactly one end in a drawn trace, joined by node, direction and whether it is loaded. */
export function collectStubs(input: StubInput): AsyncStub[] {
  const { index, traitsOf } = input;
  const drafts = new StubDrafts();
  const outside = new OutsideNumbers();
  addHiddenCalls(input, drafts);
  addUnloadedCauses(input, drafts, outside);
  addUnloadedEffects(input, drafts, outside);
  openStubs(input, drafts);
  const traceCount = index.traceIds.length;
  return drafts.finish(traitsOf, (trace) => index.traceIds[trace] ?? outside.traceIds[trace - traceCount]!);
}

/** Calls between traces that are in the data. */
function addHiddenCalls({ index, links, contraction, groups, drawn }: StubInput, drafts: StubDrafts): void {
  for (let c = 0; c < links.caller.length; c++) {
    const caller = contraction.visible[links.caller[c]!]!;
    const callee = contraction.visible[links.callee[c]!]!;
    const isDownstream = drawn[index.traceOf[caller]!] === 1;
    if (isDownstream === (drawn[index.traceOf[callee]!] === 1)) continue;
    const [near, far] = isDownstream ? [caller, callee] : [callee, caller];
    const direction: AsyncDirection = isDownstream ? 'downstream' : 'upstream';
    drafts.add(
      { group: groups.groupOf[near]!, direction, loaded: true },
      {
        farEnd: groups.groupOf[far]!,
        farTrace: index.traceOf[far]!,
        callee,
        failed: index.failed[callee] === 1,
        duration: index.duration[callee]!,
      },
    );
  }
}

/** Links of drawn spans to traces that are not in the data. */
function addUnloadedCauses(
  { index, unloaded, contraction, groups, drawn }: StubInput,
  drafts: StubDrafts,
  outside: OutsideNumbers,
): void {
  for (let u = 0; u < unloaded.span.length; u++) {
    const owner = unloaded.span[u]!;
    if (drawn[index.traceOf[owner]!] === 0) continue;
    const callee = contraction.visible[owner]!;
    const { traceId, spanId } = index.linkRef(owner, unloaded.link[u]!);
    drafts.add(
      { group: groups.groupOf[callee]!, direction: 'upstream', loaded: false },
      {
        farEnd: outside.span(traceId, spanId),
        farTrace: index.traceIds.length + outside.trace(traceId),
        callee,
        failed: index.failed[callee] === 1,
        duration: index.duration[callee]!,
      },
    );
  }
}

/** Links to drawn spans, of spans that are not in the data. */
function addUnloadedEffects(
  { index, incoming, contraction, groups, drawn }: StubInput,
  drafts: StubDrafts,
  outside: OutsideNumbers,
): void {
  for (const { caller, traceId, spanId, failed, duration } of incoming) {
    if (drawn[index.traceOf[caller]!] === 0) continue;
    const callee = outside.span(traceId, spanId);
    drafts.add(
      { group: groups.groupOf[contraction.visible[caller]!]!, direction: 'downstream', loaded: false },
      {
        farEnd: callee,
        farTrace: index.traceIds.length + outside.trace(traceId),
        callee,
        failed,
        duration: duration ?? NaN,
      },
    );
  }
}

/** Effects that nobody has looked for: those of the focus and of its effects are worth looking for. */
function openStubs(
  { index, openRoots, level, contraction, groups, drawn }: StubInput,
  drafts: StubDrafts,
): void {
  for (const root of openRoots) {
    const trace = index.traceOf[root]!;
    if (drawn[trace] === 0 || level[trace]! < 0) continue;
    drafts.open({
      group: groups.groupOf[contraction.visible[root]!]!,
      direction: 'downstream',
      loaded: false,
    });
  }
}

/** Numbers traces and spans that are not in the data, each from 0 on. */
class OutsideNumbers {
  readonly traceIds: string[] = [];
  readonly #traces = new Map<string, { readonly number: number; readonly spans: Map<string, number> }>();
  #spanCount = 0;

  trace(traceId: string): number {
    return this.#trace(traceId).number;
  }

  span(traceId: string, spanId: string): number {
    const { spans } = this.#trace(traceId);
    let number = spans.get(spanId);
    if (number === undefined) spans.set(spanId, (number = this.#spanCount++));
    return number;
  }

  #trace(traceId: string): { readonly number: number; readonly spans: Map<string, number> } {
    let trace = this.#traces.get(traceId);
    if (!trace) {
      trace = { number: this.traceIds.length, spans: new Map() };
      this.#traces.set(traceId, trace);
      this.traceIds.push(traceId);
    }
    return trace;
  }
}
