import { isList, partsOf, rawSize } from '../data-worker/input-parts.js';
import type { LoadProgress } from '../view/load-progress.js';
import type { DrawingController } from './drawing-controller.js';
import { LoadProgressEvent, type LoadStatus } from './events.js';

/** Milliseconds before a load is told of: what is over sooner would only flicker. */
const PATIENCE = 400;
/** Milliseconds between two figures: nobody reads faster, and each costs a rendering. */
const PACE = 200;

/** Tells user and host how far a load has come, and stops it for them. */
export class LoadController {
  readonly #view: DrawingController;
  #state: LoadProgress | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isTold = false;
  #isDue = false;
  /** What has come so far of a load that goes on when the element is in a document again. */
  #suspended: LoadProgress | null = null;

  constructor(view: DrawingController) {
    this.#view = view;
  }

  /** What is to be seen of it; `null` while there is nothing to tell. */
  get shown(): LoadProgress | null {
    return this.#isTold ? this.#state : null;
  }

  /** An input begins to be read. */
  begin(input: unknown): void {
    this.#begin({ stage: 'reading', fraction: null, bytes: sizeOf(input), spans: null });
  }

  /** The element has been removed: the load ends here, and begins again when it is put back. */
  suspend(): void {
    const state = this.#state;
    if (!state) return;
    this.end('cancelled');
    this.#suspended = state;
  }

  resume(): void {
    if (this.#suspended) this.#begin(this.#suspended);
  }

  #begin(state: LoadProgress): void {
    this.#suspended = null;
    this.#state = state;
    if (this.#isTold) return this.#changed();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), PATIENCE);
  }

  /** @param fraction of the input that is read, from 0 to 1. */
  read(fraction: number): void {
    if (!this.#state) return;
    this.#state = { ...this.#state, fraction };
    this.#changed();
  }

  /** All is read. */
  group(spans: number): void {
    if (!this.#state) return;
    this.#state = { ...this.#state, stage: 'grouping', fraction: 1, spans };
    this.#changed();
  }

  end(status: Exclude<LoadStatus, 'loading'>): void {
    const state = this.#state;
    clearTimeout(this.#timer);
    this.#state = null;
    this.#suspended = null;
    this.#isDue = false;
    if (!state || (!this.#isTold && status !== 'failed')) return;
    this.#isTold = false;
    const { announcer, strings, element } = this.#view;
    if (status === 'cancelled') announcer.announce('load', strings.loadCancelled);
    element.requestUpdate();
    element.dispatchEvent(new LoadProgressEvent(status, state));
  }

  #tell(): void {
    if (!this.#state) return;
    const { announcer, strings, element } = this.#view;
    if (!this.#isTold) announcer.announce('load', strings.loading);
    this.#isTold = true;
    this.#isDue = false;
    element.requestUpdate();
    element.dispatchEvent(new LoadProgressEvent('loading', this.#state));
  }

  #changed(): void {
    if (!this.#isTold || this.#isDue) return;
    this.#isDue = true;
    this.#timer = setTimeout(() => this.#tell(), PACE);
  }
}

/** Most parts of an input that are looked at: a long list is one of objects. */
const MOST_PARTS = 1000;

/** Bytes of blobs and buffers, characters of texts; `null` for anything else. */
function sizeOf(input: unknown): number | null {
  if (isList(input) && (input.length === 0 || input.length > MOST_PARTS)) return null;
  const parts = partsOf(input);
  return parts.some(({ type }) => type === 'objects')
    ? null
    : parts.reduce((sum, part) => sum + rawSize(part), 0);
}
