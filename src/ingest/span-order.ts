import type { Span } from '../model/span.js';

/** By start (unknown starts last), then span id: the order of spans in a trace. */
export function compareSpans(a: Span, b: Span): number {
  const byStart = compareStarts(a.startTime, b.startTime);
  return byStart !== 0 ? byStart : compareTexts(a.spanId, b.spanId);
}

/** By UTF-16 code units, the same in every locale. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Earlier first, unknown last. */
function compareStarts(a: number | null, b: number | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null || a < b ? -1 : 1;
}

/** A span's whole content as one text: equal for equal spans, whatever the order of their attributes and events' keys. */
export function spanText(span: Span): string {
  return JSON.stringify(span, withSortedKeys);
}

function withSortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const sorted = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value).sort(compareTexts))
    sorted[key] = (value as Record<string, unknown>)[key];
  return sorted;
}
