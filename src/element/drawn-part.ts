/** Which part of a drawing is in the document: at first what is seen, soon after also what lies around it. */
import type { Point, Rect } from '../model/layout.js';
import { NOTHING_VISIBLE, type VisibleScene } from '../view/graph-view.js';
import type { Scene } from '../view/scene.js';
import type { Kept } from './kept-items.js';
import { createVisibleScenes, type VisibleScenes } from './visible-scenes.js';

/** Milliseconds from what is seen to what is around it, and to each of the next stages: time enough to paint. */
const DELAY = { first: 120, next: 50 } as const;

/** Where the view stands. */
export interface View {
  /** What is seen, in graph coordinates. */
  readonly seen: Rect;
  readonly scale: number;
}

/** What the part depends on, and who is told of it. */
export interface DrawnPartHost {
  readonly view: () => View;
  /** Whether a gesture goes on: a move is smoother without anything that is drawn beside it. */
  readonly isGesturing: () => boolean;
  /** Another part is to be rendered. */
  readonly onChange: () => void;
  /** More is to be rendered of what could wait. */
  readonly onGrown: () => void;
}

export class DrawnPart {
  readonly #host: DrawnPartHost;
  #scenes: VisibleScenes | null = null;
  #visible: VisibleScene = NOTHING_VISIBLE;
  #isWhole = true;
  #growing: ReturnType<typeof setTimeout> | undefined;

  constructor(host: DrawnPartHost) {
    this.#host = host;
  }

  get scene(): Scene | null {
    return this.#scenes?.scene ?? null;
  }

  /** Where everything is in the document, `all` where it is by an overview; `null` where nothing is ever left out. */
  get area(): Rect | 'all' | null {
    return this.#scenes?.area ?? null;
  }

  /** Whether the drawing is new, and not all of what could wait has been rendered. */
  get isGrowing(): boolean {
    return !this.#isWhole;
  }

  take(scene: Scene): void {
    this.#scenes = createVisibleScenes(scene);
    this.#isWhole = !this.#scenes.isGrowing;
  }

  /** What is to be rendered: what is in view or near it, and what must not go. */
  keeping(kept: Kept): VisibleScene {
    return this.#scenes?.keeping(kept) ?? NOTHING_VISIBLE;
  }

  /** Id of the node or edge at a point of the graph that is not an element of its own. */
  itemAt(point: Point): string | null {
    return this.#scenes?.itemAt(point) ?? null;
  }

  /** Asks for a rendering only when other parts of the drawing have come into view, or another level of detail. */
  refresh(): void {
    const { seen, scale } = this.#host.view();
    const next = this.#scenes?.at(seen, scale);
    if (!next || next === this.#visible) return;
    this.#visible = next;
    this.#host.onChange();
  }

  /** Takes all of it, at a scale of its own; `null` goes back to what is seen. */
  takeWhole(whole: View | null): void {
    const { scene } = this;
    if (!scene) return;
    this.take(scene);
    const { seen, scale } = whole ?? this.#host.view();
    this.#visible = this.#scenes?.at(seen, scale) ?? NOTHING_VISIBLE;
    this.#host.onChange();
  }

  /** The part has been rendered. */
  rendered(): void {
    if (!this.#isWhole || this.#scenes?.isGrowing)
      this.#growing ??= setTimeout(() => this.#grow(), DELAY.first);
  }

  stop(): void {
    clearTimeout(this.#growing);
    this.#growing = undefined;
  }

  #grow(): void {
    this.#growing = undefined;
    if (!this.#scenes) return;
    const isBusy = this.#host.isGesturing();
    if (isBusy || this.#scenes.isGrowing)
      this.#growing = setTimeout(() => this.#grow(), isBusy ? DELAY.first : DELAY.next);
    if (isBusy) return;
    const { seen, scale } = this.#host.view();
    if (this.#scenes.isGrowing) this.#visible = this.#scenes.grow(seen, scale);
    else if (this.#isWhole) return;
    else this.#isWhole = true;
    this.#host.onGrown();
  }
}
