import { NextFrame, windowOf } from './next-frame.js';

/**
 * Calls back once nothing has begun it again for a while. A page that is busy gets turns of the wheel late, with the
 * next frame or as an answer to it: a pause is over only when a frame has passed without one.
 */
export class Pause {
  readonly #milliseconds: number;
  readonly #work: () => void;
  readonly #frame = new NextFrame();
  /** Of the window that shows it: timers of a hidden one come late. */
  #window: Window | null = null;
  #timer: number | undefined;

  constructor(milliseconds: number, work: () => void) {
    this.#milliseconds = milliseconds;
    this.#work = work;
  }

  /** Begins, or begins again, of what is shown there. */
  begin(shown: Node | null): void {
    this.stop();
    const window = windowOf(shown);
    this.#window = window;
    this.#timer = window.setTimeout(() => {
      // What is hidden gets no frames.
      if (window.document.hidden) this.#work();
      else this.#frame.ask(shown, () => this.#frame.ask(shown, this.#work));
    }, this.#milliseconds);
  }

  stop(): void {
    this.#window?.clearTimeout(this.#timer);
    this.#frame.cancel();
  }
}
