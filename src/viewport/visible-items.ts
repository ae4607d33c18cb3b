import type { PlacedEdge, PlacedNode, Point, Rect } from '../model/layout.js';
import { boundsOf } from './transform.js';

/** How much of a node is drawn: everything; shape and labels; shapes and lines only. */
export type DetailLevel = 'full' | 'labels' | 'shapes';

/** Ids of what a view has to draw, each once, in the order of the placed graph. */
export interface VisibleItems {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

/** Below this scale a label of 13 px is smaller than 8 px: badges and second lines go. */
const fullScale = 0.6;

/** Below this scale no text can be read. */
const labelScale = 0.3;

/** Side of a cell in graph pixels: a few nodes each at usual spacing. */
const cellSide = 512;

/** Bounds the index for drawings that are far larger than their number of nodes explains. */
const maxCells = 65_536;

/** A scale this close to where detail changes leaves it as it is, so that a trembling hand does not draw again and again. */
const hysteresis = 1.06;

/** The level of detail that can be seen at a scale; `before` is kept near the border between two levels. */
export function detailLevel(scale: number, before?: DetailLevel): DetailLevel {
  if (before !== undefined) {
    const nearby = [detailLevel(scale / hysteresis), detailLevel(scale * hysteresis)];
    if (nearby.includes(before)) return before;
  }
  if (scale >= fullScale) return 'full';
  return scale >= labelScale ? 'labels' : 'shapes';
}

/**
 * Finds what lies in a part of the graph without looking at the rest: a grid of cells, each with the nodes that
 * overlap it and the edges that pass through it. Building is linear in nodes, segments and the cells they cross.
 */
export class VisibleIndex {
  readonly #nodes: readonly PlacedNode[];
  readonly #edges: readonly PlacedEdge[];
  readonly #edgeBounds: readonly Rect[];
  readonly #grid: Grid;
  readonly #nodesOf = new Map<number, number[]>();
  readonly #edgesOf = new Map<number, number[]>();

  /**
   * @param slack how far an edge may be drawn beside its points, in graph pixels: curves bulge, and arrow heads have a
   * width.
   */
  constructor(nodes: readonly PlacedNode[], edges: readonly PlacedEdge[], slack = 24) {
    this.#nodes = nodes;
    this.#edges = edges;
    this.#edgeBounds = edges.map((edge) => boundsOfEdge(edge, slack));
    this.#grid = new Grid(boundsOf(chain(nodes, this.#edgeBounds)) ?? { x: 0, y: 0, width: 0, height: 0 });
    nodes.forEach((node, index) => this.#grid.eachCell(node, (cell) => add(this.#nodesOf, cell, index)));
    edges.forEach((edge, index) => {
      eachSegment(edge, (from, to) => {
        this.#grid.eachCellAlong(from, to, slack, (cell) => add(this.#edgesOf, cell, index));
      });
      if (edge.label) this.#grid.eachCell(edge.label, (cell) => add(this.#edgesOf, cell, index));
    });
  }

  /** Nodes that touch `rect` (graph coordinates), and edges that pass through or near it. */
  query(rect: Rect): VisibleItems {
    const nodes = new Set<number>();
    const edges = new Set<number>();
    this.#grid.eachCell(rect, (cell) => {
      for (const index of this.#nodesOf.get(cell) ?? []) {
        if (intersects(this.#nodes[index]!, rect)) nodes.add(index);
      }
      for (const index of this.#edgesOf.get(cell) ?? []) {
        if (intersects(this.#edgeBounds[index]!, rect)) edges.add(index);
      }
    });
    return { nodes: idsOf(this.#nodes, nodes), edges: idsOf(this.#edges, edges) };
  }
}

/** Whether a rectangle lies wholly in another. */
export function contains(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Whether two rectangles have a point in common; touching counts. */
export function intersects(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/** Square cells over the whole drawing; what lies outside belongs to the cells at the border. */
class Grid {
  readonly #left: number;
  readonly #top: number;
  readonly #side: number;
  readonly #columns: number;
  readonly #rows: number;

  constructor({ x, y, width, height }: Rect) {
    this.#left = x;
    this.#top = y;
    this.#side = Math.max(
      cellSide,
      Math.sqrt((width * height) / maxCells),
      width / maxCells,
      height / maxCells,
    );
    this.#columns = Math.max(1, Math.ceil(width / this.#side));
    this.#rows = Math.max(1, Math.ceil(height / this.#side));
  }

  eachCell(rect: Rect, visit: (cell: number) => void): void {
    const firstColumn = this.#column(rect.x);
    const lastColumn = this.#column(rect.x + rect.width);
    const firstRow = this.#row(rect.y);
    const lastRow = this.#row(rect.y + rect.height);
    for (let row = firstRow; row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) visit(row * this.#columns + column);
    }
  }

  /** The cells within `slack` of a segment: column by column, the rows that the segment passes there. */
  eachCellAlong(from: Point, to: Point, slack: number, visit: (cell: number) => void): void {
    const [a, b] = from.x <= to.x ? [from, to] : [to, from];
    const slope = b.x > a.x ? (b.y - a.y) / (b.x - a.x) : 0;
    const lastColumn = this.#column(b.x + slack);
    for (let column = this.#column(a.x - slack); column <= lastColumn; column++) {
      const start = Math.max(a.x, this.#left + column * this.#side - slack);
      const end = Math.min(b.x, this.#left + (column + 1) * this.#side + slack);
      const y1 = b.x > a.x ? a.y + (start - a.x) * slope : a.y;
      const y2 = b.x > a.x ? a.y + (end - a.x) * slope : b.y;
      const lastRow = this.#row(Math.max(y1, y2) + slack);
      for (let row = this.#row(Math.min(y1, y2) - slack); row <= lastRow; row++) {
        visit(row * this.#columns + column);
      }
    }
  }

  #column(x: number): number {
    return Math.min(Math.max(Math.floor((x - this.#left) / this.#side), 0), this.#columns - 1);
  }

  #row(y: number): number {
    return Math.min(Math.max(Math.floor((y - this.#top) / this.#side), 0), this.#rows - 1);
  }
}

function boundsOfEdge({ points, label }: PlacedEdge, slack: number): Rect {
  // Without an object for each point: a large drawing has a hundred thousand.
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  const around = {
    x: left - slack,
    y: top - slack,
    width: right - left + 2 * slack,
    height: bottom - top + 2 * slack,
  };
  if (points.length === 0) return label ?? { x: 0, y: 0, width: 0, height: 0 };
  return (label && boundsOf([around, label])) ?? around;
}

function* chain<Item>(...lists: readonly Iterable<Item>[]): Generator<Item> {
  for (const list of lists) yield* list;
}

function eachSegment(edge: PlacedEdge, visit: (from: Point, to: Point) => void): void {
  for (let index = 1; index < edge.points.length; index++) {
    visit(edge.points[index - 1]!, edge.points[index]!);
  }
}

function add(lists: Map<number, number[]>, cell: number, index: number): void {
  const list = lists.get(cell);
  if (!list) lists.set(cell, [index]);
  else if (list[list.length - 1] !== index) list.push(index);
}

function idsOf(items: readonly { readonly id: string }[], indices: ReadonlySet<number>): string[] {
  return [...indices].sort((a, b) => a - b).map((index) => items[index]!.id);
}
