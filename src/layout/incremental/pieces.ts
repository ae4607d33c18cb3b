import { twiceAsLong } from '../layered/point-list.js';

/** A rectangle by its sides, in flow coordinates. */
export interface Sides {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A straight piece of the way of an edge. */
export interface Piece {
  readonly edge: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

const SLACK = 0.01;

/** Whether two rectangles share more than a border. */
export const overlap = (a: Sides, b: Sides): boolean =>
  a.left + SLACK < b.right &&
  b.left + SLACK < a.right &&
  a.top + SLACK < b.bottom &&
  b.top + SLACK < a.bottom;

/** A rectangle that is larger by so much on every side. */
export const grown = ({ left, top, right, bottom }: Sides, x: number, y: number): Sides => ({
  left: left - x,
  top: top - y,
  right: right + x,
  bottom: bottom + y,
});

/** Whether two straight pieces have one inner point in common. */
export function cross(a: Piece, b: Piece): boolean {
  const side = (p: Piece, x: number, y: number): number =>
    (p.x1 - p.x0) * (y - p.y0) - (p.y1 - p.y0) * (x - p.x0);
  return side(a, b.x0, b.y0) * side(a, b.x1, b.y1) < 0 && side(b, a.x0, a.y0) * side(b, a.x1, a.y1) < 0;
}

/** Where a straight piece runs inside a rectangle, from top to bottom, or `null` (Liang–Barsky). */
export function clip(piece: Piece, area: Sides): readonly [number, number] | null {
  const dx = piece.x1 - piece.x0;
  const dy = piece.y1 - piece.y0;
  let from = 0;
  let to = 1;
  for (let side = 0; side < 4; side++) {
    const step = side === 0 ? -dx : side === 1 ? dx : side === 2 ? -dy : dy;
    const room =
      side === 0
        ? piece.x0 - area.left - SLACK
        : side === 1
          ? area.right - SLACK - piece.x0
          : side === 2
            ? piece.y0 - area.top - SLACK
            : area.bottom - SLACK - piece.y0;
    if (step === 0) {
      if (room < 0) return null;
    } else if (step < 0) from = Math.max(from, room / step);
    else to = Math.min(to, room / step);
  }
  if (from > to) return null;
  const a = piece.y0 + from * dy;
  const b = piece.y0 + to * dy;
  return a < b ? [a, b] : [b, a];
}

/** Numbers kept of one piece. */
const SIZE = 6;

/** Straight pieces by number, in one array: objects with so many fractions are dear to allocate. */
export class PieceList {
  #values = new Float64Array(SIZE * 256);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  /** @returns the number of the piece */
  add(edge: number, version: number, x0: number, y0: number, x1: number, y1: number): number {
    const at = this.#length;
    if (at + SIZE > this.#values.length) this.#values = twiceAsLong(this.#values);
    const values = this.#values;
    values[at] = x0;
    values[at + 1] = y0;
    values[at + 2] = x1;
    values[at + 3] = y1;
    values[at + 4] = edge;
    values[at + 5] = version;
    this.#length += SIZE;
    return at / SIZE;
  }

  edge(p: number): number {
    return this.#values[p * SIZE + 4]!;
  }

  version(p: number): number {
    return this.#values[p * SIZE + 5]!;
  }

  piece(p: number): Piece {
    const values = this.#values;
    const k = p * SIZE;
    return {
      edge: values[k + 4]!,
      x0: values[k]!,
      y0: values[k + 1]!,
      x1: values[k + 2]!,
      y1: values[k + 3]!,
    };
  }

  /** Whether the rectangle around a piece meets another one. */
  reaches(p: number, { left, top, right, bottom }: Sides): boolean {
    const values = this.#values;
    const k = p * SIZE;
    const [x0, y0, x1, y1] = [values[k]!, values[k + 1]!, values[k + 2]!, values[k + 3]!];
    return (
      (y0 >= top || y1 >= top) &&
      (y0 <= bottom || y1 <= bottom) &&
      (x0 >= left || x1 >= left) &&
      (x0 <= right || x1 <= right)
    );
  }
}
