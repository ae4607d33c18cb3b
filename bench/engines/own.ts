import { fallbackLayout } from '../../src/layout/fallback-layout.js';
import type { LayoutInput, PlacedGraph } from '../../src/model/layout.js';
import { edgeEnds, type Drawing, type Engine } from './engine.js';

/** The layout that this project has written itself. */
export const own: Engine = {
  layOut(input) {
    const placed = fallbackLayout(input);
    return () => drawingOf(input, placed);
  },
};

/** A drawing of ours in the form that is compared. */
export function drawingOf(input: LayoutInput, placed: PlacedGraph): Drawing {
  const routes = new Map(placed.edges.map(({ id, points }) => [id, points]));
  const ends = edgeEnds(input);
  const edges = input.edges.map(({ id }, index) => {
    const points = routes.get(id) ?? [];
    const [source, target] = ends[index] ?? [-1, -1];
    return { source, target, points, bends: points.length - 2 };
  });
  return { boxes: placed.nodes, edges };
}
