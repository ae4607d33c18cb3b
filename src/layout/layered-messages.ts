/** The messages between the page and the worker of our own layout (`layered-worker.ts`). */
import type { LayoutInput } from '../model/layout.js';
import type { DrawnGraph } from './incremental/read-previous.js';
import type { PackedDrawing } from './packed-drawing.js';

/** What the worker shall draw: a graph afresh, or as an extension of an earlier drawing. */
export interface LayeredJob {
  readonly input: LayoutInput;
  readonly extend?: DrawnGraph;
}

/** Asks for a drawing; without an input it only asks whether the script runs. */
export interface LayeredRequest {
  readonly id: number;
  readonly input: LayoutInput | null;
  readonly extend?: { readonly input: LayoutInput; readonly placed: PackedDrawing };
}

/**
 * The answer to the request of the same id; `graph` is `null` when no drawing was asked for, or when the earlier one
 * is better not extended.
 */
export type LayeredAnswer =
  | { readonly id: number; readonly graph: PackedDrawing | null }
  | { readonly id: number; readonly error: string };
