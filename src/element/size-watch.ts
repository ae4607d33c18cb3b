/** Notices when the theme changes sizes, and only then: a theme that changes colours lays out nothing. */
import type { ReactiveController } from 'lit';
import { sizeObserverFor } from '../view/size-observer.js';
import type { TraceDependenciesElement } from './trace-dependencies-element.js';

const probeOf = ({ shadowRoot }: TraceDependenciesElement): Element | null =>
  shadowRoot?.querySelector('.size-probe') ?? null;

/** The token `space`, CSS pixels; before the element has been rendered its default. */
export function spaceOf(element: TraceDependenciesElement): number {
  const probe = probeOf(element);
  return probe ? Number.parseFloat(getComputedStyle(probe).paddingInlineStart) : 4;
}

/**
 * Watches a hidden text in the element's font: no event tells that a custom property, an inherited font or a font that
 * has been loaded changes how large labels are, but the text's box changes with them.
 */
export class SizeWatch implements ReactiveController {
  readonly #element: TraceDependenciesElement;
  readonly #onChange: () => void;
  #observer: ResizeObserver | null = null;
  #size: string | null = null;
  #density: unknown;

  constructor(element: TraceDependenciesElement, onChange: () => void) {
    this.#element = element;
    this.#onChange = onChange;
    element.addController(this);
  }

  hostConnected(): void {
    this.#element.requestUpdate();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = null;
  }

  hostUpdated(): void {
    const probe = probeOf(this.#element);
    if (!this.#observer && probe && this.#element.isConnected) {
      this.#observer = sizeObserverFor(probe, () => this.#measure());
      this.#observer.observe(probe, { box: 'border-box' });
    }
    // Not left to the observer, which is a frame late: what waits for the drawing must wait for this one. By now the
    // attribute is there, which the style sheet goes by.
    const { density } = this.#element;
    const isOther = this.#density !== undefined && this.#density !== density;
    this.#density = density;
    if (isOther) this.#measure();
  }

  #measure(): void {
    const probe = probeOf(this.#element);
    const { width, height } = probe ? getComputedStyle(probe) : { width: 'auto', height: 'auto' };
    // A hidden element has no sizes; nothing has changed when it is shown again.
    if (width === 'auto') return;
    const size = `${width} ${height}`;
    const isChanged = this.#size !== null && this.#size !== size;
    this.#size = size;
    if (isChanged) this.#onChange();
  }
}
