import type { PlacedGraph } from '../../src/model/layout.js';

/** A drawing to be compared: those that come from a worker make their points only when they are read. */
export function plainDrawing({ edges, ...rest }: PlacedGraph): PlacedGraph {
  return { ...rest, edges: edges.map(({ id, points, label }) => ({ id, points, label })) };
}
