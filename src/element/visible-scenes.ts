import type { Point, Rect } from '../model/layout.js';
import { stubEdgeId } from '../view/boxes.js';
import { EdgeTiles } from '../view/edge-tiles.js';
import type { VisibleScene } from '../view/graph-view.js';
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

/** Up to this many nodes all of the drawing stays in the DOM: finding out what is visible would cost more. */
export const ALWAYS_DRAWN = 120;

/** Where texts can hardly be read and more nodes than these are in view, the drawing is an overview of a few paths. */
export const OVERVIEW_FROM = 500;

/**
 * Where more edges than these are in view they are drawn in tiles, if they can hardly be told apart anyway: near enough
 * to read texts only where there are very many. One that is in tiles is so until there are clearly fewer.
 */
const TILES_FROM = { full: 400, labels: 150, shapes: 150 } as const;
const FEWER = 0.75;

/** Side of a tile in graph pixels: about half a screen at the smallest scale of that detail. */
const TILE_SIDE = { full: 512, labels: 2048, shapes: 8192 } as const;

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

/** An area this many times as wide as needed, after zooming in, is given up. */
const TOO_WIDE = 3;

/** Nodes and edges of a path that are drawn one by one over an overview; a longer path is lost in it anyway. */
const KEPT_PATH = 500;

const DETAIL = { full: 'full', labels: 'far', shapes: 'very-far' } as const;

/** What is drawn although it is out of view, so that the focus is not lost and keys find where they lead. */
export interface Kept {
  /** Ids of nodes, edges or stubs; nodes with their neighbours. */
  readonly ids: readonly (string | null)[];
  /** The path that is shown. */
  readonly path: { readonly nodes: ReadonlySet<string>; readonly edges: ReadonlySet<string> } | null;
}

/** Gives the part of one scene that has to be in the DOM. Equal parts are the same object, so nothing renders twice. */
export interface VisibleScenes {
  readonly scene: Scene;
  /** Whether not all is drawn yet, so that what is seen comes quickly: `grow` is due. */
  readonly isGrowing: boolean;
  /** Where everything is in the document, `all` where it is by an overview; `null` where nothing is ever left out. */
  readonly area: Rect | 'all' | null;
  /** The same object as before while the view stays in what was drawn for it. */
  at(visible: Rect, scale: number): VisibleScene;
  /** As `at`, one stage further. */
  grow(visible: Rect, scale: number): VisibleScene;
  /** The last part together with what must not go. */
  keeping(kept: Kept): VisibleScene;
  /** Id of the node or edge at a point (graph coordinates) that is not an element of its own. */
  itemAt(point: Point): string | null;
}

/** Indexes a scene. */
export function createVisibleScenes(scene: Scene): VisibleScenes {
  if (scene.nodes.length <= ALWAYS_DRAWN) return new WholeScene(scene);
  return new CulledScene(scene);
}

/** A drawing that is in the DOM as a whole; only detail changes with the scale. */
class WholeScene implements VisibleScenes {
  readonly scene: Scene;
  readonly isGrowing = false;
  readonly area = null;
  #last: VisibleScene | null = null;
  #detail: DetailLevel | undefined;

  constructor(scene: Scene) {
    this.scene = scene;
  }

