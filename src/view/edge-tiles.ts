/** Edges as few paths, where too many are in view to be elements of their own. */
import type { Point, Rect } from '../model/layout.js';
import { cutLine } from './cut-line.js';
import type { SceneEdge } from './scene.js';

/** The pieces of edges that look alike and lie in one square, as one line and one path of all their arrow heads. */
export interface EdgeTile {
  readonly key: string;
  /** Class names that give its colours, as those of a single edge. */
  readonly look: string;
  readonly line: string;
  readonly heads: string;
}

/**
 * Lines cut into squares. A path that reached far beyond what is seen would cost the painter all of its length in every
 * part of the picture. Squares are made when they are first seen, and never change.
 */
export class EdgeTiles {
  readonly #side: number;
  readonly #edgesIn: (area: Rect) => readonly SceneEdge[];
  readonly #known = new Map<string, readonly EdgeTile[]>();

  /** @param side of a square, in graph pixels */
  constructor(side: number, edgesIn: (area: Rect) => readonly SceneEdge[]) {
    this.#side = side;
    this.#edgesIn = edgesIn;
  }

  /** The tiles of all squares that an area touches. */
  over({ x, y, width, height }: Rect): readonly EdgeTile[] {
    const cell = (at: number): number => Math.floor(at / this.#side);
    const found: EdgeTile[] = [];
    for (let row = cell(y); row <= cell(y + height); row++) {
      for (let column = cell(x); column <= cell(x + width); column++) found.push(...this.#at(column, row));
    }
    return found;
  }

  #at(column: number, row: number): readonly EdgeTile[] {
    const side = this.#side;
    const place = `${side} ${column} ${row}`;
    const known = this.#known.get(place);
    if (known) return known;
    const square = { x: column * side, y: row * side, width: side, height: side };
    const tiles = tilesIn(square, place, this.#edgesIn(square));
    this.#known.set(place, tiles);
    return tiles;
  }
}

function tilesIn(square: Rect, place: string, edges: readonly SceneEdge[]): readonly EdgeTile[] {
  const byLook = new Map<string, { lines: string[]; heads: string[] }>();
  for (const { edge, points, path } of edges) {
    const line = cutLine(points, square);
    // It only passes nearby.
    if (line === '') continue;
    const look = `${edge.async ? 'async' : 'sync'}${edge.errorCount > 0 ? ' error' : ''}`;
    let pieces = byLook.get(look);
    if (!pieces) byLook.set(look, (pieces = { lines: [], heads: [] }));
    pieces.lines.push(line);
    const end = points.at(-1);
    if (end && isIn(end, square)) pieces.heads.push(path.head);
  }
  return [...byLook].map(([look, { lines, heads }]) => ({
    key: `${place} ${look}`,
    look,
    line: lines.join(''),
    heads: heads.join(''),
  }));
}

const isIn = (at: Point, { x, y, width, height }: Rect): boolean =>
  at.x >= x && at.x < x + width && at.y >= y && at.y < y + height;
