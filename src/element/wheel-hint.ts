/** The hint that the wheel scrolls the page and zooms with a key: once is enough. */
import type { WheelModifier } from '../view/strings/frame-strings.js';
import { isMac } from './platform.js';

/** How long the hint stays, in milliseconds. */
const SHOWN = 3000;

/** Whether somebody has seen it since the page was opened, in whichever element. */
let wasShown = false;

export class WheelHint {
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isShown = false;

  /** @param changed called when the hint has come or gone. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The key to name, or `null` while there is no hint. */
  get modifier(): WheelModifier | null {
    if (!this.#isShown) return null;
    return isMac() ? 'command' : 'control';
  }

  /** The wheel was turned without the key. */
  show(): void {
    if (wasShown) return;
    wasShown = true;
    this.#isShown = true;
    this.#timer = setTimeout(() => this.hide(), SHOWN);
    this.#changed();
  }

  hide(): void {
    clearTimeout(this.#timer);
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#changed();
  }
}
