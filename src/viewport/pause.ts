/**
 * Calls back once nothing has begun it again for a while. A page that is busy gets turns of the wheel late, with the
 * next frame or as an answer to it: a pause is over only when a frame has passed without one.
 */
export class Pause {
  readonly #milliseconds: number;
  readonly #work: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame: number | undefined;

  constructor(milliseconds: number, work: () => void) {
    this.#milliseconds = milliseconds;
    this.#work = work;
  }

  /** Begins, or begins again. */
  begin(): void {
    this.stop();
    this.#timer = setTimeout(() => {
      // What is hidden gets no frames.
      if (document.hidden) this.#work();
      else
        this.#frame = requestAnimationFrame(() => {
          this.#frame = requestAnimationFrame(this.#work);
        });
    }, this.#milliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }
}
