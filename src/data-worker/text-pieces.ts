/** A text that arrives in pieces and may be longer than one string can be. */

/** V8 ends a string just below 2^29 characters, other engines later. */
const longestText = 2 ** 29 - 32;

/** Lines are gathered to this many characters before they are parsed together. */
const usualText = 2 ** 23;

/** What `TextPieces.texts` throws when a text is too long and is not made of lines that can be read alone. */
export class TextTooLongError extends Error {
  constructor() {
    super(`A text of more than ${longestText} characters can be read as JSON lines only`);
    this.name = 'TextTooLongError';
  }
}

/** Collects texts and UTF-8 bytes and gives them back as texts that can be parsed. */
export class TextPieces {
  readonly #pieces: string[] = [];
  readonly #longest: number;
  readonly #usual: number;
  #decoder: TextDecoder | null = null;
  #length = 0;

  /** @param longest characters of one text at most. */
  constructor(longest = longestText) {
    this.#longest = longest;
    this.#usual = Math.min(longest / 2, usualText);
  }

  /** Characters so far; bytes of a divided character are not in it yet. */
  get length(): number {
    return this.#length;
  }

  pushText(text: string): void {
    if (text === '') return;
    this.#pieces.push(text);
    this.#length += text.length;
  }

  /** Appends bytes; a character may be divided between two calls. */
  pushBytes(bytes: Uint8Array): void {
    this.#decoder ??= new TextDecoder();
    this.pushText(this.#decoder.decode(bytes, { stream: true }));
  }

  /**
   * The whole as one text, or, when it is too long, as texts of whole lines: every one is JSON lines in itself.
   *
   * @throws TextTooLongError when the first line is not a JSON value, or a line is too long.
   */
  *texts(): Generator<string> {
    if (this.#decoder) this.pushText(this.#decoder.decode());
    this.#decoder = null;
    if (this.#length <= this.#longest || this.#pieces.length === 1) {
      yield this.#pieces.join('');
      return;
    }
    let rest = '';
    let first = true;
    for (const piece of this.#pieces) {
      const end = rest.length + piece.length < this.#usual ? 0 : piece.lastIndexOf('\n') + 1;
      if (end > 0) {
        const text = rest + piece.slice(0, end);
        if (first && !beginsWithJsonLine(text)) throw new TextTooLongError();
        first = false;
        yield text;
        rest = piece.slice(end);
      } else if (rest.length + piece.length <= this.#longest) {
        rest += piece;
      } else {
        throw new TextTooLongError();
      }
    }
    if (rest !== '') yield rest;
  }
}

function beginsWithJsonLine(text: string): boolean {
  try {
    JSON.parse(/\S.*/.exec(text)?.[0] ?? '');
    return true;
  } catch {
    return false;
  }
}
