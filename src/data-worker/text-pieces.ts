/** A text that arrives in pieces and may be longer than one string can be. */

import { documentTexts, TextTooLongError } from './document-texts.js';

/** V8 ends a string just below 2^29 characters, other engines later. */
const longestText = 2 ** 29 - 32;

/** Lines and elements are gathered to this many characters before they are parsed together. */
const usualText = 2 ** 23;

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
   * The whole as one text, or, when it is too long, as texts of which every one is JSON or JSON lines in itself. Can be
   * called once: what was given is released, so that a long text and its spans need not be held together.
   *
   * @throws TextTooLongError when a line, or a part of a document that cannot be divided, is too long.
   */
  *texts(): Generator<string> {
    if (this.#decoder) this.pushText(this.#decoder.decode());
    this.#decoder = null;
    if (this.#length <= this.#longest || this.#pieces.length === 1) yield this.#pieces.join('');
    else if (this.#beginsWithJsonLine()) yield* this.#lines();
    else yield* documentTexts(this.#released(), this.#usual, this.#longest);
  }

  *#released(): Generator<string> {
    for (const [index, piece] of this.#pieces.entries()) {
      this.#pieces[index] = '';
      yield piece;
    }
  }

  *#lines(): Generator<string> {
    let rest = '';
    for (const piece of this.#released()) {
      const end = rest.length + piece.length < this.#usual ? 0 : piece.lastIndexOf('\n') + 1;
      if (end > 0) {
        yield rest + piece.slice(0, end);
        rest = piece.slice(end);
      } else if (rest.length + piece.length <= this.#longest) {
        rest += piece;
      } else {
        throw new TextTooLongError(this.#longest);
      }
    }
    if (rest !== '') yield rest;
  }

  #beginsWithJsonLine(): boolean {
    let head = '';
    for (const piece of this.#pieces) {
      head += piece;
      const start = head.search(/\S/);
      const end = start < 0 ? -1 : head.indexOf('\n', start);
      if (end >= 0) return isJson(head.slice(start, end));
      if (head.length > this.#usual) break;
    }
    return false;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
