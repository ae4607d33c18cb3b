import type { SpanRef } from '../model/span.js';
import type { SpanIndex } from './span-index.js';

/** Gives the reference to a span by its index; one object per span, however often it is referred to. */
export type RefOf = (span: number) => SpanRef;

export function spanRefs({ spans }: SpanIndex): RefOf {
  const made = new Array<SpanRef | undefined>(spans.length);
  return (span) => {
    const { traceId, spanId } = spans[span]!;
    return (made[span] ??= { traceId, spanId });
  };
}
