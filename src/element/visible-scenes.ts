/** What of a drawing has to be in the document. */
import type { Point, Rect } from '../model/layout.js';
import { NOTHING_VISIBLE, type VisibleScene } from '../view/graph-view.js';
import type { Scene } from '../view/scene.js';
import { detailLevel, type DetailLevel } from '../viewport/visible-items.js';
import { CulledScene, DETAIL } from './culled-scene.js';
import type { Kept } from './kept-items.js';

/** Up to this many nodes all of the drawing stays in the DOM: finding out what is visible would cost more. */
export const ALWAYS_DRAWN = 120;

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
