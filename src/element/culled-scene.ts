/** A drawing of which only what is in or near the view is in the document. */
import type { Point, Rect } from '../model/layout.js';
import { stubEdgeId } from '../view/boxes.js';
import { EdgeTiles } from '../view/edge-tiles.js';
import { NOTHING_VISIBLE, type VisibleScene } from '../view/graph-view.js';
import { LineClip } from '../view/line-clip.js';
import { overviewOf } from '../view/overview.js';
import type { Scene, SceneEdge, SceneStub } from '../view/scene.js';
import { nearestLine } from '../viewport/nearest-line.js';
import {
  contains,
  detailLevel,
  sameRect,
  VisibleIndex,
  type DetailLevel,
} from '../viewport/visible-items.js';
import { onGrid, widened, withDrawn } from './drawn-area.js';
import { withKept, type Kept } from './kept-items.js';
import type { VisibleScenes } from './visible-scenes.js';

/** Where texts can hardly be read and more nodes than these are in view, the drawing is an overview of a few paths. */
export const OVERVIEW_FROM = 500;

/**
 * Where more edges than these are in view they are drawn in tiles, if they can hardly be told apart anyway: near enough
 * to read texts only where there are very many. One that is in tiles is so until there are clearly fewer.
 */
const TILES_FROM = { full: 400, labels: 150, shapes: 150 } as const;
const FEWER = 0.75;

/**
 * Side of a tile in graph pixels: about half a screen at the smallest scale of that detail, but less where lines are
 * dotted, all of whose dots in a tile are followed for each part of the picture that it touches.
 */
const TILE_SIDE = { full: 256, labels: 2048, shapes: 8192 } as const;

/** How far from a line in tiles a click may be, in CSS pixels of the screen: as far as the others can be hit. */
const REACH = 7;

/**
 * What is drawn comes in stages, each soon enough that nobody waits: what is seen, then what lies around it, then the
 * buttons of calls that have no text. The margin is a part of what is seen, on each side.
 */
const STAGES = {
  seen: { margin: 0.08, isNamed: false, next: 'around' },
  around: { margin: 0.35, isNamed: false, next: 'all' },
  all: { margin: 0.35, isNamed: true, next: 'all' },
} as const;

type Stage = keyof typeof STAGES;

/** How the view calls the levels of detail. */
export const DETAIL = { full: 'full', labels: 'far', shapes: 'very-far' } as const;

/** An area this many times as wide as needed, after zooming in, is given up. */
const TOO_WIDE = 3;

