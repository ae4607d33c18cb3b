/** What layout takes and gives: pure geometry in CSS pixels; no names, labels or span data. */
import type { Way } from './way.js';

/** `right`: levels and calls go left to right (never mirrored by text direction). `down`: top to bottom. */
export type LayoutDirection = 'right' | 'down';

/** A place in CSS pixels; y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box; `x` and `y` are its top left corner. */
export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** A box to be placed: a node with its labels, or a stub. */
export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Where edges end and start, relative to the box's top left corner. Both lie on the shape, not on the label. */
  readonly entry: Point;
  readonly exit: Point;
  /** Async level: boxes of a higher level stand wholly right of (below) those of a lower one. */
  readonly level: number;
}

/** A line to be drawn between two boxes; source and target may be the same box. */
export interface LayoutEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly async: boolean;
  /** Size of the label in the middle of the edge, if it has one. */
  readonly label: { readonly width: number; readonly height: number } | null;
}

/** A graph to be laid out. */
export interface LayoutInput {
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
  readonly direction: LayoutDirection;
  /** Width ÷ height of the space to fill; our own layout aims at drawings of this shape, up to half more or a third less. */
  readonly aspectRatio: number;
}

/** A box with its place; `x` and `y` are the top left corner. */
export interface PlacedNode extends Rect {
  readonly id: string;
}

/** An edge with its way: at least two points, first at the source's exit, last at the target's entry. */
export interface PlacedEdge extends Way {
  readonly id: string;
  /** Top left corner and size of the label, or `null`. */
  readonly label: Rect | null;
}

/** A column (row, for `down`) of one async level. */
export interface LevelBand extends Rect {
  readonly level: number;
}

/** Which algorithm drew: `elk` with one of its presets, or our own linear layout. */
export type LayoutProfile = 'elk' | 'elk-fast' | 'linear';

/** A graph that is laid out: everything lies between (0, 0) and (`width`, `height`). */
export interface PlacedGraph {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** One per level that has boxes, ascending; they never overlap. */
  readonly bands: readonly LevelBand[];
  readonly width: number;
  readonly height: number;
  readonly profile: LayoutProfile;
}
