import type { TagRow } from '../model/details.js';
import type { SpanIndex } from './span-index.js';
import { sampleOf, type TagCount, TagCounts } from './tag-counts.js';

/** More spans than this are sampled: their counts are then estimates. */
const mostCountedSpans = 50_000;

const mostValues = 5;
const longestValue = 500;

/** Tags, then process tags, of spans, each the most frequent first. */
export function tagRows(index: SpanIndex, members: Int32Array): TagRow[] {
  const { places, scale } = sampleOf(members.length, mostCountedSpans);
  const tags = new TagCounts();
  const processTags = new TagCounts();
  for (const place of places) {
    const { attributes, resource } = index.span(members[place]!);
    tags.add(attributes);
    processTags.add(resource);
  }
  const byFrequency = (a: TagRow, b: TagRow): number => b.spanCount - a.spanCount || (a.key < b.key ? -1 : 1);
  return [
    ...[...tags].map((tag) => tagRow(tag, false, scale)).sort(byFrequency),
    ...[...processTags].map((tag) => tagRow(tag, true, scale)).sort(byFrequency),
  ];
}

function tagRow({ key, spanCount, values }: TagCount, process: boolean, scale: number): TagRow {
  const frequent = [...values].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return {
    key,
    process,
    spanCount: Math.round(spanCount * scale),
    distinct: values.size,
    values: frequent.slice(0, mostValues).map(([value, count]) => ({
      value: value.slice(0, longestValue),
      count: Math.round(count * scale),
    })),
  };
}
