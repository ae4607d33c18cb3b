import { NextFrame, windowOf } from './next-frame.js';

/**
 * Calls back once nothing has begun it again for a while. A page that is busy gets turns of the wheel late, with the
 * next frame or as an answer to it: a pause is over only when a frame has passed without one.
 */
export class Pause {
  readonly #milliseconds: number;
  readonly #work: () => void;
  readonly #frame = new NextFrame();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(milliseconds: number, work: () => void) {
    this.#milliseconds = milliseconds;
    this.#work = work;
  }

  /** Begins, or begins again, of what is shown there. */
  begin(shown: Node | null): void {
    this.stop();
    this.#timer = setTimeout(() => {
      // What is hidden gets no frames.
      if (windowOf(shown).document.hidden) this.#work();
      else this.#frame.ask(shown, () => this.#frame.ask(shown, this.#work));
    }, this.#milliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#frame.cancel();
  }
}
