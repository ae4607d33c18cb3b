import type { AttributeValue, Attributes, SpanEvent, SpanStatus } from '../model/span.js';
import { asTextOrNull } from './untrusted.js';

/** A span's outcome, and why it failed when it did. */
export interface SpanOutcome {
  readonly status: SpanStatus;
  readonly statusMessage: string | null;
}

const byNumber: readonly SpanStatus[] = ['unset', 'ok', 'error'];

/** A status code by OTLP's number (0 unset, 1 ok, 2 error) or by name in any spelling. Unknown values are `unset`. */
export function statusFromCode(value: unknown): SpanStatus {
  if (typeof value === 'number') return byNumber[value] ?? 'unset';
  if (typeof value !== 'string' || value === '') return 'unset';
  const name = value.toLowerCase().replace(/^status_?code[._]/, '');
  if (name === 'error' || name === '2') return 'error';
  return name === 'ok' || name === '1' ? 'ok' : 'unset';
}

/**
 * The outcome that a status with a code states, completed by the attributes: a span that set no status failed
 * when it has `error = true` (OpenTracing bridges, Envoy) or `error.type`. An explicit `ok` is never overruled.
 */
export function outcomeFromStatus(
  code: unknown,
  message: unknown,
  attributes: Attributes,
  events: readonly SpanEvent[],
): SpanOutcome {
  const stated = statusFromCode(code);
  const failed = stated === 'error' || (stated === 'unset' && saysError(attributes));
  return failed
    ? failure(asTextOrNull(message), attributes, events)
    : { status: stated, statusMessage: null };
}

/**
 * The outcome that Jaeger tags state: `error` decides, where there is one, before `otel.status_code`
 * (the collector's translation of Jaeger spans).
 */
export function outcomeFromJaegerTags(attributes: Attributes, events: readonly SpanEvent[]): SpanOutcome {
  const { error } = attributes;
  const stated = statusFromCode(attributes['otel.status_code']);
  const denied = error === false || error === 'false';
  if (isTrue(error) || (stated === 'error' && !denied)) {
    return failure(asTextOrNull(attributes['otel.status_description']), attributes, events);
  }
  if (stated === 'unset' && !denied && saysError(attributes)) return failure(null, attributes, events);
  return { status: stated === 'ok' ? 'ok' : 'unset', statusMessage: null };
}

/**
 * The outcome that Zipkin tags state. The mere presence of `error` means failure and its value is the message,
 * unless it is `false`; exporters of OpenTelemetry write `otel.status_code` besides.
 */
export function outcomeFromZipkinTags(attributes: Attributes, events: readonly SpanEvent[]): SpanOutcome {
  const error = attributes['error'];
  const stated = statusFromCode(attributes['otel.status_code']);
  if (error !== undefined && error !== 'false' && error !== false) {
    const message = isTrue(error) ? null : asTextOrNull(error);
    return failure(message ?? asTextOrNull(attributes['otel.status_description']), attributes, events);
  }
  return outcomeFromStatus(stated, attributes['otel.status_description'], attributes, events);
}

function failure(message: string | null, attributes: Attributes, events: readonly SpanEvent[]): SpanOutcome {
  const statusMessage = message ?? exceptionMessage(events) ?? asTextOrNull(attributes['error.type']);
  return { status: 'error', statusMessage };
}

function saysError(attributes: Attributes): boolean {
  return isTrue(attributes['error']) || asTextOrNull(attributes['error.type']) !== null;
}

function exceptionMessage(events: readonly SpanEvent[]): string | null {
  for (const event of events) {
    const message = event.name === 'exception' ? asTextOrNull(event.attributes['exception.message']) : null;
    if (message !== null) return message;
  }
  return null;
}

function isTrue(value: AttributeValue | undefined): boolean {
  return value === true || value === 'true';
}
