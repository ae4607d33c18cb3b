/** What stands above each async level: its name, and how many traces and calls are drawn of how many there are. */
import type { DependencyGraph, LevelSummary } from '../model/dependency-graph.js';
import type { PlacedGraph, Point, Rect } from '../model/layout.js';
import { extentOf } from '../model/way.js';
import type { LabelFonts } from './boxes.js';
import type { TextMeasure } from './measure-text.js';
import type { Strings } from './strings.js';

/**
 * Of the headings, in CSS pixels at the default font size, as the style sheet sets them. One line of it has room in every
 * layout's margin.
 */
const HEADING = { height: 21, line: 14, padding: 12 } as const;

/** The background of one async level, with its heading. */
export interface SceneBand {
  readonly level: number;
  readonly rect: Rect;
  /** "Async level 1 · 3 of 12 traces · 4 of 15 calls", broken where the band is narrow. */
  readonly lines: readonly string[];
  /** Top left corner of the heading: where it covers nothing, if there is such a place at the band's top. */
  readonly heading: Point;
}

/** What headings depend on besides the graph and its bands. */
export interface HeadingContext {
  readonly strings: Strings;
  readonly measure: TextMeasure;
  readonly fonts: LabelFonts;
}

/** The bands; all of them rise above the drawing as far as the tallest heading needs. */
export function sceneBands(
  graph: DependencyGraph,
  placed: Pick<PlacedGraph, 'nodes' | 'edges' | 'bands'>,
  context: HeadingContext,
): SceneBand[] {
  const headed = placed.bands.map((rect) => ({
    level: rect.level,
    rect,
    lines: breakHeading(headingOf(graph, rect.level, context.strings), rect.width, context),
  }));
  const { scale } = context.fonts;
  const moreLines = headed.reduce((most, { lines }) => Math.max(most, lines.length - 1), 0);
  const rise = moreLines * HEADING.line * scale + Math.max(0, HEADING.height * (scale - 1));
  return headed.map((band) => {
    const rect = raised(band.rect, rise);
    const width = band.lines.reduce((most, line) => Math.max(most, lineWidth(line, context)), 0);
    return { ...band, rect, heading: { x: freePlace(placed, rect, width), y: rect.y } };
  });
}

const lineWidth = (line: string, { measure, fonts }: HeadingContext): number =>
  measure.width(line, fonts.subtitle) + 2 * HEADING.padding;

/** The leftmost place along a band's top at which a heading of one line covers no node and no line; else the corner. */
function freePlace(
  { nodes, edges }: Pick<PlacedGraph, 'nodes' | 'edges'>,
  { x, y, width }: Rect,
  needed: number,
): number {
  const bottom = y + HEADING.height;
  const taken: (readonly [from: number, to: number])[] = [];
  for (const node of nodes)
    if (node.y < bottom && node.y + node.height > y) taken.push([node.x, node.x + node.width]);
  for (const edge of edges) {
    const extent = extentOf(edge);
    if (extent.y > bottom || extent.y + extent.height < y) continue;
    edge.points.forEach((to, index, points) => {
      const from = points[index - 1] ?? to;
      if (Math.min(from.y, to.y) > bottom || Math.max(from.y, to.y) < y) return;
      taken.push([Math.min(from.x, to.x), Math.max(from.x, to.x)]);
    });
  }
  let place = x;
  for (const [from, to] of taken.sort((a, b) => a[0] - b[0])) {
    if (from >= place + needed) break;
    place = Math.max(place, to);
  }
  return place + needed <= x + width ? place : x;
}

const raised = (rect: Rect, rise: number): Rect => ({
  x: rect.x,
  y: rect.y - rise,
  width: rect.width,
  height: rect.height + rise,
});

function headingOf(graph: DependencyGraph, level: number, strings: Strings): string[] {
  const { traces, calls } = graph.levels?.find((summary) => summary.level === level) ?? {
    traces: null,
    calls: knownCalls(graph, level),
  };
  const zero = graph.focusTraceId === '*' ? strings.entryLevel : strings.focusLevel;
  const isOneTrace = level === 0 && traces !== null && traces.total <= 1;
  return [
    level === 0 ? zero : strings.level(level),
    traces && !isOneTrace ? strings.levelTraces(traces.drawn, traces.total) : '',
    calls.total > 0 ? strings.levelCalls(calls.drawn, calls.total) : '',
  ].filter(Boolean);
}

/** The parts on as few lines as the width allows; a part is never broken. */
function breakHeading(parts: readonly string[], width: number, context: HeadingContext): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const joined = `${last ?? ''} · ${part}`;
    const fits = lineWidth(joined, context) <= width;
    if (last !== undefined && fits) lines[lines.length - 1] = joined;
    else lines.push(part);
  }
  return lines;
}

/** Of a graph that does not tell: the calls between a level and its neighbour towards the focus. */
function knownCalls(graph: DependencyGraph, level: number): LevelSummary['calls'] {
  if (level === 0) return { drawn: 0, total: 0 };
  const inner = level - Math.sign(level);
  const direction = level > 0 ? 'downstream' : 'upstream';
  const levels = new Map(graph.nodes.map((node) => [node.id, node.level]));
  const drawn = graph.edges.filter((edge) => {
    const [from, to] = level > 0 ? [edge.source, edge.target] : [edge.target, edge.source];
    return edge.async && levels.get(from) === inner && levels.get(to) === level;
  }).length;
  const hidden = graph.stubs
    .filter((stub) => stub.loaded && stub.direction === direction && levels.get(stub.node) === inner)
    .reduce((sum, stub) => sum + stub.callCount, 0);
  return { drawn, total: drawn + hidden };
}
