import type { FlowGraph } from '../flow-graph.js';
import { at } from '../typed.js';
import { Grid, type GridBounds } from './grid.js';
import { clip, cross, overlap, PieceList, type Piece, type Sides } from './pieces.js';

/** A drawing that grows: boxes, ways and labels in flow coordinates, found by place. What is not placed yet is not there. */
export class OpenDrawing {
  readonly flow: FlowGraph;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly isPlaced: Uint8Array;
  readonly routes: (Float64Array | null)[];
  readonly labelX: Float64Array;
  readonly labelY: Float64Array;
  readonly hasLabel: Uint8Array;
  /** Around all boxes and ways. */
  bounds: { left: number; top: number; right: number; bottom: number };
  /** Sides of the self loops of each box that has some, relative to its left side. */
  readonly #loops = new Map<number, { left: number; right: number }>();
  #boxes: Grid;
  #labels: Grid;
  #ways: Grid;
  /** The pieces of all ways, by the numbers that `#ways` has for them. */
  readonly #pieces = new PieceList();
  /** Counts the ways that each edge has had. */
  readonly #version: Int32Array;

  constructor(flow: FlowGraph) {
    this.flow = flow;
    this.x = new Float64Array(flow.nodeCount);
    this.y = new Float64Array(flow.nodeCount);
    this.isPlaced = new Uint8Array(flow.nodeCount);
    this.routes = new Array<Float64Array | null>(flow.edgeCount).fill(null);
    this.labelX = new Float64Array(flow.edgeCount);
    this.labelY = new Float64Array(flow.edgeCount);
    this.hasLabel = new Uint8Array(flow.edgeCount);
    this.#version = new Int32Array(flow.edgeCount);
    this.#readLoops();
    this.bounds = emptyBounds();
    this.#boxes = new Grid(this.bounds, 0);
    this.#labels = this.#boxes;
    this.#ways = this.#boxes;
  }

  /** Finds everything anew by place, after places were written into the arrays. */
  index(): void {
    const { flow } = this;
    this.bounds = emptyBounds();
    let pieces = 0;
    let length = 0;
    for (let v = 0; v < flow.nodeCount; v++) if (this.isPlaced[v]) this.#grow(this.box(v));
    for (const route of this.routes) {
      if (route === null) continue;
      pieces += route.length / 2 - 1;
      for (let k = 0; k < route.length; k += 2) {
        this.#growTo(at(route, k), at(route, k + 1));
        if (k > 0)
          length += Math.abs(at(route, k) - at(route, k - 2)) + Math.abs(at(route, k + 1) - at(route, k - 1));
      }
    }
    const bounds: GridBounds = this.bounds.left > this.bounds.right ? NOWHERE : this.bounds;
    this.#boxes = new Grid(bounds, flow.nodeCount);
    this.#labels = new Grid(bounds, flow.edgeCount);
    this.#ways = new Grid(bounds, pieces, length / Math.max(1, pieces));
    this.#pieces.clear();
    for (let v = 0; v < flow.nodeCount; v++) if (this.isPlaced[v]) this.#addBox(v);
    for (let e = 0; e < flow.edgeCount; e++) {
      if (this.hasLabel[e]) this.#addLabel(e);
      const route = this.routes[e];
      if (route) this.#addRoute(e, route);
    }
  }

  box(v: number): Sides {
    const left = at(this.x, v);
    const top = at(this.y, v);
    return { left, top, right: left + at(this.flow.width, v), bottom: top + at(this.flow.height, v) };
  }

  /** A box with its self loops and their labels, which may be wider than the box. */
  outline(v: number): Sides {
    const box = this.box(v);
    const loops = this.#loops.get(v);
    if (loops === undefined) return box;
    return {
      ...box,
      left: Math.min(box.left, box.left + loops.left),
      right: Math.max(box.right, box.left + loops.right),
    };
  }

  label(e: number): Sides {
    const left = at(this.labelX, e);
    const top = at(this.labelY, e);
    return {
      left,
      top,
      right: left + at(this.flow.labelWidth, e),
      bottom: top + at(this.flow.labelHeight, e),
    };
  }

