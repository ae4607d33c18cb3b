/** Texts one after another in one piece of memory, which is transferred without a copy. */
export interface PackedTexts {
  /** UTF-16 code units; bytes when none of them needs two. */
  readonly text: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
  /** Where each text ends in `text`. */
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** Writes a known number of texts, of whatever length. */
export class TextPacker {
  #text: PackedTexts['text'];
  readonly #ends: Uint32Array<ArrayBuffer>;
  #count = 0;
  #length = 0;

  /** @param length code units to make room for at first. */
  constructor(count: number, length: number) {
    this.#text = new Uint8Array(length);
    this.#ends = new Uint32Array(count);
  }

  push(text: string): void {
    if (this.#length + text.length > this.#text.length) this.#grow(this.#length + text.length);
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit > 0xff && this.#text instanceof Uint8Array) this.#text = new Uint16Array(this.#text);
      this.#text[this.#length++] = unit;
    }
    this.#ends[this.#count++] = this.#length;
  }

  finish(): PackedTexts {
    return { text: this.#text.slice(0, this.#length), ends: this.#ends };
  }

  #grow(least: number): void {
    const length = Math.max(least, this.#text.length * 2);
    const wider = this.#text instanceof Uint8Array ? new Uint8Array(length) : new Uint16Array(length);
    wider.set(this.#text.subarray(0, this.#length));
    this.#text = wider;
  }
}

/** A text is a few dozen code units; only an id that is none can be so long that it is read in steps. */
const step = 4096;

/** The text with this number. */
export function textAt({ text, ends }: PackedTexts, number: number): string {
  const end = ends[number]!;
  let found = '';
  for (let start = startOf(ends, number); start < end; start += step) {
    found += String.fromCharCode(...text.subarray(start, Math.min(start + step, end)));
  }
  return found;
}

function startOf(ends: Uint32Array, number: number): number {
  return number > 0 ? ends[number - 1]! : 0;
}
