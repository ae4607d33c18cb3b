import { bow, sameWay } from '../parallel-edges.js';
import { at } from '../typed.js';
import type { OpenDrawing } from './open-drawing.js';

/** How far an edge is moved from another one between the same boxes; the first distance that is free is taken. */
const DISTANCES = [-12, 12, -24, 24, -6, 6, -3, 3, -1, 1];

/** Edges with the same two ends in the same order, which would lie on one another. */
export class Siblings {
  readonly #drawing: OpenDrawing;
  readonly #edges = new Map<number, number[]>();

  constructor(drawing: OpenDrawing) {
    this.#drawing = drawing;
    const { edgeCount } = drawing.flow;
    for (let e = 0; e < edgeCount; e++) {
      const list = this.#edges.get(this.#pair(e));
      if (list) list.push(e);
      else this.#edges.set(this.#pair(e), [e]);
    }
  }

  /** The way itself, or one beside it when an edge with the same ends runs there. */
  apart(e: number, way: Float64Array): Float64Array {
    if (!this.#isTaken(e, way)) return way;
    for (const distance of DISTANCES) {
      const moved = bow(way, distance);
      if (!this.#isTaken(e, moved) && this.#drawing.isFreeWay(e, moved)) return moved;
    }
    return way;
  }

  /** Whether the way of an edge is also that of one before it. */
  isOnAnother(e: number): boolean {
    const way = this.#drawing.routes[e];
    if (!way) return false;
    return this.#others(e).some((other) => other < e && this.#isWay(other, way));
  }

  #isTaken(e: number, way: Float64Array): boolean {
    return this.#others(e).some((other) => other !== e && this.#isWay(other, way));
  }

  #isWay(other: number, way: Float64Array): boolean {
    const route = this.#drawing.routes[other];
    return !!route && sameWay(route, way);
  }

  #others(e: number): readonly number[] {
    return this.#edges.get(this.#pair(e)) ?? [];
  }

  #pair(e: number): number {
    const { source, target, nodeCount } = this.#drawing.flow;
    return at(source, e) * nodeCount + at(target, e);
  }
}