  exitY(v: number): number {
    return at(this.y, v) + at(this.flow.exitY, v);
  }

  entryY(v: number): number {
    return at(this.y, v) + at(this.flow.entryY, v);
  }

  placeBox(v: number, x: number, y: number): void {
    this.x[v] = x;
    this.y[v] = y;
    this.isPlaced[v] = 1;
    this.#grow(this.box(v));
    this.#addBox(v);
  }

  setRoute(e: number, route: Float64Array): void {
    this.#version[e] = at(this.#version, e) + 1;
    this.routes[e] = route;
    for (let k = 0; k < route.length; k += 2) this.#growTo(at(route, k), at(route, k + 1));
    this.#addRoute(e, route);
  }

  /** Takes an edge's way and label away. */
  clearRoute(e: number): void {
    this.routes[e] = null;
    this.#version[e] = at(this.#version, e) + 1;
    this.hasLabel[e] = 0;
  }

  setLabel(e: number, x: number, y: number): void {
    this.labelX[e] = x;
    this.labelY[e] = y;
    this.hasLabel[e] = 1;
    this.#addLabel(e);
  }

  /** Shows the boxes that overlap a rectangle with their outlines, some more than once. */
  eachBoxIn(area: Sides, see: (v: number, box: Sides) => void): void {
    this.#boxes.visit(area.left, area.top, area.right, area.bottom, (v) => {
      // Most of what the grid shows lies above or below, where loops do not reach out.
      const top = at(this.y, v);
      if (top >= area.bottom || top + at(this.flow.height, v) <= area.top) return;
      const outline = this.outline(v);
      if (overlap(area, outline)) see(v, outline);
    });
  }

  /** Shows the labels that overlap a rectangle, some more than once. */
  eachLabelIn(area: Sides, see: (e: number, label: Sides) => void): void {
    this.#labels.visit(area.left, area.top, area.right, area.bottom, (e) => {
      if (!this.hasLabel[e]) return;
      const label = this.label(e);
      if (overlap(area, label)) see(e, label);
    });
  }

  /** Shows the pieces of ways that run through a rectangle, and where they do from top to bottom; some more than once. */
  eachPieceIn(area: Sides, see: (piece: Piece, top: number, bottom: number) => void): void {
    this.#ways.visit(area.left, area.top, area.right, area.bottom, (p) => {
      if (!this.#isCurrent(p) || !this.#pieces.reaches(p, area)) return;
      const piece = this.#pieces.piece(p);
      const inside = clip(piece, area);
      if (inside !== null) see(piece, inside[0], inside[1]);
    });
  }

  /** Whether a straight line runs through a box that is not one of two. */
  isBlocked(x0: number, y0: number, x1: number, y1: number, a: number, b: number): boolean {
    const { x, y, flow } = this;
    const [left, right] = x0 < x1 ? [x0, x1] : [x1, x0];
    const [top, bottom] = y0 < y1 ? [y0, y1] : [y1, y0];
    const line: Piece = { edge: -1, x0, y0, x1, y1 };
    return this.#boxes.someAlong(x0, y0, x1, y1, (v) => {
      if (v === a || v === b) return false;
      // Most of what the grid shows lies wholly beside the line.
      if (at(x, v) >= right || at(y, v) >= bottom) return false;
      if (at(x, v) + at(flow.width, v) <= left || at(y, v) + at(flow.height, v) <= top) return false;
      return clip(line, this.box(v)) !== null;
    });
  }

  /** How many edges a straight line crosses. */
  crossings(x0: number, y0: number, x1: number, y1: number): number {
    const crossed = new Set<number>();
    const area: Sides = {
      left: Math.min(x0, x1),
      top: Math.min(y0, y1),
      right: Math.max(x0, x1),
      bottom: Math.max(y0, y1),
    };
    const line: Piece = { edge: -1, x0, y0, x1, y1 };
    this.#ways.someAlong(x0, y0, x1, y1, (p) => {
      if (!this.#isCurrent(p) || !this.#pieces.reaches(p, area)) return false;
      const piece = this.#pieces.piece(p);
      if (cross(piece, line)) crossed.add(piece.edge);
      return false; // all of them count
    });
    return crossed.size;
  }

  /** Whether a way runs through no box but those that its edge joins. */
  isFreeWay(e: number, way: Float64Array): boolean {
    const { source, target } = this.flow;
    for (let k = 2; k < way.length; k += 2) {
      const [x0, y0, x1, y1] = [at(way, k - 2), at(way, k - 1), at(way, k), at(way, k + 1)];
      if (this.isBlocked(x0, y0, x1, y1, at(source, e), at(target, e))) return false;
    }
    return true;
  }

  /**
   * Moves everything behind a line across the flow further along it. Ways that cross the line are stretched.
   *
   * @returns the edges whose ways were stretched
   */
  makeRoom(line: number, by: number): readonly number[] {
    const stretched: number[] = [];
    for (let v = 0; v < this.flow.nodeCount; v++) {
      if (this.isPlaced[v] && at(this.x, v) > line) this.x[v] = at(this.x, v) + by;
    }
    this.routes.forEach((route, e) => {
      if (route === null) return;
      if (this.hasLabel[e] && at(this.labelX, e) > line) this.labelX[e] = at(this.labelX, e) + by;
      let moved = 0;
      for (let k = 0; k < route.length; k += 2) {
        if (at(route, k) <= line) continue;
        route[k] = at(route, k) + by;
        moved++;
      }
      // A box stays whole, and the ends of its edges with it.
      const [s, t] = [at(this.flow.source, e), at(this.flow.target, e)];
      route[0] = at(this.x, s) + at(this.flow.exitX, s);
      route[route.length - 2] = at(this.x, t) + at(this.flow.entryX, t);
      if (moved > 0 && moved < route.length / 2) stretched.push(e);
    });
    this.index();
    return stretched;
  }

  #readLoops(): void {
    const { input, entryX, exitX, loops } = this.flow;
    for (const { node, reach, edgeIndex } of loops) {
      const label = input.edges[edgeIndex]?.label;
      const width = (input.direction === 'down' ? label?.height : label?.width) ?? 0;
      const left = Math.min(at(entryX, node), at(exitX, node)) - reach;
      const right = Math.max(at(entryX, node), at(exitX, node)) + reach;
      const half = Math.max(right - left, width) / 2;
      const known = this.#loops.get(node) ?? { left: 0, right: 0 };
      this.#loops.set(node, {
        left: Math.min(known.left, (left + right) / 2 - half),
        right: Math.max(known.right, (left + right) / 2 + half),
      });
    }
  }

  #addBox(v: number): void {
    const { left, top, right, bottom } = this.outline(v);
    this.#boxes.add(v, left, top, right, bottom);
  }

  #addLabel(e: number): void {
    const { left, top, right, bottom } = this.label(e);
    this.#labels.add(e, left, top, right, bottom);
  }

  #addRoute(edge: number, route: Float64Array): void {
    const version = at(this.#version, edge);
    for (let k = 2; k < route.length; k += 2) {
      const [x0, y0, x1, y1] = [at(route, k - 2), at(route, k - 1), at(route, k), at(route, k + 1)];
      this.#ways.addLine(this.#pieces.add(edge, version, x0, y0, x1, y1), x0, y0, x1, y1);
    }
  }

  /** Whether a piece belongs to the way that its edge has now: those of earlier ones stay in the grid. */
  #isCurrent(p: number): boolean {
    return this.#pieces.version(p) === at(this.#version, this.#pieces.edge(p));
  }

  #grow({ left, top, right, bottom }: Sides): void {
    this.#growTo(left, top);
    this.#growTo(right, bottom);
  }

  #growTo(x: number, y: number): void {
    this.bounds.left = Math.min(this.bounds.left, x);
    this.bounds.top = Math.min(this.bounds.top, y);
    this.bounds.right = Math.max(this.bounds.right, x);
    this.bounds.bottom = Math.max(this.bounds.bottom, y);
  }
}

const NOWHERE: GridBounds = { left: 0, top: 0, right: 0, bottom: 0 };

const emptyBounds = (): { left: number; top: number; right: number; bottom: number } => ({
  left: Infinity,
  top: Infinity,
  right: -Infinity,
  bottom: -Infinity,
});
