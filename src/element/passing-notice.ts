/** A word over the drawing that goes by itself; who listens is told by the announcer. */

/** Long enough to be read. */
const MILLISECONDS = 2500;

export class PassingNotice {
  readonly #onChange: () => void;
  #text: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** What is to be read now. */
  get text(): string | null {
    return this.#text;
  }

  /** Shows a text for a moment; `null` takes it away. The caller renders. */
  tell(text: string | null): void {
    clearTimeout(this.#timer);
    this.#text = text;
    if (text === null) return;
    this.#timer = setTimeout(() => {
      this.#text = null;
      this.#onChange();
    }, MILLISECONDS);
  }
}
