/** The size of the drawing area, known as soon as it is asked for. */
import { sizeObserverFor } from '../view/size-observer.js';
import type { Size } from '../viewport/transform.js';

const NO_SIZE: Size = { width: 0, height: 0 };

/** Tells when an element has got another size: with the next frame, or before that to whom needs to know at once. */
export class AreaSize {
  private readonly _onChange: (size: Size) => void;
  private _observer: ResizeObserver | null = null;
  private _target: HTMLElement | null = null;
  private _size = NO_SIZE;

  constructor(onChange: (size: Size) => void) {
    this._onChange = onChange;
  }

  /** What was measured last; it outlives the element, since the next one is likely to be as large. */
  get value(): Size {
    return this._size;
  }

  attach(target: HTMLElement | null): void {
    this._observer?.disconnect();
    this._observer = null;
    this._target = target;
    if (!target) return;
    this._observer = sizeObserverFor(target, () => void this._take());
    this._observer.observe(target);
    this._take();
  }

  /** Measures now. */
  refresh(): void {
    if (!this._target || !this._take()) return;
    // The observer compares with what it has told last: it would miss a size that has gone and come again meanwhile.
    this._observer?.unobserve(this._target);
    this._observer?.observe(this._target);
  }

  private _take(): boolean {
    if (!this._target) return false;
    const size = { width: this._target.clientWidth, height: this._target.clientHeight };
    if (size.width === this._size.width && size.height === this._size.height) return false;
    this._size = size;
    this._onChange(size);
    return true;
  }
}
