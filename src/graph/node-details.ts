import type { DependencyGraph, DependencyNode, NodeKind } from '../model/dependency-graph.js';
import type { Histogram, LinkCoverage, NodeDetails, PageRequest, TagRow } from '../model/details.js';
import { kindNumber, type SpanKind, spanKinds } from '../model/span.js';
import type { TraceSet } from '../model/trace-set.js';
import { verdicts } from './classify.js';
import { pageOf, spanRow } from './details-rows.js';
import { membershipOf, spansOfNode } from './graph-membership.js';
import { membersOf } from './graph-members.js';
import type { GraphOptions } from './graph-options.js';
import { histogramOf } from './histogram.js';
import { LatestAnswer } from './latest-answer.js';
import { sumCoverage } from './link-coverage.js';
import { LinkRows } from './link-rows.js';
import { tagRows } from './tag-rows.js';
import { TraceRows } from './trace-rows.js';
import { structureOf } from './trace-structure.js';

const kindOrder: readonly SpanKind[] = [
  'server',
  'client',
  'producer',
  'consumer',
  'internal',
  'unspecified',
];

/** What all pages of a node's details are made of. */
interface NodeFacts {
  readonly members: Int32Array;
  readonly contracted: Int32Array;
  readonly kinds: readonly SpanKind[];
  readonly reasons: readonly string[];
  readonly traces: TraceRows;
  readonly links: LinkRows;
  readonly tags: readonly TagRow[];
  readonly histogram: Histogram | null;
  readonly coverage: LinkCoverage | null;
}

const latest = new LatestAnswer<DependencyGraph, string, NodeFacts>();

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
  const structure = structureOf(traces);
  const facts = latest.of(graph, nodeId, () => factsOf(traces, graph, node, options));
  const { members, kinds, reasons, tags, histogram, coverage } = facts;
  return {
    nodeId,
    kinds,
    reasons,
    traces: facts.traces.page(page),
    spans: pageOf(members, page, (span: number) => spanRow(structure, span)),
    contracted: pageOf(facts.contracted, page, (span: number) => spanRow(structure, span)),
    links: facts.links.page(page),
    tags,
    histogram,
    coverage,
  };
}

function factsOf(
  traces: TraceSet,
  graph: DependencyGraph,
  node: DependencyNode,
  options: GraphOptions,
): NodeFacts {
  const structure = structureOf(traces);
  const { index } = structure;
  const members = spansOfNode(traces, graph, node, options);
  const withContracted = membershipOf(traces, graph, options).standsForAll(members);
  const { columns, contraction } = membersOf(traces, graph, options).grouping;
  const kindCounts = new Int32Array(spanKinds.length);
  for (const span of members) kindCounts[index.kind[span]!]!++;
  return {
    members,
    contracted: withContracted.filter((span) => contraction.visible[span] !== span),
    kinds: kindOrder.filter((kind) => kindCounts[kindNumber[kind]]! > 0),
    reasons: reasonsOf(columns.verdictOf, members, node.kind),
    traces: new TraceRows(index, members),
    links: new LinkRows(traces, withContracted, contraction.visible),
    tags: tagRows(index, withContracted, members.length, contraction.visible),
    histogram: histogramOf(index, members),
    coverage: sumCoverage(structure, withContracted),
  };
}

/** The rules that decided the kinds of spans, by how many they decided. */
function reasonsOf(verdictOf: Uint8Array, members: Int32Array, kind: NodeKind): string[] {
  const counts = new Int32Array(verdicts.length);
  for (const span of members) counts[verdictOf[span]!]!++;
  return [...verdicts.keys()]
    .filter((verdict) => counts[verdict]! > 0 && verdicts[verdict]!.kind === kind)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .map((verdict) => verdicts[verdict]!.reason);
}