  at(_visible: Rect, scale: number): VisibleScene {
    const detail = detailLevel(scale, this.#detail);
    if (this.#last && detail === this.#detail) return this.#last;
    this.#detail = detail;
    const { nodes, edges, stubs } = this.scene;
    const whole = { nodes, edges, labelled: edges, stubs, overview: null, tiles: [], clip: null };
    this.#last = { ...whole, detail: DETAIL[detail], isLean: false };
    return this.#last;
  }

  grow(visible: Rect, scale: number): VisibleScene {
    return this.at(visible, scale);
  }

  keeping(): VisibleScene {
    return this.#last ?? NOTHING_VISIBLE;
  }

  itemAt(): null {
    return null;
  }
}

/** Nothing at all: what is visible before there is a scene. */
export const NOTHING_VISIBLE: VisibleScene = {
  nodes: [],
  edges: [],
  labelled: [],
  stubs: [],
  detail: 'full',
  isLean: false,
  overview: null,
  tiles: [],
  clip: null,
};

/** A drawing of which only what is in or near the view is in the DOM. */
class CulledScene implements VisibleScenes {
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
    return this.#find(visible, scale, detail, isNew ? 'seen' : (this.#drawn?.stage ?? 'seen'));
  }

  grow(visible: Rect, scale: number): VisibleScene {
    const stage = this.#drawn ? STAGES[this.#drawn.stage].next : 'seen';
    return this.isGrowing ? this.#find(visible, scale, detailLevel(scale, this.#detail), stage) : this.#last;
  }

  keeping({ ids, path }: Kept): VisibleScene {
    const last = this.#last;
    const key = JSON.stringify(ids);
    const known = this.#withKept;
    if (known && known.last === last && known.key === key && known.path === path) return known.result;
    const isBatched = last.overview !== null || last.tiles.length > 0;
    const result = this.#joined(last, ids, isBatched ? path : null);
    this.#withKept = { last, key, path, result };
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
    const area = widen(visible, margin);
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
      labelled: withButton(edges, detail, isNamed),
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

  /** In the order of the scene, which is the reading order. */
  #joined(last: VisibleScene, ids: Kept['ids'], path: Kept['path']): VisibleScene {
    const { scene } = this;
    const kept = new Set<string>();
    for (const id of ids) if (id !== null) kept.add(id);
    if (kept.size > 0) for (const id of neighbours(scene, kept)) kept.add(id);
    if (path && path.nodes.size + path.edges.size <= KEPT_PATH)
      for (const list of [path.nodes, path.edges]) for (const id of list) kept.add(id);
    const nodes = new Set(last.nodes);
    const edges = new Set<SceneEdge>(last.edges);
    const stubs = new Set(last.stubs);
    const labelled = new Set(last.labelled);
    for (const id of kept) {
      const node = scene.nodeById.get(id);
      const edge = scene.edgeById.get(id);
      const stub = this.#stubs.get(id);
      if (node) nodes.add(node);
      if (edge) edges.add(edge);
      if (edge) labelled.add(edge);
      if (stub) stubs.add(stub);
    }
    return {
      ...last,
      nodes: nodes.size > last.nodes.length ? scene.nodes.filter((entry) => nodes.has(entry)) : last.nodes,
      edges: edges.size > last.edges.length ? scene.edges.filter((entry) => edges.has(entry)) : last.edges,
      labelled:
        labelled.size > last.labelled.length
          ? scene.edges.filter((entry) => labelled.has(entry))
          : last.labelled,
      stubs: stubs.size > last.stubs.length ? scene.stubs.filter((entry) => stubs.has(entry)) : last.stubs,
    };
  }
}

/** Edges that get their button, which those need that can be read at this scale; without a text only if all are named. */
function withButton(
  edges: readonly SceneEdge[],
  detail: DetailLevel,
  isNamed: boolean,
): readonly SceneEdge[] {
  if (detail === 'shapes') return [];
  return isNamed ? edges : edges.filter(({ placedLabel }) => placedLabel !== null);
}

/** A hub may have any number of neighbours; of so many, those in view have to do. */
const KEPT_NEIGHBOURS = 60;

/** Ids of what is one call away, and of the calls that lead there. */
function neighbours(scene: Scene, ids: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  for (const { edge } of scene.edges) {
    if (found.length >= KEPT_NEIGHBOURS) break;
    if (ids.has(edge.id) || ids.has(edge.source) || ids.has(edge.target))
      found.push(edge.id, edge.source, edge.target);
  }
  for (const { stub } of scene.stubs) {
    if (found.length >= KEPT_NEIGHBOURS) break;
    if (ids.has(stub.node)) found.push(stub.id);
    else if (ids.has(stub.id)) found.push(stub.node);
  }
  return found;
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

/** A part more on each side, so that a pan seldom needs new nodes. */
function widen({ x, y, width, height }: Rect, part: number): Rect {
  return {
    x: x - part * width,
    y: y - part * height,
    width: (1 + 2 * part) * width,
    height: (1 + 2 * part) * height,
  };
}

/** The squares of a grid that an area touches. */
function onGrid({ x, y, width, height }: Rect, side: number): Rect {
  const [left, top] = [Math.floor(x / side) * side, Math.floor(y / side) * side];
  return {
    x: left,
    y: top,
    width: Math.ceil((x + width - left) / side) * side,
    height: Math.ceil((y + height - top) / side) * side,
  };
}
