/** A coarse picture of all of a large drawing, to lie under it where only a part of it is in the document. */
import type { Rect } from '../model/layout.js';
import { outline } from './outline.js';
import { overviewOf, type OverviewPath } from './overview.js';
import type { Scene } from './scene.js';

/** Pixels of the picture at most: four megabytes. */
const MOST_PIXELS = 1_000_000;
/** Longest side in pixels, for drawings that are all length. */
const LONGEST_SIDE = 4096;
/** Pixels per graph pixel at most: nearer, the drawing itself is in the document. */
const LARGEST_SCALE = 0.5;

/** Milliseconds after which a drawing that is not replaced by the next is worth a picture. */
const DELAY = 300;
/** Milliseconds of work at a time, in browsers that do not tell how much of a frame is left. */
const SLICE = 4;
/** Milliseconds of a frame that are left to the page. */
const RESERVE = 2;

/** How paths of one look are painted, as the style sheet says. */
interface Pen {
  readonly stroke: string;
  readonly width: number;
  /** `none` for lines. */
  readonly fill: string;
}

/** Paints the overview of a scene into a canvas, a few paths whenever the page has nothing else to do. */
export class Backdrop {
  #canvas: HTMLCanvasElement | null = null;
  #scene: Scene | null = null;
  #content: Rect = { x: 0, y: 0, width: 0, height: 0 };
  /** Pixels per graph pixel. */
  #scale = 1;
  #pens: ReadonlyMap<string, Pen> = new Map();
  #isReady = false;
  #stop: (() => void) | null = null;
  readonly #isBusy: () => boolean;

  /** @param isBusy tells when no time is to be taken from what goes on. */
  constructor(isBusy: () => boolean) {
    this.#isBusy = isBusy;
  }

