import type { SpanRef } from '../model/span.js';
import type { SpanIndex } from './span-index.js';

/** Gives the reference to a span by its index; one object per span, however often it is referred to. */
export type RefOf = (span: number) => SpanRef;

const known = new WeakMap<SpanIndex, RefOf>();

/**
 * Makes references when they are first asked for, since most spans of a big data set are never drawn, and gives the
 * same ones to every graph of the same spans.
 */
export function spanRefs(index: SpanIndex): RefOf {
  let refOf = known.get(index);
  if (!refOf) {
    const made = new Array<SpanRef | undefined>(index.count);
    refOf = (span) => (made[span] ??= index.refOf(span));
    known.set(index, refOf);
  }
  return refOf;
}
