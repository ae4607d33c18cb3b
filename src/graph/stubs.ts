import type { AsyncDirection, AsyncStub } from '../model/dependency-graph.js';
import type { LinkCalls, UnloadedLinks } from './async-calls.js';
import type { Contraction } from './contract-internal.js';
import { stubId } from './graph-ids.js';
import type { Groups } from './group.js';
import type { TraitsOf } from './group-traits.js';
import { byId } from './order.js';
import { none, type SpanIndex } from './span-index.js';

/** What stubs are made of. */
export interface StubInput {
  readonly index: SpanIndex;
  readonly links: LinkCalls;
  readonly unloaded: UnloadedLinks;
  readonly contraction: Contraction;
  readonly groups: Groups;
  readonly traitsOf: TraitsOf;
  /** 1 for each drawn trace. */
  readonly drawn: Uint8Array;
}

/** Every asynchronous call with exactly one end in a drawn trace, joined by node, direction and whether it is loaded. */
export function collectStubs(input: StubInput): AsyncStub[] {
  const { index, links, unloaded, drawn, contraction, groups } = input;
  const drafts = new Map<string, StubDraft>();
  const draftAt = (group: number, direction: AsyncDirection, loaded: boolean): StubDraft => {
    const node = input.traitsOf(group).id;
    const id = stubId(direction, loaded, node);
    let draft = drafts.get(id);
    if (!draft) {
      draft = new StubDraft(id, node, direction, loaded);
      drafts.set(id, draft);
    }
    return draft;
  };
  const isDrawn = (span: number): boolean => drawn[index.traceOf[span]!] === 1;

  for (let c = 0; c < links.caller.length; c++) {
    const caller = contraction.visible[links.caller[c]!]!;
    const callee = contraction.visible[links.callee[c]!]!;
    if (isDrawn(caller) === isDrawn(callee)) continue;
    const isDownstream = isDrawn(caller);
    const [near, far] = isDownstream ? [caller, callee] : [callee, caller];
    draftAt(groups.groupOf[near]!, isDownstream ? 'downstream' : 'upstream', true).add(
      groups.groupOf[far]!,
      index.traceIds[index.traceOf[far]!]!,
      index.failed[callee] === 1,
    );
  }
  const numbers = new RefNumbers();
  for (let u = 0; u < unloaded.span.length; u++) {
    const owner = unloaded.span[u]!;
    if (!isDrawn(owner)) continue;
    const callee = contraction.visible[owner]!;
    const { traceId, spanId } = index.spans[owner]!.links[unloaded.link[u]!]!;
    draftAt(groups.groupOf[callee]!, 'upstream', false).add(
      numbers.of(traceId, spanId),
      traceId,
      index.failed[callee] === 1,
    );
  }
  return [...drafts.values()].map((draft) => draft.finish()).sort(byId);
}

/** A stub while its calls are being counted. */
class StubDraft {
  readonly #stub: Pick<AsyncStub, 'id' | 'node' | 'direction' | 'loaded'>;
  /** Whether a callee failed, by the far end of the call: a group, or a linked span that is not loaded. */
  readonly #calls = new Map<number, boolean>();
  readonly #traceIds = new Set<string>();

  constructor(id: string, node: string, direction: AsyncDirection, loaded: boolean) {
    this.#stub = { id, node, direction, loaded };
  }

  add(farEnd: number, traceId: string, calleeFailed: boolean): void {
    this.#calls.set(farEnd, calleeFailed || this.#calls.get(farEnd) === true);
    this.#traceIds.add(traceId);
  }

  finish(): AsyncStub {
    let errorCount = 0;
    for (const failed of this.#calls.values()) errorCount += failed ? 1 : 0;
    return {
      ...this.#stub,
      callCount: this.#calls.size,
      traceIds: [...this.#traceIds].sort(),
      errorCount,
    };
  }
}

/** Numbers spans that are not in the data by their two ids. */
class RefNumbers {
  readonly #byTrace = new Map<string, Map<string, number>>();
  #size = 0;

  of(traceId: string, spanId: string): number {
    let bySpan = this.#byTrace.get(traceId);
    if (!bySpan) this.#byTrace.set(traceId, (bySpan = new Map<string, number>()));
    let number = bySpan.get(spanId) ?? none;
    if (number === none) bySpan.set(spanId, (number = this.#size++));
    return number;
  }
}
