import type { ViewportState } from '../model/view-state.js';

/**
 * During a gesture the drawing is painted anew at so much less or more than the scale at which it was painted: seldom
 * while it is held, since the painter stops the gesture. An overview of thousands of lines stops it for longer than
 * anybody would wait, and has no texts: it is painted anew at rest.
 */
const REPAINT = {
  moved: { below: 0.6, above: 2.5 },
  held: { below: 1 / 8, above: 3.5 },
  overview: { below: 0, above: Infinity },
} as const;

/**
 * Writes the viewport as the transform of the drawing, and marks for the style sheet what is going on. It goes past
 * rendering: a pan at 60 frames a second must not render anything.
 */
export class MovedLayer {
  #target: HTMLElement | null = null;
  #canvas: HTMLElement | null = null;
  #isOverview = false;
  #isMoving = false;
  #isRepainted = false;
  #paintedScale = 1;

  /** Takes what was rendered last. */
  attach(target: HTMLElement | null): void {
    if (target !== this.#target) {
      this.#target?.classList.remove('moving', 'repainted');
      this.#isMoving = false;
      this.#isRepainted = false;
      this.#target = target;
    }
    this.#canvas = target?.querySelector<HTMLElement>('.canvas') ?? null;
    this.#isOverview = this.#canvas?.classList.contains('overview') ?? false;
  }

  /** @param isHeld whether nothing that comes into view is drawn yet. */
  show({ x, y, scale }: ViewportState, isMoving: boolean, isHeld: boolean): void {
    if (!this.#canvas || !this.#target) return;
    // In three dimensions it is a layer also at rest, and need not be painted for being moved. What is read is not: letters
    // on a layer of their own are smoothed less well.
    const place = this.#isOverview ? `translate3d(${x}px, ${y}px, 0)` : `translate(${x}px, ${y}px)`;
    this.#canvas.style.transform = `${place} scale(${scale})`;
    // A layer keeps the scale at which it was painted. Far from that, it is painted anew in between.
    const ratio = scale / this.#paintedScale;
    const { below, above } = REPAINT[isHeld ? (this.#isOverview ? 'overview' : 'held') : 'moved'];
    const isRepainted = isMoving && (ratio < below || ratio > above);
    if (isRepainted || isMoving !== this.#isMoving) this.#paintedScale = scale;
    if (isRepainted !== this.#isRepainted) this.#target.classList.toggle('repainted', isRepainted);
    if (isMoving !== this.#isMoving) this.#target.classList.toggle('moving', isMoving);
    this.#isRepainted = isRepainted;
    this.#isMoving = isMoving;
  }
}