  /** Takes the canvas to paint, inside of what has the styles, and what to paint; the same as before changes nothing. */
  show(canvas: HTMLCanvasElement | null, scene: Scene | null, content: Rect): void {
    if (canvas === this.#canvas && scene === this.#scene) return;
    this.clear();
    this.#canvas = canvas;
    this.#scene = scene;
    this.#content = content;
    if (canvas && scene) this.#stop = later(() => this.#begin(), DELAY);
  }

  /** Gives up what is not painted yet, and the memory of what is. */
  clear(): void {
    this.#stop?.();
    this.#stop = null;
    this.#isReady = false;
    this.#canvas?.getContext('bitmaprenderer')?.transferFromImageBitmap(null);
    this.#canvas = null;
    this.#scene = null;
  }

  /** Whether there is a whole picture, of whatever colours. */
  get isPainted(): boolean {
    return this.#isReady;
  }

  /** Whether the picture is whole, and has the colours of now; one that has not is painted again. */
  isReady(): boolean {
    const { isConnected } = this.#canvas ?? { isConnected: false };
    if (!this.#isReady || !isConnected || !this.#canvas || !this.#scene) return false;
    const pens = pensOf(this.#canvas, overviewOf(this.#scene));
    if (JSON.stringify([...pens]) === JSON.stringify([...this.#pens])) return true;
    this.#isReady = false;
    this.#stop = later(() => this.#begin(), 0);
    return false;
  }

  /** Shows nothing where an area (graph coordinates) is drawn in detail; with `null` it shows all. */
  leaveOut(area: Rect | null): void {
    if (!this.#canvas) return;
    const { width, height, style } = this.#canvas;
    if (!area) {
      style.clipPath = '';
      return;
    }
    const hole = {
      x: (area.x - this.#content.x) * this.#scale,
      y: (area.y - this.#content.y) * this.#scale,
      width: area.width * this.#scale,
      height: area.height * this.#scale,
    };
    style.clipPath = `polygon(evenodd, ${outline({ x: 0, y: 0, width, height })}, ${outline(hole)})`;
  }

  #begin(): void {
    const [canvas, scene, content] = [this.#canvas, this.#scene, this.#content];
    if (!canvas?.isConnected || !scene || !(content.width > 0) || !(content.height > 0)) return;
    if (this.#isBusy()) {
      this.#stop = later(() => this.#begin(), DELAY);
      return;
    }
    const paths = overviewOf(scene);
    this.#pens = pensOf(canvas, paths);
    this.#scale = Math.min(
      LARGEST_SCALE,
      Math.sqrt(MOST_PIXELS / (content.width * content.height)),
      LONGEST_SIDE / Math.max(content.width, content.height),
    );
    const sheet = document.createElement('canvas');
    sheet.width = Math.ceil(content.width * this.#scale);
    sheet.height = Math.ceil(content.height * this.#scale);
    // Read seldom, but such a canvas is painted at once, not all of it when it is first seen.
    const context = sheet.getContext('2d', { willReadFrequently: true });
    if (!context) return;
    context.setTransform(this.#scale, 0, 0, this.#scale, -content.x * this.#scale, -content.y * this.#scale);
    this.#paint(context, paths, 0);
  }

  #paint(context: CanvasRenderingContext2D, paths: readonly OverviewPath[], from: number): void {
    this.#stop = whenIdle((hasTime) => {
      if (this.#isBusy()) {
        this.#stop = later(() => this.#paint(context, paths, from), DELAY);
        return;
      }
      let next = from;
      do {
        const path = paths[next++];
        if (path) paint(context, path, this.#pens.get(path.look));
      } while (next < paths.length && hasTime());
      // Otherwise the browser collects what to paint until somebody wants to see it.
      context.getImageData(0, 0, 1, 1);
      this.#stop = null;
      if (next < paths.length) this.#paint(context, paths, next);
      else void this.#finish(context.canvas);
    });
  }

  /** A bitmap costs nothing while it is moved; a canvas that can be painted is copied with every frame. */
  async #finish(sheet: HTMLCanvasElement): Promise<void> {
    const [canvas, scene, content] = [this.#canvas, this.#scene, this.#content];
    const bitmap = await createImageBitmap(sheet);
    const context = canvas?.getContext('bitmaprenderer');
    if (!canvas || !context || canvas !== this.#canvas || scene !== this.#scene) return bitmap.close();
    canvas.width = sheet.width;
    canvas.height = sheet.height;
    canvas.style.transform = `translate(${content.x}px, ${content.y}px) scale(${1 / this.#scale})`;
    context.transferFromImageBitmap(bitmap);
    this.#isReady = true;
  }
}

function paint(context: CanvasRenderingContext2D, { data }: OverviewPath, pen: Pen | undefined): void {
  if (!pen) return;
  const path = new Path2D(data);
  if (pen.fill !== 'none') {
    context.fillStyle = pen.fill;
    context.fill(path);
  }
  context.strokeStyle = pen.stroke;
  context.lineWidth = pen.width;
  context.stroke(path);
}

/** What the style sheet says of each look, read from paths that are never seen. */
function pensOf(canvas: HTMLCanvasElement, paths: readonly OverviewPath[]): ReadonlyMap<string, Pen> {
  const probe = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  probe.setAttribute('hidden', '');
  const byLook = new Map<string, SVGPathElement>();
  for (const { look } of paths) {
    if (byLook.has(look)) continue;
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('class', `overview-path ${look}`);
    byLook.set(look, path);
  }
  probe.append(...byLook.values());
  canvas.after(probe);
  const pens = [...byLook].map(([look, path]): [string, Pen] => {
    const { stroke, fill, strokeWidth } = getComputedStyle(path);
    return [look, { stroke, fill, width: parseFloat(strokeWidth) }];
  });
  probe.remove();
  return new Map(pens);
}

function later(work: () => void, delay: number): () => void {
  const timer = setTimeout(work, delay);
  return () => clearTimeout(timer);
}

/** Not every browser tells when it has nothing to do. */
function whenIdle(work: (hasTime: () => boolean) => void): () => void {
  if (typeof requestIdleCallback === 'undefined')
    return later(() => {
      const end = performance.now() + SLICE;
      work(() => performance.now() < end);
    }, 2 * SLICE);
  const handle = requestIdleCallback((deadline) => work(() => deadline.timeRemaining() > RESERVE));
  return () => cancelIdleCallback(handle);
}
