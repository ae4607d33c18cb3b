import type { Rect } from '../model/layout.js';

/** The corners of a rectangle, for CSS's `polygon()`. */
export function outline({ x, y, width, height }: Rect): string {
  const corners = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
    [x, y],
  ] as const;
  return corners.map(([left, top]) => `${left.toFixed(1)}px ${top.toFixed(1)}px`).join();
}
