/** From the graph to what layout needs: boxes with room for shape and labels, and where edges touch them. */
import type {
  AsyncStub,
  DependencyEdge,
  DependencyGraph,
  DependencyNode,
} from '../model/dependency-graph.js';
import type { LayoutDirection, LayoutEdge, LayoutInput, LayoutNode } from '../model/layout.js';
import { edgeLabel, stubLabel, widestDuration } from './edge-label.js';
import type { Formats } from './format.js';
import type { TextMeasure } from './measure-text.js';
import { nodeLabel } from './node-label.js';
import { SHAPE_RADIUS, shapeExtent } from './shape.js';
import type { Strings } from './strings.js';
import { wrapText, type WrappedText } from './wrap-text.js';

/** Sizes shared by measuring and by the style sheets, in CSS pixels. */
export const BOX = {
  maxText: 172,
  titleLines: 3,
  minWidth: 72,
  padding: 6,
  gap: 4,
  titleLine: 15,
  subtitleLine: 14,
  stubHeight: 30,
  stubDetailLine: 14,
  /** Around the text of the button for all calls, with the gap before it. */
  stubAllPadding: 26,
  edgeLabelHeight: 18,
} as const;

/** CSS font shorthands of the texts, as the style sheets set them. */
export interface LabelFonts {
  readonly title: string;
  readonly subtitle: string;
  readonly edge: string;
}

/** What sizes depend on besides the graph. */
export interface BoxContext {
  readonly strings: Strings;
  readonly formats: Formats;
  readonly measure: TextMeasure;
  readonly fonts: LabelFonts;
  readonly direction: LayoutDirection;
  readonly aspectRatio: number;
  /** How many calls a stub draws when it is activated; 0 means that nothing is limited. */
  readonly asyncLimit: number;
}

/** Measures everything that is drawn. Aggregates are given room for the widest text, so that changing them moves nothing. */
export function toLayoutInput(graph: DependencyGraph, context: BoxContext): LayoutInput {
  const levels = new Map(graph.nodes.map((node) => [node.id, node.level]));
  const nodes: LayoutNode[] = graph.nodes.map((node) => nodeBox(node, context));
  const edges: LayoutEdge[] = graph.edges.map((edge) => edgeBox(edge, context));
  for (const stub of graph.stubs) {
    nodes.push(stubBox(stub, levels.get(stub.node) ?? 0, context));
    edges.push(stubEdge(stub));
  }
  return { nodes, edges, direction: context.direction, aspectRatio: context.aspectRatio };
}

/**
 * The level in whose column a stub stands: the next one away from the focus, where its calls lead. Calls that lead
 * elsewhere (another cause of an effect) stay in the column of their node, which is as near as they come.
 */
export function stubLevel({ direction }: AsyncStub, nodeLevel: number): number {
  if (direction === 'downstream') return nodeLevel >= 0 ? nodeLevel + 1 : nodeLevel;
  return nodeLevel <= 0 ? nodeLevel - 1 : nodeLevel;
}

/** Id of the edge that ties a stub to its node. */
export function stubEdgeId(stub: AsyncStub): string {
  return `["edge",${stub.id}]`;
}

/** The lines of a node's title, as layout reserves them and the template draws them. */
export function wrapTitle(
  title: string,
  { measure, fonts }: Pick<BoxContext, 'measure' | 'fonts'>,
): WrappedText {
  return wrapText(title, { measure, font: fonts.title, maxWidth: BOX.maxText, maxLines: BOX.titleLines });
}

function nodeBox(node: DependencyNode, context: BoxContext): LayoutNode {
  const { measure, fonts } = context;
  const { title, subtitle } = nodeLabel(node, context.strings);
  const { lines, width: titleWidth } = wrapTitle(title, context);
  const subtitleWidth =
    measure.width(subtitle ? `${subtitle} · ` : '', fonts.subtitle) +
    measure.width(widestDuration(context.formats), fonts.subtitle);
  const text = Math.min(BOX.maxText, Math.max(titleWidth, subtitleWidth));
  const width = Math.ceil(Math.max(BOX.minWidth, text) + 2 * BOX.padding);
  const labelHeight = lines.length * BOX.titleLine + BOX.subtitleLine;
  const height = 2 * SHAPE_RADIUS + BOX.gap + labelHeight + BOX.gap;
  const extent = shapeExtent(node.kind, node.async);
  const centre = width / 2;
  return {
    id: node.id,
    width,
    height,
    level: node.level,
    ...(context.direction === 'right'
      ? {
          entry: { x: centre - extent.x, y: SHAPE_RADIUS },
          exit: { x: centre + extent.x, y: SHAPE_RADIUS },
        }
      : { entry: { x: centre, y: SHAPE_RADIUS - extent.y }, exit: { x: centre, y: height } }),
  };
}

/**
 * Whether a stub offers to draw all of its calls at once: where activating it would leave some out, and where they
 * can be drawn at all.
 */
export function offersAll(stub: AsyncStub, nodeLevel: number, asyncLimit: number): boolean {
  const canBeDrawn = stub.loaded && stubLevel(stub, nodeLevel) !== nodeLevel;
  return canBeDrawn && asyncLimit > 0 && stub.callCount > asyncLimit;
}

function stubBox(stub: AsyncStub, nodeLevel: number, context: BoxContext): LayoutNode {
  const { text, detail } = stubLabel(stub, context.strings);
  const { measure, fonts } = context;
  const widest = Math.max(
    measure.width(text, fonts.title),
    detail ? measure.width(detail, fonts.subtitle) : 0,
  );
  const all = offersAll(stub, nodeLevel, context.asyncLimit)
    ? measure.width(context.strings.showAll, fonts.subtitle) + BOX.stubAllPadding
    : 0;
  const width = Math.ceil(widest + all + 2 * 14);
  const height = BOX.stubHeight + (detail ? BOX.stubDetailLine : 0);
  return {
    id: stub.id,
    width,
    height,
    level: stubLevel(stub, nodeLevel),
    ...(context.direction === 'right'
      ? { entry: { x: 0, y: height / 2 }, exit: { x: width, y: height / 2 } }
      : { entry: { x: width / 2, y: 0 }, exit: { x: width / 2, y: height } }),
  };
}

function stubEdge(stub: AsyncStub): LayoutEdge {
  const downstream = stub.direction === 'downstream';
  return {
    id: stubEdgeId(stub),
    source: downstream ? stub.node : stub.id,
    target: downstream ? stub.id : stub.node,
    async: true,
    label: null,
  };
}

function edgeBox(edge: DependencyEdge, context: BoxContext): LayoutEdge {
  const text = edgeLabel(edge, context.strings, context.formats);
  return {
    id: edge.id,
    source: edge.source,
    target: edge.target,
    async: edge.async,
    label:
      text === null
        ? null
        : {
            width: Math.ceil(context.measure.width(text, context.fonts.edge)) + 14,
            height: BOX.edgeLabelHeight,
          },
  };
}
