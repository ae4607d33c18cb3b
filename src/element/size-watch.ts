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
  private readonly _element: TraceDependenciesElement;
  private readonly _onChange: () => void;
  private _observer: ResizeObserver | null = null;
  private _size: string | null = null;
  private _density: unknown;

  constructor(element: TraceDependenciesElement, onChange: () => void) {
    this._element = element;
    this._onChange = onChange;
    element.addController(this);
  }

  hostConnected(): void {
    this._element.requestUpdate();
  }

  hostDisconnected(): void {
    this._observer?.disconnect();
    this._observer = null;
  }

  hostUpdated(): void {
    const probe = probeOf(this._element);
    if (!this._observer && probe && this._element.isConnected) {
      this._observer = sizeObserverFor(probe, () => this._measure());
      this._observer.observe(probe, { box: 'border-box' });
    }
    // Not left to the observer, which is a frame late: what waits for the drawing must wait for this one. By now the
    // attribute is there, which the style sheet goes by.
    const { density } = this._element;
    const isOther = this._density !== undefined && this._density !== density;
    this._density = density;
    if (isOther) this._measure();
  }

  private _measure(): void {
    const probe = probeOf(this._element);
    const { width, height } = probe ? getComputedStyle(probe) : { width: 'auto', height: 'auto' };
    // A hidden element has no sizes; nothing has changed when it is shown again.
    if (width === 'auto') return;
    const size = `${width} ${height}`;
    const isChanged = this._size !== null && this._size !== size;
    this._size = size;
    if (isChanged) this._onChange();
  }
}
