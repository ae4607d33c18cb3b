/** Cutting JSON documents that are longer than one string can be into documents that are not. */

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Lists that mean the same when they come in several documents, by where they are: those of OTLP, Tempo and Jaeger.
 * (Rows of SigNoz do not, where they come without a trace id; such lists are one trace and never that long.)
 */
const divisibleLists: ReadonlySet<string> = new Set(
  ['"resourceSpans"', '"resource_spans"', '"batches"', '"data"'].flatMap((list) => [
    list,
    `"trace"/${list}`,
    `"result"/${list}`,
  ]),
);

/** Deeper keys are no part of the places above. */
const deepestKey = 2;

/**
 * Cuts documents, one after another in pieces of a text, between elements of their long lists: of the top-level list
 * and of the lists that the formats put at the top. Every text that comes out is a document like the whole, with some of
 * the elements; the last one of a document holds what is beside the list. A text has about `usual` characters and an
 * element more.
 *
 * What is not JSON comes out as something that is not JSON either.
 *
 * @param longest characters of one text at most.
 * @throws TextTooLongError when an element, or what is beside the lists, is longer.
 */
export function* documentTexts(pieces: Iterable<string>, usual: number, longest: number): Generator<string> {
  const scan = new DocumentScan(usual, longest);
  for (const piece of pieces) yield* scan.read(piece);
  yield* scan.end();
}

/** What `documentTexts` throws when a part that cannot be divided is too long. */
export class TextTooLongError extends Error {
  constructor(longest: number) {
    super(`A text of more than ${longest} characters that is neither JSON lines nor a list of traces`);
    this.name = 'TextTooLongError';
  }
}

class DocumentScan {
  readonly #usual: number;
  readonly #longest: number;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The last whole string at a depth where keys matter, with its quotes: a key, if a colon follows it. */
  #string = '';
  /** The keys under which the open containers stand, while they may lead to a list that is divided. */
  readonly #keys: string[] = [];
  /** Depth of the elements of the list that is being divided; 0 outside of one. */
  #elements = 0;
  /** What stands around the elements in every text. */
  #before = '';
  #after = '';
  /** Whole elements and the beginning of the next one. */
  #batch = '';
  /** What is beside the list. */
  #rest = '';

  constructor(usual: number, longest: number) {
    this.#usual = usual;
    this.#longest = longest;
  }

  *read(piece: string): Generator<string> {
    /** Where the part begins that is in neither text yet. */
    let from = 0;
    let stringFrom = 0;
    for (let at = 0; at < piece.length; at++) {
      const code = piece.charCodeAt(at);
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (code === BACKSLASH) this.#escaped = true;
        else if (code === QUOTE) {
          this.#inString = false;
          if (this.#isNearTop) this.#string += piece.slice(stringFrom, at + 1);
        }
        continue;
      }
      switch (code) {
        case QUOTE:
          this.#inString = true;
          if (this.#isNearTop) this.#string = '';
          stringFrom = at;
          break;
        case OPEN_LIST:
        case OPEN_OBJECT:
          this.#open(code);
          if (code === OPEN_LIST && this.#elements === this.#depth) {
            this.#keep(piece.slice(from, at + 1));
            from = at + 1;
          }
          break;
        case CLOSE_LIST:
        case CLOSE_OBJECT:
          if (this.#elements > 0 && this.#depth === this.#elements) {
            this.#batch += piece.slice(from, at);
            from = at;
            yield* this.#flush();
            this.#elements = 0;
          }
          this.#close();
          if (this.#depth === 0) {
            this.#keep(piece.slice(from, at + 1));
            from = at + 1;
            yield* this.#flushRest();
          }
          break;
        case COMMA:
          if (this.#elements > 0 && this.#depth === this.#elements) {
            if (this.#batch.length + at - from < this.#usual) break;
            this.#batch += piece.slice(from, at);
            from = at + 1;
            yield* this.#flush();
          }
          break;
      }
    }
    if (this.#inString && this.#isNearTop) this.#string += piece.slice(stringFrom);
    if (this.#elements > 0) this.#batch += piece.slice(from);
    else this.#keep(piece.slice(from));
    if (this.#batch.length > this.#longest) throw new TextTooLongError(this.#longest);
  }

  /** What is left when the text ends. */
  *end(): Generator<string> {
    this.#keep(this.#batch); // a document that does not end
    yield* this.#flushRest();
  }

  /** Whether a string here may be a key of the way to a divided list. */
  get #isNearTop(): boolean {
    return this.#elements === 0 && this.#depth <= deepestKey;
  }

  #open(code: number): void {
    this.#depth++;
    if (this.#elements > 0 || this.#depth > deepestKey + 1) return;
    if (this.#depth > 1) this.#keys[this.#depth - 2] = this.#string;
    this.#string = '';
    if (code === OPEN_OBJECT) return;
    const way = this.#keys.slice(0, this.#depth - 1);
    if (this.#depth > 1 && !divisibleLists.has(way.join('/'))) {
      this.#keys[this.#depth - 2] = ''; // no way leads through a list
      return;
    }
    this.#elements = this.#depth;
    this.#before = way.map((key) => `{${key}:`).join('') + '[';
    this.#after = ']' + '}'.repeat(way.length);
  }

  #close(): void {
    this.#depth = Math.max(this.#depth - 1, 0);
    this.#keys.length = Math.min(this.#keys.length, Math.max(this.#depth - 1, 0));
  }

  *#flush(): Generator<string> {
    const text = this.#batch;
    this.#batch = '';
    if (text.length > this.#longest) throw new TextTooLongError(this.#longest);
    if (text.trim() !== '') yield this.#before + text + this.#after;
  }

  #keep(text: string): void {
    this.#rest += text;
    if (this.#rest.length > this.#longest) throw new TextTooLongError(this.#longest);
  }

  *#flushRest(): Generator<string> {
    const text = this.#rest;
    this.#rest = '';
    if (text.trim() !== '') yield text;
  }
}
