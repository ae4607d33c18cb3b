import type { Point } from '../model/layout.js';

/** A point as SVG path data has it. Tenths of a pixel are enough, and keep paths short. */
export const pathNumbers = ({ x, y }: Point): string =>
  `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
