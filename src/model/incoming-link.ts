import type { SpanStatus } from './span.js';

/**
 * A link seen from the trace it points at: who picked up what this trace sent. OpenTelemetry's links only point back,
 * so a span does not know of these; a source that can search for links tells them.
 */
export interface IncomingLink {
  /** The linked span, the cause. Without a span id, the source knows the trace only. */
  readonly to: { readonly traceId: string; readonly spanId?: string };
  /** The linking span, the effect, with as much as is known of it while its trace is not loaded. */
  readonly from: {
    readonly traceId: string;
    readonly spanId: string;
    readonly name?: string;
    readonly service?: string;
    /** Milliseconds since the Unix epoch. */
    readonly startMs?: number;
    readonly durationMs?: number;
    readonly status?: SpanStatus;
  };
}
