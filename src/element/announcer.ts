/** At least this long between two announcements, so that a screen reader can finish a sentence. */
const PAUSE = 500;

/** Writes texts into a polite live region, one after the other; a newer text of the same topic replaces a waiting one. */
export class Announcer {
  private readonly _write: (text: string) => void;
  private readonly _waiting = new Map<string, string>();
  private _timer: ReturnType<typeof setTimeout> | null = null;

  constructor(write: (text: string) => void) {
    this._write = write;
  }

  announce(topic: string, text: string): void {
    this._waiting.delete(topic);
    this._waiting.set(topic, text);
    this._timer ??= setTimeout(() => this._next(), 0);
  }

  /** Forgets what is waiting and stops the clock. */
  stop(): void {
    if (this._timer !== null) clearTimeout(this._timer);
    this._timer = null;
    this._waiting.clear();
  }

  private _next(): void {
    const [topic] = this._waiting.keys();
    if (topic === undefined) {
      this._timer = null;
      return;
    }
    this._write(this._waiting.get(topic) ?? '');
    this._waiting.delete(topic);
    this._timer = setTimeout(() => this._next(), PAUSE);
  }
}
