import { givenSpanId, givenTraceId } from '../model/given-ids.js';
import type { IncomingLink } from '../model/incoming-link.js';
import { earliestRoot } from './open-traces.js';
import type { Parents } from './parents.js';
import { isInvalidId } from '../model/span-ids.js';
import { none, type SpanIndex } from './span-index.js';

/** A call to a span that is not in the data, as a source has told it. */
export interface IncomingCall {
  /** The linked span, or the root of its trace when the span is not known. */
  readonly caller: number;
  /** The linking span. */
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string | null;
  readonly service: string | null;
  readonly failed: boolean;
  /** Milliseconds since the Unix epoch; `null` when it was not told. */
  readonly startTime: number | null;
  /** Milliseconds; `null` when it was not told. */
  readonly duration: number | null;
}

/** What makes sense of an `IncomingLink` when nothing is known of it. */
type Told<Type> = { readonly [Key in keyof Type]?: Told<Type[Key]> | null } | null | undefined;

/**
 * Looks up what incoming links link to. Those from a trace that is in the data are left out, for its own links count,
 * and those to a trace that is not; also what is no link at all, since links are given by hosts and sources.
 */
export function findIncomingCalls(
  given: readonly unknown[],
  index: SpanIndex,
  parents: Parents,
): IncomingCall[] {
  const calls: IncomingCall[] = [];
  for (const entry of given) {
    const { to, from } = (entry ?? {}) as NonNullable<Told<IncomingLink>>;
    const toTraceId = validId(to?.traceId, givenTraceId);
    const traceId = validId(from?.traceId, givenTraceId);
    const spanId = validId(from?.spanId, givenSpanId);
    if (toTraceId === null || traceId === null || spanId === null) continue;
    const trace = index.findTrace(toTraceId);
    if (trace === none || index.findTrace(traceId) !== none) continue;
    const linked = validId(to?.spanId, givenSpanId);
    const known = linked === null ? none : index.findSpan(trace, linked);
    calls.push({
      caller: known === none ? earliestRoot(index, parents, trace) : known,
      traceId,
      spanId,
      name: textOrNull(from?.name),
      service: textOrNull(from?.service),
      failed: from?.status === 'error',
      startTime: numberOrNull(from?.startMs, -Infinity),
      duration: numberOrNull(from?.durationMs, 0),
    });
  }
  return calls;
}

function validId(given: unknown, normalise: (id: string) => string): string | null {
  if (typeof given !== 'string') return null;
  const id = normalise(given);
  return isInvalidId(id) ? null : id;
}

function textOrNull(given: unknown): string | null {
  return typeof given === 'string' ? given : null;
}

function numberOrNull(given: unknown, least: number): number | null {
  return typeof given === 'number' && Number.isFinite(given) && given >= least ? given : null;
}
