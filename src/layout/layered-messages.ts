/** The messages between the page and the worker of our own layout (`layered-worker.ts`). */
import type { LayoutInput, PlacedGraph } from '../model/layout.js';

/** Asks for a drawing; without an input it only asks whether the script runs. */
export interface LayeredRequest {
  readonly id: number;
  readonly input: LayoutInput | null;
}

/** The answer to the request of the same id; `graph` is `null` when no drawing was asked for. */
export type LayeredAnswer =
  | { readonly id: number; readonly graph: PlacedGraph | null }
  | { readonly id: number; readonly error: string };
