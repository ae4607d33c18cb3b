import type { TagRow } from '../model/details.js';
import { TextTable } from '../model/text-table.js';
import { sampleOf } from './sample.js';
import type { SpanIndex } from './span-index.js';
import { SpanTags } from './span-tags.js';
import { type TagCount, TagCounts } from './tag-counts.js';

/** More spans than this are sampled: their counts are then estimates. */
const mostCountedSpans = 50_000;

const mostValues = 5;
const longestValue = 500;

/** Tags, then process tags, of spans, each the most frequent first. */
export function tagRows(index: SpanIndex, members: Int32Array): TagRow[] {
  const { places, scale } = sampleOf(members.length, mostCountedSpans);
  const texts = new TextTable();
  const reader = new SpanTags(index.table, texts);
  const tags = new TagCounts(texts);
  const processTags = new TagCounts(texts);
  for (const place of places) {
    const span = members[place]!;
    tags.begin();
    reader.visit(span, (key, value) => tags.add(key, value));
    processTags.begin();
    reader.visitResource(reader.resource(span), (key, value) => processTags.add(key, value));
  }
  const rowsOf = (counts: TagCounts, process: boolean): TagRow[] =>
    counts
      .list()
      .map((count) => tagRow(count, process, scale, texts))
      .sort((a, b) => b.spanCount - a.spanCount || (a.key < b.key ? -1 : 1));
  return [...rowsOf(tags, false), ...rowsOf(processTags, true)];
}

function tagRow(
  { key, spanCount, values }: TagCount,
  process: boolean,
  scale: number,
  texts: TextTable,
): TagRow {
  const frequent = Array.from(values, ([number, count]) => ({ value: texts.text(number), count })).sort(
    (a, b) => b.count - a.count || (a.value < b.value ? -1 : 1),
  );
  return {
    key,
    process,
    spanCount: Math.round(spanCount * scale),
    distinct: values.size,
    values: frequent.slice(0, mostValues).map(({ value, count }) => ({
      value: value.slice(0, longestValue),
      count: Math.round(count * scale),
    })),
  };
}
