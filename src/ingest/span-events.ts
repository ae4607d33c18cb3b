import type { Attributes, SpanEvent } from '../model/span.js';
import { noAttributes } from './attributes.js';
import type { ProblemCollector } from './problem-collector.js';
import { toMilliseconds, type Instant, type Parsed } from './time.js';
import { asText } from './untrusted.js';

/** A span without events. */
export const noEvents: readonly SpanEvent[] = Object.freeze([]);

/** An event; a time that could not be read counts as `invalid-time` and the event goes without. */
export function createEvent(
  name: unknown,
  time: Parsed<Instant>,
  attributes: Attributes,
  problems: ProblemCollector,
): SpanEvent {
  if (time === undefined) problems.add('invalid-time', `event ${asText(name)}`);
  return { name: asText(name), time: time ? toMilliseconds(time) : null, attributes };
}

/** An event that is only a name (Zipkin). */
export function createPlainEvent(
  name: unknown,
  time: Parsed<Instant>,
  problems: ProblemCollector,
): SpanEvent {
  return createEvent(name, time, noAttributes, problems);
}
