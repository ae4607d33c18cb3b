/** What a picture is made of, whoever paints it: outlines and texts with colours that are plain values. */
import type { Point, Rect } from '../../model/layout.js';

/** An outline given as SVG path data. */
export interface PathMark {
  readonly type: 'path';
  readonly data: string;
  /** What the data's own coordinates are relative to. Default: the picture's corner. */
  readonly at?: Point;
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  /** Lengths of dashes and gaps, with round ends. Default: no gaps. */
  readonly dash?: readonly number[];
}

/** A rectangle with round corners. */
export interface BoxMark {
  readonly type: 'box';
  readonly rect: Rect;
  readonly radius: number;
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly dash?: readonly number[];
}

/** One line of text. */
export interface TextMark {
  readonly type: 'text';
  readonly text: string;
  /** Of the text's baseline: its middle, or its start where `anchor` says so. */
  readonly at: Point;
  readonly anchor?: 'start';
  readonly size: number;
  readonly bold?: boolean;
  readonly fill: string;
}

export type Mark = PathMark | BoxMark | TextMark;

/** A drawing as a list of marks, painted in their order, in CSS pixels. */
export interface Picture {
  /** What it shows, in words. */
  readonly title: string;
  /** What part of the plane it covers. */
  readonly frame: Rect;
  readonly background: string;
  readonly fontFamily: string;
  readonly marks: readonly Mark[];
}
