import type { AttributeValue, Attributes, Span, SpanEvent, SpanLink } from '../model/span.js';
import { newAttributes, noAttributes, toAttributeValue } from './attributes.js';
import { serviceOf } from './create-span.js';
import type { ProblemCollector } from './problem-collector.js';

/** Where a masked value stands. */
export interface MaskContext {
  /** `null` for process tags, which belong to many spans. */
  readonly spanName: string | null;
  readonly service: string | null;
  /** Whether the value is a process tag (resource attribute). */
  readonly process: boolean;
}

/**
 * Decides what becomes of one value before anything else sees it: the same value keeps it, another replaces it,
 * `undefined` removes the key. Asked for tags, process tags, attributes of links and of events, and for the status
 * message under the key `otel.status_description`. When it throws, or answers with what is not an attribute value,
 * the value is removed and counted as `mask-failed`. It must not change the values that it is given.
 */
export type Mask = (key: string, value: AttributeValue, context: MaskContext) => AttributeValue | undefined;

/** Applies one mask to the spans of one parse. */
export class Masking {
  readonly #mask: Mask;
  readonly #problems: ProblemCollector;
  /** Process tags are one object for many spans, and stay one. */
  readonly #resources = new Map<Attributes, Attributes>();

  constructor(mask: Mask, problems: ProblemCollector) {
    this.#mask = mask;
    this.#problems = problems;
  }

  /** The span with masked values. Its service follows when `service.name` is masked. */
  apply(span: Span): Span {
    const context: MaskContext = { spanName: span.name, service: span.service, process: false };
    const resource = this.#maskResource(span.resource, span.service);
    return {
      ...span,
      service: serviceOf(resource),
      resource,
      attributes: this.#maskAll(span.attributes, context),
      links: span.links.map((link): SpanLink => ({
        ...link,
        attributes: this.#maskAll(link.attributes, context),
      })),
      events: span.events.map((event): SpanEvent => ({
        ...event,
        attributes: this.#maskAll(event.attributes, context),
      })),
      statusMessage: this.#maskMessage(span.statusMessage, context),
    };
  }

  #maskResource(resource: Attributes, service: string | null): Attributes {
    const known = this.#resources.get(resource);
    if (known) return known;
    const masked = this.#maskAll(resource, { spanName: null, service, process: true });
    this.#resources.set(resource, masked);
    return masked;
  }

  #maskMessage(message: string | null, context: MaskContext): string | null {
    if (message === null) return null;
    const masked = this.#maskOne('otel.status_description', message, context);
    return typeof masked === 'string' ? masked : null;
  }

  #maskAll(attributes: Attributes, context: MaskContext): Attributes {
    const keys = Object.keys(attributes);
    if (keys.length === 0) return noAttributes;
    const masked = newAttributes();
    for (const key of keys) {
      const value = this.#maskOne(key, attributes[key]!, context);
      if (value !== undefined) masked[key] = value;
    }
    return masked;
  }

  #maskOne(key: string, value: AttributeValue, context: MaskContext): AttributeValue | undefined {
    try {
      const masked: unknown = this.#mask(key, value, context);
      if (masked === undefined || masked === value) return masked as AttributeValue | undefined;
      const safe = toAttributeValue(masked);
      if (safe === undefined) this.#problems.add('mask-failed', `${key}: not an attribute value`);
      return safe;
    } catch {
      // What the mask throws may quote the value that it was to hide, so only the key is told.
      this.#problems.add('mask-failed', key);
      return undefined;
    }
  }
}
