/** The graphs that engines draw: every family of the generator, and those of recorded traces. */
import { readFileSync } from 'node:fs';
import { buildDependencyGraph, parseTraces } from '../src/core.js';
import type { LayoutEdge, LayoutInput, LayoutNode } from '../src/model/layout.js';
import { toLayoutInput } from '../src/view/boxes.js';
import { formatsFor } from '../src/view/format.js';
import { english } from '../src/view/strings.js';
import { FAMILIES, randomGraph, type Family } from '../test/layout/random-graphs.js';

/** A name by which a graph can be asked for from another process. */
export interface GraphName {
  readonly family: Family | 'dense' | 'recorded';
  /** Nodes; of a recorded graph its place in the list. */
  readonly size: number;
  readonly seed: number;
  /** Edges per node of a generated graph, where the family leaves room for that. Default: as grouped traces have. */
  readonly ratio?: number;
}

export const GRAPH_FAMILIES = [...FAMILIES, 'dense', 'recorded'] as const;

/** Edges per node: of grouped traces, and of dense graphs. */
const RATIO = 1.2;
const DENSE = 3;

/** Width ÷ height of the space to fill: what the generator asks for too. */
export const VIEWPORT_ASPECT = 1.6;

/** Sizes of the generated graphs that are compared. */
const SIZES = [24, 60, 120];

export function graphNamed({ family, size, seed, ratio = RATIO }: GraphName): LayoutInput {
  if (family === 'recorded') return comparable(recordedGraph(recordings[size] ?? ''));
  if (family === 'dense') return comparable(randomGraph({ family: 'dag', size, seed, ratio: DENSE }));
  return comparable(randomGraph({ family, size, seed, ratio }));
}

/**
 * What every engine can draw: no labels on edges, no self loops, no repeated edges, and edges that end in the middle
 * of a side of the box, where engines without ports end them too. Levels stay: engines that know none ignore them.
 */
function comparable(input: LayoutInput): LayoutInput {
  const nodes = input.nodes.map(({ id, width, height, level }): LayoutNode => {
    const middle = height / 2;
    return { id, width, height, level, entry: { x: 0, y: middle }, exit: { x: width, y: middle } };
  });
  const known = new Set<string>();
  const edges: LayoutEdge[] = [];
  for (const edge of input.edges) {
    const key = JSON.stringify([edge.source, edge.target]);
    if (edge.source === edge.target || known.has(key)) continue;
    known.add(key);
    edges.push({ ...edge, label: null });
  }
  return { ...input, nodes, edges };
}

/** Files of `test/fixtures` whose graphs have a dozen nodes at least. */
const recordings = [
  'jaeger/jaegerui-genai.json',
  'otel-js/capture-console-exporter.json',
  'other/buildx-spanstub.json',
  'other/opensearch-dataprepper-cut.ndjson',
  'other/signoz-rows-100.json',
  'otlp/capture-kafka-sqs-rabbit.jsonl',
  'otlp/yada-kafka.json',
  'recorded/tempo-v2-trace-93a89f0384c41a6bb2efce0a32aef412.json',
  'tempo/trace-analyzer.json',
  'zipkin/smartthings-mobile-install.json',
];

function recordedGraph(file: string): LayoutInput {
  const { traces } = parseTraces(readFileSync(`test/fixtures/${file}`, 'utf8'));
  const graph = buildDependencyGraph(traces, { focusTraceId: '*', asyncLimit: 0, asyncDepth: 0 });
  const font = '13px sans-serif';
  return toLayoutInput(graph, {
    strings: english,
    formats: formatsFor('en'),
    measure: { width: (text) => text.length * CHARACTER },
    fonts: { title: font, subtitle: font, edge: font, scale: 1, space: 1 },
    direction: 'right',
    aspectRatio: VIEWPORT_ASPECT,
  });
}

/** Mean width of a character in CSS pixels: there is no canvas to measure with. */
const CHARACTER = 7;

/** The graphs by which engines are compared, small enough for all of them. */
export function comparedGraphs(): readonly GraphName[] {
  const generated = GRAPH_FAMILIES.filter((family) => family !== 'recorded').flatMap((family) =>
    SIZES.map((size, index) => ({ family, size, seed: index + 1 })),
  );
  const recorded = recordings.map((_, size) => ({ family: 'recorded' as const, size, seed: 0 }));
  return [...generated, ...recorded];
}
