/** A word over the drawing that goes by itself; who listens is told by the announcer. */

/** Long enough to be read. */
const MILLISECONDS = 2500;

export class PassingNotice {
  private readonly _onChange: () => void;
  private _text: string | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this._onChange = onChange;
  }

  /** What is to be read now. */
  get text(): string | null {
    return this._text;
  }

  /** Shows a text for a moment; `null` takes it away. The caller renders. */
  tell(text: string | null): void {
    clearTimeout(this._timer);
    this._text = text;
    if (text === null) return;
    this._timer = setTimeout(() => {
      this._text = null;
      this._onChange();
    }, MILLISECONDS);
  }
}
