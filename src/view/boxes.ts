/** From the graph to what layout needs: boxes with room for shape and labels, and where edges touch them. */
import type {
  AsyncStub,
  DependencyEdge,
  DependencyGraph,
  DependencyNode,
} from '../model/dependency-graph.js';
import type { LayoutDirection, LayoutEdge, LayoutInput, LayoutNode } from '../model/layout.js';
import { edgeDetail, edgeLabel, stubLabel, widestDuration } from './edge-label.js';
import type { Formats } from './format.js';
import type { TextMeasure } from './measure-text.js';
import { nodeLabel } from './node-label.js';
import { SHAPE_RADIUS, shapeExtent } from './shape.js';
import type { Strings } from './strings.js';
import { wrapText, type WrappedText } from './wrap-text.js';

/** Sizes shared by measuring and by the style sheets, in CSS pixels at the default font size and space. */
export const BOX = {
  maxText: 172,
  titleLines: 3,
  minWidth: 72,
  padding: 6,
  gap: 4,
  titleLine: 15,
  subtitleLine: 14,
  stubHeight: 30,
  stubTextLine: 15,
  stubDetailLine: 14,
  /** The stub's menu button, with the gap before it. */
  stubMenu: 28,
  edgeLabelHeight: 18,
  edgeDetailLine: 12,
} as const;

/** The theme's sizes, as the style sheets set them: CSS font shorthands of the texts, and what boxes grow with. */
export interface LabelFonts {
  readonly title: string;
  readonly subtitle: string;
  readonly edge: string;
  /** Font size relative to the default. */
  readonly scale: number;
  /** Padding and gap relative to the default. */
  readonly space: number;
}

/** What sizes depend on besides the graph. */
export interface BoxContext {
  readonly strings: Strings;
  readonly formats: Formats;
  readonly measure: TextMeasure;
  readonly fonts: LabelFonts;
  readonly direction: LayoutDirection;
  readonly aspectRatio: number;
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
 * elsewhere (another cause of an effect), and collapsed ones, stay in the column of their node.
 */
export function stubLevel({ direction, collapsed }: AsyncStub, nodeLevel: number): number {
  if (collapsed) return nodeLevel;
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
  return wrapText(title, {
    measure,
    font: fonts.title,
    maxWidth: BOX.maxText * fonts.scale,
    maxLines: BOX.titleLines,
  });
}

function nodeBox(node: DependencyNode, context: BoxContext): LayoutNode {
  const { measure, fonts } = context;
  const { title, subtitle } = nodeLabel(node, context.strings);
  const { lines, width: titleWidth } = wrapTitle(title, context);
  const isDestination = node.destination !== undefined;
  const duration = isDestination ? '' : `${subtitle ? ' · ' : ''}${widestDuration(context.formats)}`;
  const subtitleWidth = measure.width(`${subtitle}${duration}`, fonts.subtitle);
  const text = Math.min(BOX.maxText * fonts.scale, Math.max(titleWidth, subtitleWidth));
  const width = Math.ceil(Math.max(BOX.minWidth, text) + 2 * BOX.padding * fonts.space);
  const labelHeight = (lines.length * BOX.titleLine + BOX.subtitleLine) * fonts.scale;
  const height = Math.ceil(2 * SHAPE_RADIUS + labelHeight + 2 * BOX.gap * fonts.space);
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

/** Whether the calls of a stub can be drawn while the focus stays: those of causes and effects of the focus. */
export function isDrawable(stub: AsyncStub, nodeLevel: number): boolean {
  return stub.loaded && stubLevel(stub, nodeLevel) !== nodeLevel;
}

/** The widest that a stub's duration can become when another aggregate is chosen. */
function widestAggregate({ duration }: AsyncStub, { strings, formats, measure, fonts }: BoxContext): string {
  const width = (text: string): number => measure.width(text, fonts.subtitle);
  const value = widestDuration(formats);
  if (duration?.count === 1) return value;
  const texts = Object.values(strings.aggregates).map((name) => strings.aggregated(name, value));
  return texts.reduce((a, b) => (width(b) > width(a) ? b : a));
}

function stubBox(stub: AsyncStub, nodeLevel: number, context: BoxContext): LayoutNode {
  const { measure, fonts, strings, formats } = context;
  const { text, failed, duration } = stubLabel(stub, 'avg', strings, formats);
  const details = [failed, duration && widestAggregate(stub, context)].filter((part) => part !== null);
  const widest = Math.max(
    measure.width(text, fonts.title),
    measure.width(details.join(' · '), fonts.subtitle),
  );
  const width = Math.ceil(widest + BOX.stubMenu + 2 * 12);
  const taller = (BOX.stubTextLine + (details.length > 0 ? BOX.stubDetailLine : 0)) * fonts.scale;
  const height = Math.ceil(BOX.stubHeight - BOX.stubTextLine + taller);
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
    async: stub.collapsed === undefined,
    label: null,
  };
}

function edgeBox(edge: DependencyEdge, { strings, formats, measure, fonts }: BoxContext): LayoutEdge {
  const text = edgeLabel(edge, strings, formats);
  const detail = edgeDetail(edge, strings, formats);
  const width = Math.max(measure.width(text ?? '', fonts.edge), measure.width(detail ?? '', fonts.edge));
  const height = Math.ceil((BOX.edgeLabelHeight + (detail === null ? 0 : BOX.edgeDetailLine)) * fonts.scale);
  return {
    id: edge.id,
    source: edge.source,
    target: edge.target,
    async: edge.async,
    label: text === null ? null : { width: Math.ceil(width) + 14, height },
  };
}
