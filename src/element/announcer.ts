/** At least this long between two announcements, so that a screen reader can finish a sentence. */
const PAUSE = 500;

/** Writes texts into a polite live region, one after the other; a newer text of the same topic replaces a waiting one. */
export class Announcer {
  readonly #write: (text: string) => void;
  readonly #waiting = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  announce(topic: string, text: string): void {
    this.#waiting.delete(topic);
    this.#waiting.set(topic, text);
    this.#timer ??= setTimeout(() => this.#next(), 0);
  }

  /** Forgets what is waiting and stops the clock. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#waiting.clear();
  }

  #next(): void {
    const [topic] = this.#waiting.keys();
    if (topic === undefined) {
      this.#timer = null;
      return;
    }
    this.#write(this.#waiting.get(topic) ?? '');
    this.#waiting.delete(topic);
    this.#timer = setTimeout(() => this.#next(), PAUSE);
  }
}
