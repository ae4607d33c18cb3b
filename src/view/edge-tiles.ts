/** Edges near each other as few paths, where too many are in view to be elements of their own. */
import type { Scene, SceneEdge } from './scene.js';

/** Edges that look alike, as one line and one path of all their arrow heads. */
export interface EdgeTile {
  readonly key: string;
  /** Class names that give its colours, as those of a single edge. */
  readonly look: string;
  readonly line: string;
  readonly heads: string;
}

/** Side of a tile in graph pixels: about a screen, so that little is painted that is out of view. */
const TILE_SIDE = 1024;

/** Most edges of a tile: the painter goes through the whole of a path, however little of it is seen. */
const TILE_EDGES = 64;

/** The edges of one scene by tiles, which never change: what stays in view is not drawn again. */
export class EdgeTiles {
  readonly #tileOf = new Map<SceneEdge, Tile>();

  constructor({ edges }: Pick<Scene, 'edges'>) {
    const filling = new Map<string, Tile>();
    let count = 0;
    for (const entry of edges) {
      const { x, y } = entry.points[entry.points.length >> 1] ?? { x: 0, y: 0 };
      const look = lookOf(entry);
      const place = `${Math.floor(x / TILE_SIDE)} ${Math.floor(y / TILE_SIDE)} ${look}`;
      let tile = filling.get(place);
      if (!tile || tile.edges.length >= TILE_EDGES) filling.set(place, (tile = new Tile(`${count++}`, look)));
      tile.edges.push(entry);
      this.#tileOf.set(entry, tile);
    }
  }

  /** The tiles that hold any of these edges. */
  holding(edges: Iterable<SceneEdge>): readonly EdgeTile[] {
    const found = new Set<EdgeTile>();
    for (const entry of edges) {
      const tile = this.#tileOf.get(entry);
      if (tile) found.add(tile);
    }
    return [...found];
  }
}

/** A tile that joins its paths when they are first drawn. */
class Tile implements EdgeTile {
  readonly key: string;
  readonly look: string;
  readonly edges: SceneEdge[] = [];
  #line: string | undefined;
  #heads: string | undefined;

  constructor(key: string, look: string) {
    this.key = key;
    this.look = look;
  }

  get line(): string {
    return (this.#line ??= this.edges.map(({ path }) => path.line).join(''));
  }

  get heads(): string {
    return (this.#heads ??= this.edges.map(({ path }) => path.head).join(''));
  }
}

function lookOf({ edge }: SceneEdge): string {
  return `${edge.async ? 'async' : 'sync'}${edge.errorCount > 0 ? ' error' : ''}`;
}
