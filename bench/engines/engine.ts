/** What every layout engine is asked for and answers, so that one measure serves all. */
import type { LayoutInput, Point, Rect } from '../../src/model/layout.js';

/** A line with its way, from the border of one box to the border of another. */
export interface DrawnEdge {
  readonly source: number;
  readonly target: number;
  /** Curves are sampled. */
  readonly points: readonly Point[];
  /** Points at which the line turns; of a curve, the joints of its pieces. */
  readonly bends: number;
}

/** A graph as an engine has drawn it; boxes in the order of the input. */
export interface Drawing {
  readonly boxes: readonly Rect[];
  readonly edges: readonly DrawnEdge[];
}

/**
 * Reads what an engine has answered into the form that is compared. That is the bench's own work, which nobody else has,
 * so it is not timed: of large drawings it takes as long as some layouts do.
 */
export type LaidOut = () => Drawing;

/** Lays out graphs without self loops, repeated edges and labels, from left to right. */
export interface Engine {
  readonly layOut: (input: LayoutInput) => LaidOut | Promise<LaidOut>;
  /** Ends what the engine has started. */
  readonly dispose?: () => void;
}

/** The same for all engines, in CSS pixels: all else is as each has it by default. */
export const SPACING = { nodes: 20, ranks: 44 } as const;

/** Imports a package of `bench/package.json`, whose types are not there while it is not installed. */
export async function importPeer<T>(name: string): Promise<T> {
  try {
    return (await import(name)) as T;
  } catch (error) {
    throw new Error(`${name} is not installed; this installs it: npm ci --prefix bench`, { cause: error });
  }
}

/** Indexes of the ends of all edges, by the ids of the boxes. */
export function edgeEnds({ nodes, edges }: LayoutInput): readonly (readonly [number, number])[] {
  const indexes = new Map(nodes.map(({ id }, index) => [id, index]));
  return edges.map(({ source, target }) => [indexes.get(source) ?? -1, indexes.get(target) ?? -1]);
}
