import { at } from '../typed.js';
import type { Block } from './block.js';

/** A part of an edge that leads from one row to another; rows between them are passed at their side. */
export interface Leg {
  readonly edge: number;
  readonly row: number;
  readonly next: number;
}

/** Ranks of the ends of an edge, the lower first. */
export function endRanks(part: Block['part'], layers: Block['layers'], e: number): readonly [number, number] {
  const s = at(layers.rank, at(part.source, e));
  const t = at(layers.rank, at(part.target, e));
  return s < t ? [s, t] : [t, s];
}

/** The legs of all edges; one stops on its way only in the row of its label. */
export function legsOf({ part, layers }: Block, rowOf: Int32Array): Leg[] {
  const legs: Leg[] = [];
  part.edges.forEach((_, edge) => {
    if (layers.express[edge] === 1) return;
    const [s, t] = endRanks(part, layers, edge);
    const end = at(rowOf, t);
    let row = at(rowOf, s);
    const label = at(layers.labelVertex, edge);
    const stop = label < 0 ? row : at(rowOf, at(layers.rank, label));
    if (stop > row && stop < end) {
      legs.push({ edge, row, next: stop });
      row = stop;
    }
    if (row < end) legs.push({ edge, row, next: end });
  });
  return legs;
}

/** The vertex of an edge in a rank that it passes or ends in. */
export function vertexOf({ part, layers, reversed }: Block, e: number, rank: number): number {
  const from = at(layers.chainStart, e);
  if (at(reversed, e)) return at(layers.chain, from + rank - at(layers.rank, at(part.target, e)));
  const source = at(part.source, e);
  const passed = rank - at(layers.rank, source);
  if (passed === 0) return source;
  const k = from + passed - 1;
  return k < at(layers.chainStart, e + 1) ? at(layers.chain, k) : at(part.target, e);
}
