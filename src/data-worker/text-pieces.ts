/** A text that arrives in pieces and may be longer than one string can be. */

import { documentTexts, TextTooLongError } from './document-texts.js';

/** V8 ends a string just below 2^29 characters, other engines later. */
const longestText = 2 ** 29 - 32;

/** Lines and elements are gathered to this many characters before they are parsed together. */
const usualText = 2 ** 23;

/** A text that UTF-8 cannot say: it has half of a surrogate pair. */
const loneSurrogate = /\p{Surrogate}/u;

/** Collects texts and UTF-8 bytes and gives them back as texts that can be parsed. */
export class TextPieces {
  readonly #pieces: string[] = [];
  readonly #longest: number;
  readonly #usual: number;
  /** Bytes that are not decoded yet, and how many. */
  #bytes: Uint8Array[] = [];
  #byteCount = 0;
  /** Where bytes that were announced are gathered as they come. */
  #room: Uint8Array | null = null;
  #decoder: TextDecoder | null = null;
  #length = 0;

  /** @param longest characters of one text at most. */
  constructor(longest = longestText) {
    this.#longest = longest;
    this.#usual = Math.min(longest / 2, usualText);
  }

  /** Characters so far; of bytes that are not decoded yet as many as there can be. */
  get length(): number {
    return this.#length + this.#byteCount;
  }

  pushText(text: string): void {
    this.#decode();
    this.#add(text);
  }

  #add(text: string): void {
    if (text === '') return;
    this.#pieces.push(text);
    this.#length += text.length;
  }

  /** Announces how many bytes will come, before the first: they need not be joined, and so held twice, in the end. */
  expectBytes(count: number): void {
    try {
      this.#room = new Uint8Array(count);
    } catch {
      this.#room = null; // no array is that long
    }
  }

  /** Appends bytes; a character may be divided between two calls. */
  pushBytes(bytes: Uint8Array): void {
    const start = this.#byteCount;
    this.#byteCount += bytes.length;
    if (this.#room && this.#byteCount <= this.#room.length) {
      this.#room.set(bytes, start);
      this.#bytes = [this.#room.subarray(0, this.#byteCount)];
    } else {
      this.#room = null;
      this.#bytes.push(bytes);
    }
    if (this.#decoder) this.#decode();
  }

  /** The whole as bytes; `null` when UTF-8 cannot say it, or no array of bytes is that long. */
  bytes(): Uint8Array | null {
    try {
      if (this.#pieces.length === 0) {
        // Kept as one from now on, so that a long text is not held twice.
        this.#bytes = [joined(this.#bytes, this.#byteCount)];
        return this.#bytes[0]!;
      }
      this.#decode();
      if (this.#length > this.#longest) return null;
      const text = this.#pieces.join('');
      return loneSurrogate.test(text) ? null : new TextEncoder().encode(text);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  #decode(): void {
    this.#room = null;
    if (this.#byteCount === 0) return;
    this.#decoder ??= new TextDecoder();
    const isLong = this.length > this.#longest;
    const all = isLong ? this.#bytes : [joined(this.#bytes, this.#byteCount)];
    this.#bytes = [];
    this.#byteCount = 0;
    const step = isLong ? this.#usual : Infinity;
    for (const bytes of all) {
      for (let start = 0; start < bytes.length; start += step) {
        this.#add(this.#decoder.decode(bytes.subarray(start, start + step), { stream: true }));
      }
    }
  }

  /**
   * The whole as one text, or, when it is too long, as texts of which every one is JSON or JSON lines in itself. Can be
   * called once: what was given is released, so that a long text and its spans need not be held together.
   *
   * @throws TextTooLongError when a line, or a part of a document that cannot be divided, is too long.
   */
  *texts(): Generator<string> {
    if (!this.#decoder && this.length <= this.#longest) {
      // Not as a stream: that is slower, and in V8 makes a text of two bytes per character whatever they are.
      const bytes = joined(this.#bytes, this.#byteCount);
      this.#bytes = [];
      this.#byteCount = 0;
      this.#add(new TextDecoder().decode(bytes));
    }
    this.#decode();
    if (this.#decoder) this.#add(this.#decoder.decode());
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

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
