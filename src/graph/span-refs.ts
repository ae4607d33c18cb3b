import type { SpanRef } from '../model/span.js';
import type { SpanIndex } from './span-index.js';

/** Gives the reference to a span by its index; one object per span, however often it is referred to. */
export type RefOf = (span: number) => SpanRef;

/** Makes references when they are first asked for: most spans of a big data set are never drawn. */
export function spanRefs({ spans }: SpanIndex): RefOf {
  const made = new Array<SpanRef | undefined>(spans.length);
  return (span) => {
    const { traceId, spanId } = spans[span]!;
    return (made[span] ??= { traceId, spanId });
  };
}
