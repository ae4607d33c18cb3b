import type { FlowGraph } from './flow-graph.js';
import { PRESETS, type ElkOptions, type ElkProfile } from './presets.js';
import { at } from './typed.js';

/** ELK's own JSON, as far as we use it. Ids are dense integers: no name of a span or service reaches the worker. */
export interface ElkGraph {
  readonly id: string;
  readonly layoutOptions: ElkOptions;
  readonly children: readonly ElkNode[];
  readonly edges: readonly ElkEdge[];
}

interface ElkNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly layoutOptions: ElkOptions;
  readonly ports: readonly ElkPort[];
}

interface ElkPort {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: 0;
  readonly height: 0;
  readonly layoutOptions: ElkOptions;
}

interface ElkEdge {
  readonly id: string;
  readonly sources: readonly [string];
  readonly targets: readonly [string];
  readonly layoutOptions: ElkOptions;
  readonly labels: readonly ElkLabel[];
}

interface ElkLabel {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly layoutOptions: ElkOptions;
}

/** On the edge's line, not beside it. */
const INLINE: ElkOptions = { 'org.eclipse.elk.edgeLabels.inline': 'true' };
/** With a thickness ELK would put the line of a labelled edge half a pixel off the others. */
const THIN: ElkOptions = { 'org.eclipse.elk.edge.thickness': '0' };

/** ELK leaves out labels without text; the text itself is never drawn. */
const LABEL_TEXT = '-';

/** ELK leads edges through boxes where a whole rank is narrower than the zone it bends edges in. */
const LEAST_WIDTH = 10;

/** How much wider a box is for ELK, on either side. */
export const widening = (flow: FlowGraph, v: number): number =>
  Math.max(0, LEAST_WIDTH - at(flow.width, v)) / 2;

/** Ids of the things that stand for node v and edge e. */
export const elkNodeId = (v: number): string => String(v);
export const elkEdgeId = (flow: FlowGraph, e: number): string => String(3 * flow.nodeCount + e);
const entryPortId = (flow: FlowGraph, v: number): string => String(flow.nodeCount + 2 * v);
const exitPortId = (flow: FlowGraph, v: number): string => String(flow.nodeCount + 2 * v + 1);

const side = (value: 'WEST' | 'EAST'): ElkOptions => ({ 'org.eclipse.elk.port.side': value });

/**
 * The flow graph for ELK. Edges are given ports on the borders of the boxes, level with the shapes: from there
 * `fromElk` leads them on to the shapes, past the labels' free sides. Levels become partitions, which ELK keeps in
 * separate ranks.
 */
export function toElk(flow: FlowGraph, profile: ElkProfile): ElkGraph {
  const levels = [...new Set(flow.level)].sort((a, b) => a - b);
  const partition = new Map(levels.map((level, i) => [level, String(i)]));
  const several = levels.length > 1;
  const children: ElkNode[] = [];
  for (let v = 0; v < flow.nodeCount; v++) {
    children.push({
      id: elkNodeId(v),
      width: at(flow.width, v) + 2 * widening(flow, v),
      height: at(flow.height, v),
      layoutOptions: {
        'org.eclipse.elk.portConstraints': 'FIXED_POS',
        ...(several
          ? { 'org.eclipse.elk.partitioning.partition': partition.get(at(flow.level, v)) ?? '0' }
          : {}),
      },
      ports: [
        {
          id: entryPortId(flow, v),
          x: 0,
          y: at(flow.entryY, v),
          width: 0,
          height: 0,
          layoutOptions: side('WEST'),
        },
        {
          id: exitPortId(flow, v),
          x: at(flow.width, v) + 2 * widening(flow, v),
          y: at(flow.exitY, v),
          width: 0,
          height: 0,
          layoutOptions: side('EAST'),
        },
      ],
    });
  }
  const edges: ElkEdge[] = [];
  for (let e = 0; e < flow.edgeCount; e++) {
    const width = at(flow.labelWidth, e);
    edges.push({
      id: elkEdgeId(flow, e),
      sources: [exitPortId(flow, at(flow.source, e))],
      targets: [entryPortId(flow, at(flow.target, e))],
      layoutOptions: THIN,
      labels:
        width >= 0
          ? [{ text: LABEL_TEXT, width, height: at(flow.labelHeight, e), layoutOptions: INLINE }]
          : [],
    });
  }
  return {
    id: 'root',
    layoutOptions: {
      ...PRESETS[profile],
      'org.eclipse.elk.aspectRatio': String(flow.aspectRatio),
      // Components are packed freely only where no columns have to hold for all of them.
      'org.eclipse.elk.separateConnectedComponents': String(!several),
      'org.eclipse.elk.partitioning.activate': String(several),
    },
    children,
    edges,
  };
}
