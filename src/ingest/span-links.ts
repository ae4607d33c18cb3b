import type { Attributes, SpanLink } from '../model/span.js';
import { normaliseSpanId, normaliseTraceId } from './ids.js';
import type { ProblemCollector } from './problem-collector.js';

/** A span without links. */
export const noLinks: readonly SpanLink[] = Object.freeze([]);

/** A link as a reader finds it: ids in any spelling. */
export interface LinkFields {
  readonly traceId: unknown;
  readonly spanId: unknown;
  readonly attributes: Attributes;
}

/**
 * The links of one span with normalised ids. The same link twice is one, with the attributes of the first. A link that
 * lacks an id is kept with `''` for it, and counts as `invalid-link`; one without any is never the same as another.
 * Links to the span itself are kept.
 */
export function createLinks(
  found: readonly LinkFields[],
  problems: ProblemCollector,
  owner: string,
): readonly SpanLink[] {
  if (found.length === 0) return noLinks;
  const links = new Map<unknown, SpanLink>();
  for (const { traceId, spanId, attributes } of found) {
    const link = {
      traceId: normaliseTraceId(traceId) ?? '',
      spanId: normaliseSpanId(spanId) ?? '',
      attributes,
    };
    if (link.traceId === '' || link.spanId === '')
      problems.add('invalid-link', `${owner}: a link without ids`);
    const key = link.traceId + link.spanId === '' ? link : JSON.stringify([link.traceId, link.spanId]);
    if (!links.has(key)) links.set(key, link);
  }
  return [...links.values()];
}