/** Finds what is in view, or near it, or was drawn before and is not far from it. */
export class CulledScene implements VisibleScenes {
  readonly scene: Scene;
  readonly #index: VisibleIndex;
  readonly #stubs: ReadonlyMap<string, SceneStub>;
  /** One for each side of tiles: made when it is first needed. */
  readonly #tiles = new Map<number, EdgeTiles>();
  #clip: LineClip | null = null;
  #last: VisibleScene = NOTHING_VISIBLE;
  #detail: DetailLevel | undefined;
  /** What `#last` holds all of, and the scale for which it was found; `null` before the first view. */
  #drawn: { readonly area: Rect; readonly scale: number; readonly stage: Stage } | null = null;
  #withKept: {
    readonly last: VisibleScene;
    readonly key: string;
    readonly path: Kept['path'];
    readonly result: VisibleScene;
  } | null = null;

  constructor(scene: Scene) {
    this.scene = scene;
    this.#index = indexOf(scene);
    this.#stubs = new Map(
      scene.stubs.flatMap((entry) => [
        [entry.stub.id, entry],
        [stubEdgeId(entry.stub), entry],
      ]),
    );
  }

  get isGrowing(): boolean {
    return this.#drawn?.stage !== 'all';
  }

  get area(): Rect | 'all' | null {
    return this.#last.overview ? 'all' : (this.#drawn?.area ?? null);
  }

  at(visible: Rect, scale: number): VisibleScene {
    const detail = detailLevel(scale, this.#detail);
    if (this.#drawn && detail === this.#detail && this.#serves(this.#drawn, visible, scale))
      return this.#last;
    // Another detail is drawn anew, as the first view is.
    const isNew = this.#drawn === null || detail !== this.#detail || this.#last.overview !== null;
    if (isNew) this.#drawn = null;
    // The buttons of what comes into view can wait until the view rests.
    const stage = this.#drawn === null || this.#drawn.stage === 'seen' ? 'seen' : 'around';
    return this.#find(visible, scale, detail, stage);
  }

  grow(visible: Rect, scale: number): VisibleScene {
    const stage = this.#drawn ? STAGES[this.#drawn.stage].next : 'seen';
    return this.isGrowing ? this.#find(visible, scale, detailLevel(scale, this.#detail), stage) : this.#last;
  }

  keeping(kept: Kept): VisibleScene {
    const last = this.#last;
    const key = JSON.stringify(kept.ids);
    const known = this.#withKept;
    if (known && known.last === last && known.key === key && known.path === kept.path) return known.result;
    const isBatched = last.overview !== null || last.tiles.length > 0;
    const result = withKept(
      this.scene,
      last,
      { ids: kept.ids, path: isBatched ? kept.path : null },
      this.#stubs,
    );
    this.#withKept = { last, key, path: kept.path, result };
    return result;
  }

  itemAt(point: Point): string | null {
    const { overview, tiles } = this.#last;
    if (!overview && tiles.length === 0) return null;
    const reach = REACH / (this.#drawn?.scale ?? 1);
    const near = { x: point.x - reach, y: point.y - reach, width: 2 * reach, height: 2 * reach };
    const found = this.#index.query(overview ? { ...point, width: 0, height: 0 } : near);
    if (overview) return found.nodes.find((id) => this.scene.nodeById.has(id)) ?? null;
    return nearestLine(this.#edgesOf(found.edges), point, reach)?.edge.id ?? null;
  }

  #edgesOf(ids: readonly string[]): SceneEdge[] {
    return ids.flatMap((id) => this.scene.edgeById.get(id) ?? []);
  }

  #serves(drawn: { readonly area: Rect; readonly scale: number }, visible: Rect, scale: number): boolean {
    if (this.#last.overview) return scale < drawn.scale * 1.5;
    return (
      contains(drawn.area, visible) &&
      drawn.area.width <= TOO_WIDE * visible.width * (1 + 2 * STAGES.all.margin)
    );
  }

  #find(visible: Rect, scale: number, detail: DetailLevel, stage: Stage): VisibleScene {
    const { margin, isNamed } = STAGES[stage];
    const needed = widened(visible, margin);
    const area = this.#drawn ? withDrawn(this.#drawn.area, visible, needed) : needed;
    const inView = this.#index.query(visible);
    const isOverview = detail !== 'full' && inView.nodes.length > OVERVIEW_FROM;
    const isTiled = inView.edges.length > TILES_FROM[detail] * (this.#last.tiles.length > 0 ? FEWER : 1);
    this.#detail = detail;
    this.#drawn = { area, scale, stage: isOverview ? 'all' : stage };
    const look = { detail: DETAIL[detail], isLean: true };
    if (isOverview) {
      // Found again while the view stays far out: it is still the same picture.
      if (this.#last.overview && this.#last.detail === look.detail) return this.#last;
      this.#last = { ...NOTHING_VISIBLE, ...look, overview: overviewOf(this.scene) };
      return this.#last;
    }
    const found = this.#index.query(area);
    const stubs = new Set<SceneStub>();
    for (const id of [...found.nodes, ...found.edges]) {
      const stub = this.#stubs.get(id);
      if (stub) stubs.add(stub);
    }
    const edges = isTiled ? [] : this.#edgesOf(found.edges);
    this.#last = {
      ...look,
      nodes: found.nodes.flatMap((id) => this.scene.nodeById.get(id) ?? []),
      edges,
      labelled: withButton(edges, detail, isNamed, this.#last.labelled),
      stubs: [...stubs],
      overview: null,
      tiles: isTiled ? this.#tilesOf(TILE_SIDE[detail]).over(area) : [],
      clip: this.#clipFor(area),
    };
    return this.#last;
  }

  /** The same one for areas near each other, so that few lines change with every step of a pan. */
  #clipFor(area: Rect): LineClip {
    const block = onGrid(area, 2 ** Math.ceil(Math.log2(Math.max(area.width, area.height, 1) / 4)));
    if (!this.#clip || !sameRect(this.#clip.area, block)) this.#clip = new LineClip(block);
    return this.#clip;
  }

  #tilesOf(side: number): EdgeTiles {
    let tiles = this.#tiles.get(side);
    if (!tiles) {
      tiles = new EdgeTiles(side, (area) => this.#edgesOf(this.#index.query(area).edges));
      this.#tiles.set(side, tiles);
    }
    return tiles;
  }
}

/**
 * Edges that get their button, which those need that can be read at this scale; without a text only if all are named.
 *
 * @param before those that have it, which they keep.
 */
function withButton(
  edges: readonly SceneEdge[],
  detail: DetailLevel,
  isNamed: boolean,
  before: readonly SceneEdge[],
): readonly SceneEdge[] {
  if (detail === 'shapes') return [];
  if (isNamed) return edges;
  const named = new Set(before);
  return edges.filter((entry) => entry.placedLabel !== null || named.has(entry));
}

function indexOf(scene: Scene): VisibleIndex {
  const boxes = [
    ...scene.nodes.map(({ node, rect }) => ({ ...rect, id: node.id })),
    ...scene.stubs.map(({ stub, rect }) => ({ ...rect, id: stub.id })),
  ];
  const lines = [
    ...scene.edges.map((entry) => ({ id: entry.edge.id, way: entry })),
    ...scene.stubs.map((entry) => ({ id: stubEdgeId(entry.stub), way: entry })),
  ];
  return new VisibleIndex(boxes, lines);
}
