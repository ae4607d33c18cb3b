import type { GroupKey } from '../model/details.js';
import type { Attributes, Span } from '../model/span.js';
import type { TraceSet } from '../model/trace-set.js';
import { builtInKeys, groupReader, processPrefix } from './group-key.js';
import { currentName } from './semantic-conventions.js';
import { sampleOf, type TagCount, TagCounts } from './tag-counts.js';

/** More spans than this are sampled: counts are then estimates, and a rare key may be missed. */
const mostSpans = 50_000;

/** More keys than this are data gone wrong (ids as keys); nobody reads such a list to its end. */
const mostKeys = 1000;

/** More than this share of the spans is nearly all of them. */
const nearlyAll = 0.9;

/** With fewer spans than this a share says nothing. */
const fewSpans = 10;

/**
 * The keys by which the spans can be grouped: the built-in ones, then tags and process tags (`process.<key>`), the
 * most common first; those that are the same in nearly every span, then those that are different in nearly every one
 * that has them, last. Old names of semantic conventions are folded into their new ones. `distinct` is that of the
 * sample when there are more than 50,000 spans.
 */
export function groupKeys({ traces, spanCount }: TraceSet): GroupKey[] {
  const { places, scale } = sampleOf(spanCount, mostSpans);
  const builtIn = builtInKeys.map((key) => ({ key, read: groupReader(key), counts: new TagCounts() }));
  const tags = new TagCounts(tagName);
  const processTags = new TagCounts(currentName);
  /** How many spans have each of the objects that they share. */
  const resources = new Map<Attributes, number>();
  const count = (span: Span): void => {
    for (const { key, read, counts } of builtIn) {
      const value = read(span);
      if (value !== null) counts.addValue(key, value);
    }
    tags.add(span.attributes);
    resources.set(span.resource, (resources.get(span.resource) ?? 0) + 1);
  };
  let sampled = 0;
  let seen = 0;
  for (const { spans } of traces) {
    for (; sampled < places.length && places[sampled]! < seen + spans.length; sampled++) {
      count(spans[places[sampled]! - seen]!);
    }
    seen += spans.length;
  }
  for (const [resource, sharing] of resources) processTags.add(resource, sharing);

  const found = [
    ...[...tags].map((tag) => keyOf(tag, tag.key, scale)),
    ...[...processTags].map((tag) => keyOf(tag, processPrefix + tag.key, scale)),
  ].sort(
    (a, b) =>
      uselessness(a, spanCount) - uselessness(b, spanCount) ||
      b.spanCount - a.spanCount ||
      (a.key < b.key ? -1 : 1),
  );
  return [
    ...builtIn.map(({ key, counts }) => {
      const [only] = [...counts];
      return only ? keyOf(only, key, scale) : { key, spanCount: 0, distinct: 0 };
    }),
    ...found.slice(0, mostKeys),
  ];
}

/** The key under which a tag is grouped by; `null` for one that another meaning of its name hides. */
function tagName(name: string): string | null {
  const isHidden = name.startsWith(processPrefix) || builtInKeys.some((key) => key === name);
  return isHidden ? null : currentName(name);
}

function keyOf({ spanCount, values }: TagCount, key: string, scale: number): GroupKey {
  return { key, spanCount: Math.round(spanCount * scale), distinct: values.size };
}

/** How late in the list a key belongs: by what it tells apart, a missing value being a group like any other. */
function uselessness(key: GroupKey, allSpans: number): number {
  if (isIdLike(key)) return 2;
  return key.distinct === 1 && key.spanCount > allSpans * nearlyAll ? 1 : 0;
}

/** A key that differs in nearly every span that has it groups nothing: it is an id or a time. */
function isIdLike({ spanCount, distinct }: GroupKey): boolean {
  const sampled = Math.min(spanCount, mostSpans);
  return sampled >= fewSpans && distinct > sampled * nearlyAll;
}
