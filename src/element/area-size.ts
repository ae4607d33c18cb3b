/** The size of the drawing area, known as soon as it is asked for. */
import { sizeObserverFor } from '../view/size-observer.js';
import type { Size } from '../viewport/transform.js';

const NO_SIZE: Size = { width: 0, height: 0 };

/** Tells when an element has got another size: with the next frame, or before that to whom needs to know at once. */
export class AreaSize {
  readonly #onChange: (size: Size) => void;
  #observer: ResizeObserver | null = null;
  #target: HTMLElement | null = null;
  #size = NO_SIZE;

  constructor(onChange: (size: Size) => void) {
    this.#onChange = onChange;
  }

  /** What was measured last; it outlives the element, since the next one is likely to be as large. */
  get value(): Size {
    return this.#size;
  }

  /** The same target again changes nothing. */
  attach(target: HTMLElement | null): void {
    if (target === this.#target) return;
    this.#observer?.disconnect();
    this.#observer = null;
    this.#target = target;
    if (!target) return;
    this.#observer = sizeObserverFor(target, () => void this.#take());
    this.#observer.observe(target);
    this.#take();
  }

  /** Measures now. */
  refresh(): void {
    if (!this.#target || !this.#take()) return;
    // The observer compares with what it has told last: it would miss a size that has gone and come again meanwhile.
    this.#observer?.unobserve(this.#target);
    this.#observer?.observe(this.#target);
  }

  #take(): boolean {
    if (!this.#target) return false;
    const size = { width: this.#target.clientWidth, height: this.#target.clientHeight };
    if (size.width === this.#size.width && size.height === this.#size.height) return false;
    this.#size = size;
    this.#onChange(size);
    return true;
  }
}
