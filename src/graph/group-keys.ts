import type { GroupKey } from '../model/details.js';
import type { Attributes } from '../model/span.js';
import { tableOf } from '../model/set-tables.js';
import type { SpanTable } from '../model/span-table.js';
import { TextTable } from '../model/text-table.js';
import type { TraceSet } from '../model/trace-set.js';
import { builtInKeys, processPrefix } from './group-key.js';
import { sampleOf } from './sample.js';
import { currentName } from './semantic-conventions.js';
import { SpanTags } from './span-tags.js';
import { type TagCount, TagCounts } from './tag-counts.js';

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
export function groupKeys(traces: TraceSet): GroupKey[] {
  const { spanCount } = traces;
  const table = tableOf(traces);
  const texts = new TextTable();
  const { places, scale } = sampleOf(spanCount, mostSpans);
  const tags = countTags(new SpanTags(table, texts), texts, places);
  const found = [
    ...tags.own.map((tag) => keyOf(tag, tag.key, scale)),
    ...tags.process.map((tag) => keyOf(tag, processPrefix + tag.key, scale)),
  ].sort(
    (a, b) =>
      uselessness(a, spanCount) - uselessness(b, spanCount) ||
      b.spanCount - a.spanCount ||
      (a.key < b.key ? -1 : 1),
  );
  return [...countBuiltIn(table, places, scale), ...found.slice(0, mostKeys)];
}

function countTags(
  tags: SpanTags,
  texts: TextTable,
  places: Int32Array,
): { readonly own: readonly TagCount[]; readonly process: readonly TagCount[] } {
  const own = new TagCounts(texts, tagName);
  const process = new TagCounts(texts, currentName);
  /** How many spans have each of the objects that they share. */
  const resources = new Map<Attributes, number>();
  for (const span of places) {
    own.begin();
    tags.visit(span, (key, value) => own.add(key, value));
    const resource = tags.resource(span);
    resources.set(resource, (resources.get(resource) ?? 0) + 1);
  }
  for (const [resource, sharing] of resources) {
    process.begin();
    tags.visitResource(resource, (key, value) => process.add(key, value, sharing));
  }
  return { own: own.list(), process: process.list() };
}

function countBuiltIn({ service, name, kind }: SpanTable, places: Int32Array, scale: number): GroupKey[] {
  const columns = { 'service.name': service, 'operation.name': name, 'span.kind': kind };
  return builtInKeys.map((key) => {
    const found = [...places].map((span) => columns[key][span]!).filter((value) => value >= 0);
    return keyOf({ spanCount: found.length, values: new Set(found) }, key, scale);
  });
}

/** The key under which a tag is grouped by; `null` for one that another meaning of its name hides. */
function tagName(name: string): string | null {
  const isHidden = name.startsWith(processPrefix) || builtInKeys.some((key) => key === name);
  return isHidden ? null : currentName(name);
}

function keyOf(
  { spanCount, values }: { readonly spanCount: number; readonly values: { readonly size: number } },
  key: string,
  scale: number,
): GroupKey {
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
