/**
 * What a zoom leaves as it is. A large drawing that were drawn anew at every scale on the way would stand still in
 * between: it is moved and scaled as it is, over a coarse picture of all of it, and drawn anew when the zoom rests.
 */
import type { Rect } from '../model/layout.js';
import type { Backdrop } from '../view/backdrop.js';
import { outline } from '../view/outline.js';
import type { Scene } from '../view/scene.js';
import { Pause } from '../viewport/pause.js';
import { OVERVIEW_FROM } from './culled-scene.js';
import { contentOf } from './first-view.js';

/** Milliseconds without a change of the scale after which a zoom rests, though fingers may still be down. */
const REST = 150;

/**
 * At so much less or more than its own scale a drawing says too little: smaller, the coarse picture takes its place;
 * larger, it is drawn anew in the middle of a zoom, but not below the natural size. What is moved is painted as sharp as
 * for that size (Chromium, `will-change`), again with every step towards it: thousands of lines would take seconds each
 * time.
 */
const DRAWN_ANEW = { below: 1 / 8, above: 6, from: 1 } as const;

/** What gave way to the picture takes its place again at so much of its own scale. */
const SEEN_AGAIN = 1 / 2;

const NOWHERE: Rect = { x: 0, y: 0, width: 0, height: 0 };

export class HeldZoom {
  /** Loaded when it is first wanted: most drawings are not large. */
  #backdrop: Backdrop | null = null;
  #isLoading = false;
  readonly #isBusy: () => boolean;
  readonly #pause: Pause;
  #target: HTMLElement | null = null;
  /** Ends the listeners on the target. */
  #listening: AbortController | null = null;
  /** Whether somebody is near the drawing, and so may soon zoom. */
  #isWanted = false;
  #scene: Scene | null = null;
  /** The scale of what is held; `null` while nothing is. */
  #scale: number | null = null;
  /** Where that is drawn in detail (graph coordinates); `null` for an overview. */
  #area: Rect | null = null;
  /** Whether the coarse picture is shown in its place. */
  #isCoarse = false;
  /** Whether the pointer was pressed while the drawing could not be hit. */
  #isMissed = false;

  /**
   * @param onRest called when a zoom rests that goes on, and what is in view is to be drawn.
   * @param isBusy whether a gesture goes on, which nothing is to disturb.
   */
  constructor(onRest: () => void, isBusy: () => boolean) {
    this.#isBusy = isBusy;
    this.#pause = new Pause(REST, () => {
      this.end();
      onRest();
    });
  }

  /** Whether what is drawn stays as it is for now. */
  get isHeld(): boolean {
    return this.#scale !== null;
  }

  /** Takes what was rendered last; `null` ends all work. */
  attach(target: HTMLElement | null, scene: Scene | null): void {
    if (target !== this.#target) this.#listen(target);
    this.#scene = scene;
    // Where all of it is an overview, painting takes so long that it would come late for who zooms at once.
    const isLong = (scene?.nodes.length ?? 0) > OVERVIEW_FROM;
    if (target && (this.#isWanted || isLong)) this.#prepare();
  }

  /**
   * Whether a move of the view leaves what is drawn as it is.
   *
   * @param area is drawn in detail (graph coordinates); `all` is drawn by an overview.
   */
  keeps(before: number, scale: number, area: Rect | 'all' | null): boolean {
    if (before === scale || area === null) {
      this.end();
      return false;
    }
    if (this.#scale === null && !this.#begin(before, area)) return false;
    if (!this.#serves(scale / (this.#scale ?? scale), scale)) {
      this.end();
      return false;
    }
    this.#pause.begin(this.#target);
    return true;
  }

  #serves(ratio: number, scale: number): boolean {
    if (ratio < DRAWN_ANEW.below) return this.#isCoarse || this.#giveWay();
    if (ratio > SEEN_AGAIN && this.#isCoarse && this.#area) this.#takeBack(this.#area);
    return ratio <= DRAWN_ANEW.above || (scale < DRAWN_ANEW.from && this.#backdrop?.isPainted === true);
  }

  /** What is in view is drawn from now on. */
  end(): void {
    this.#pause.stop();
    if (this.#scale === null) return;
    this.#scale = null;
    this.#isCoarse = false;
    this.#target?.classList.remove('held', 'coarse');
    this.#clipLines(null);
  }

  #begin(scale: number, area: Rect | 'all'): boolean {
    // An overview that the picture cannot replace yet is moved as it is.
    if (area === 'all') this.#giveWay();
    else if (!this.#backdrop?.isReady()) return false;
    else this.#takeBack(area);
    this.#area = area === 'all' ? null : area;
    this.#scale = scale;
    this.#target?.classList.add('held');
    return true;
  }

  /** To the picture. An overview does for as long as the zoom lasts: it would have to be painted to be seen again. */
  #giveWay(): boolean {
    if (!this.#backdrop?.isReady()) return false;
    this.#backdrop.leaveOut(null);
    this.#target?.classList.add('coarse');
    this.#isCoarse = true;
    return true;
  }

  /** From the picture, which shows what lies around it. */
  #takeBack(area: Rect): void {
    this.#backdrop?.leaveOut(area);
    this.#clipLines(area);
    this.#target?.classList.remove('coarse');
    this.#isCoarse = false;
  }

  /** Lines reach far beyond what is drawn, and all that comes into view of them would have to be painted on the way. */
  #clipLines(area: Rect | null): void {
    const lines = this.#target?.querySelector<SVGElement>('.edges');
    if (lines) lines.style.clipPath = area ? `polygon(${outline(area)})` : '';
  }

  #prepare(): void {
    const canvas = this.#target?.querySelector<HTMLCanvasElement>('.backdrop') ?? null;
    if (this.#backdrop)
      this.#backdrop.show(canvas, this.#scene, this.#scene ? contentOf(this.#scene) : NOWHERE);
    else if (canvas && !this.#isLoading) void this.#load();
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    try {
      const { Backdrop } = await import('../view/backdrop.js');
      this.#backdrop = new Backdrop(this.#isBusy);
      this.#prepare();
    } catch {
      // Without it a zoom draws on the way what comes into view.
    }
  }

  #listen(target: HTMLElement | null): void {
    this.end();
    this.#backdrop?.clear();
    this.#listening?.abort();
    this.#isWanted = false;
    this.#target = target;
    if (!target) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const onNear = (): void => {
      this.#isWanted = true;
      this.#prepare();
    };
    for (const type of ['pointerenter', 'focusin'])
      target.addEventListener(type, onNear, { signal, once: true });
    target.addEventListener('pointerdown', () => this.#press(), { signal, capture: true });
    target.addEventListener('click', (event) => this.#hit(event), { signal, capture: true });
  }

  /** While a zoom is held nothing of the drawing is looked for under the pointer. */
  #press(): void {
    this.#isMissed = this.isHeld;
    this.end();
  }

  /** A click that was begun then is for what lies there. */
  #hit(event: MouseEvent): void {
    const target = this.#target;
    if (!this.#isMissed || !target || event.target !== target) return;
    this.#isMissed = false;
    const root = target.getRootNode() as ShadowRoot | Document;
    const meant = root.elementFromPoint(event.clientX, event.clientY);
    if (!meant || meant === target || !target.contains(meant)) return;
    event.stopImmediatePropagation();
    meant.dispatchEvent(new MouseEvent(event.type, event));
  }
}
