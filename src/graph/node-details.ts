import type { DependencyGraph, DependencyNode } from '../model/dependency-graph.js';
import type { LinkRow, NodeDetails, Page, PageRequest, TagRow } from '../model/details.js';
import type { SpanKind, SpanRef } from '../model/span.js';
import type { TraceSet } from '../model/trace-set.js';
import { bucketItems } from './buckets.js';
import { classifySpans, verdicts } from './classify.js';
import { causeRow, effectRow, pageOf, spanRow, traceRows } from './details-rows.js';
import { type Membership, membershipOf } from './graph-membership.js';
import type { GraphOptions } from './graph-options.js';
import { settingsOf } from './graph-settings.js';
import { reverseLinksOf } from './reverse-links.js';
import { none, type SpanIndex } from './span-index.js';
import { sampleOf, type TagCount, TagCounts } from './tag-counts.js';
import { structureOf } from './trace-structure.js';

/** More spans than this are sampled for tags and reasons: their counts are then estimates. */
const mostCountedSpans = 50_000;

const mostTagValues = 5;
const longestTagValue = 500;

const kindOrder: readonly SpanKind[] = [
  'server',
  'client',
  'producer',
  'consumer',
  'internal',
  'unspecified',
];

/**
 * Everything that a panel shows of a node.
 *
 * @param graph made of `traces` with `options`.
 * @param page the part of every list that is wanted; spans come by trace id and start, links in the order of their
 * spans with those of contracted spans, causes first.
 * @returns `null` when the node is not in the graph.
 */
export function nodeDetails(
  traces: TraceSet,
  graph: DependencyGraph,
  nodeId: string,
  page: PageRequest,
  options: GraphOptions = {},
): NodeDetails | null {
  const node = graph.nodes.find(({ id }) => id === nodeId);
  if (!node) return null;
  const { index } = structureOf(traces);
  const members = membersOf(index, node.spans);
  const found = new Set(Array.from(members, (span) => index.spans[span]!.kind));
  return {
    nodeId,
    kinds: kindOrder.filter((kind) => found.has(kind)),
    reasons: reasonsOf(index, members, node, options),
    traces: pageOf(traceRows(index, members), page, (row) => row),
    spans: pageOf(members, page, (span: number) => spanRow(index, span)),
    links: linksOf(traces, membershipOf(traces, graph), members, page),
    tags: tagsOf(index, members),
    histogram: null,
    coverage: null,
  };
}

function membersOf(index: SpanIndex, refs: readonly SpanRef[]): Int32Array {
  return Int32Array.from(refs, (ref) => index.findRef(ref))
    .filter((span) => span !== none)
    .sort();
}

function reasonsOf(
  index: SpanIndex,
  members: Int32Array,
  { kind }: DependencyNode,
  options: GraphOptions,
): string[] {
  const { places } = sampleOf(members.length, mostCountedSpans);
  const verdictOf = classifySpans(
    Array.from(places, (place) => index.spans[members[place]!]!),
    // What the host's function fails at was reported when the graph was built.
    { ...settingsOf(options), onFailure: () => undefined },
  );
  const counts = new Int32Array(verdicts.length);
  for (const verdict of verdictOf) counts[verdict]!++;
  return [...verdicts.keys()]
    .filter((verdict) => counts[verdict]! > 0 && verdicts[verdict]!.kind === kind)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .map((verdict) => verdicts[verdict]!.reason);
}

function linksOf(
  traces: TraceSet,
  { standsFor }: Membership,
  members: Int32Array,
  page: PageRequest,
): Page<LinkRow> {
  const { index } = structureOf(traces);
  const reverse = reverseLinksOf(traces);
  const rows: LinkRow[] = [];
  let total = 0;
  const add = (makeRow: () => LinkRow): void => {
    if (total >= page.offset && rows.length < page.limit) rows.push(makeRow());
    total++;
  };
  for (const member of members) {
    for (const span of bucketItems(standsFor, member)) {
      index.spans[span]!.links.forEach((link, place) => {
        add(() => causeRow(index, span, place, index.findRef(link)));
      });
      for (const place of bucketItems(reverse.byLinked, span)) {
        add(() => effectRow(index, span, reverse.owner[place]!, reverse.link[place]!));
      }
    }
  }
  return { rows, total };
}

function tagsOf(index: SpanIndex, members: Int32Array): TagRow[] {
  const { places, scale } = sampleOf(members.length, mostCountedSpans);
  const tags = new TagCounts();
  const processTags = new TagCounts();
  for (const place of places) {
    const { attributes, resource } = index.spans[members[place]!]!;
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
    values: frequent.slice(0, mostTagValues).map(([value, count]) => ({
      value: value.slice(0, longestTagValue),
      count: Math.round(count * scale),
    })),
  };
}
