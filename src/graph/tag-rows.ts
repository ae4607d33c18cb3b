import type { TagRow } from '../model/details.js';
import { TextTable } from '../model/text-table.js';
import { sampleOf } from './sample.js';
import { none, type SpanIndex } from './span-index.js';
import { SpanTags } from './span-tags.js';
import { type TagCount, TagCounts } from './tag-counts.js';

/** More spans than this are sampled: their counts are then estimates. */
const mostCountedSpans = 50_000;

const mostValues = 5;
const longestValue = 500;

/**
 * Tags, then process tags, of the spans of a node, each the most frequent first. A span has also the tags of those that
 * were contracted into it, and counts once: what one operation did counts no more than it did itself.
 *
 * @param spans those of the node with the contracted ones, those of one after those of another.
 * @param own how many of them are the node's own.
 * @param visible for each span of the data the one that stands for it.
 */
export function tagRows(index: SpanIndex, spans: Int32Array, own: number, visible: Int32Array): TagRow[] {
  const { places } = sampleOf(spans.length, mostCountedSpans);
  const texts = new TextTable();
  const reader = new SpanTags(index.table, texts);
  const tags = new TagCounts(texts);
  const processTags = new TagCounts(texts);
  let latest: number = none;
  let seen = 0;
  for (const place of places) {
    const span = spans[place]!;
    if (visible[span] !== latest) {
      latest = visible[span]!;
      seen++;
      tags.begin();
      processTags.begin();
    }
    reader.visit(span, (key, value) => tags.addEach(key, value));
    reader.visitResource(reader.resource(span), (key, value) => processTags.addEach(key, value));
  }
  // Of spans with many contracted ones each, more are seen than of others, and none counts for more than one.
  const scale = own / Math.max(1, seen);
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
