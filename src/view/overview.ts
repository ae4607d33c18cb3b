/** The drawing from far away: a few hundred paths for all of it, whatever its size, instead of elements for each node. */
import type { Point, Rect } from '../model/layout.js';
import type { Scene, SceneEdge } from './scene.js';
import { SHAPE_RADIUS, shapePath } from './shape.js';

/** Many lines or shapes that look alike and stand near each other, as one SVG path. */
export interface OverviewPath {
  /** Class names that give its colours. */
  readonly look: string;
  readonly data: string;
}

/** Least side of a tile, in graph pixels: a path over all of the drawing would be rasterised with every part of it. */
const TILE_SIDE = 4096;

/** Most tiles of a drawing; the number of paths stays below about a dozen times this. */
const MOST_TILES = 48;

const overviews = new WeakMap<Scene, readonly OverviewPath[]>();

/** The overview of a scene, made once for the drawing and the minimap: its paths are long where the drawing is large. */
export function overviewOf(scene: Scene): readonly OverviewPath[] {
  let paths = overviews.get(scene);
  if (!paths) overviews.set(scene, (paths = overviewPaths(scene)));
  return paths;
}

/** All of a scene. Lines come before shapes, which cover their ends. */
export function overviewPaths(scene: Scene): readonly OverviewPath[] {
  const lines = new Tiles(scene);
  for (const entry of scene.edges) lines.add(middle(entry.points), lineLook(entry), lineOf(entry));
  for (const { points, path } of scene.stubs) lines.add(middle(points), 'line async', path.line);
  const shapes = new Tiles(scene);
  for (const { node, rect, series } of scene.nodes) {
    const centre = shapeCentre(rect);
    const look = node.errorCount > 0 ? 'shape failed' : 'shape';
    shapes.add(centre, `${look} series-${series}`, shapePath(node.kind, 'inner', centre));
  }
  return [...lines.paths(), ...shapes.paths()];
}

/** Where a node's shape stands in its box. */
function shapeCentre({ x, y, width }: Rect): Point {
  return { x: Math.round(x + width / 2), y: Math.round(y + SHAPE_RADIUS) };
}

function lineLook({ edge }: SceneEdge): string {
  return edge.errorCount > 0 ? 'line failed' : edge.async ? 'line async' : 'line';
}

/** The bends as layout gave them: from afar the ends under arrow heads and labels are not seen. */
function lineOf({ edge, points, path }: SceneEdge): string {
  if (edge.async) return path.line;
  return points
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${Math.round(x)} ${Math.round(y)}`)
    .join('');
}

const middle = (points: readonly Point[]): Point => points[points.length >> 1] ?? { x: 0, y: 0 };

/** Collects path data by place and look. */
class Tiles {
  readonly #side: number;
  readonly #data = new Map<string, { readonly look: string; readonly parts: string[] }>();

  constructor({ width, height }: Scene) {
    const longest = Math.max(width, height);
    this.#side = Math.max(TILE_SIDE, Math.sqrt((width * height) / MOST_TILES), longest / MOST_TILES);
  }

  add({ x, y }: Point, look: string, data: string): void {
    const key = `${Math.floor(x / this.#side)} ${Math.floor(y / this.#side)} ${look}`;
    const tile = this.#data.get(key);
    if (tile) tile.parts.push(data);
    else this.#data.set(key, { look, parts: [data] });
  }

  paths(): OverviewPath[] {
    return [...this.#data.values()].map(({ look, parts }) => ({ look, data: parts.join('') }));
  }
}
