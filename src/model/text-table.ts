/** A text that cannot be said in UTF-8: it has half of a surrogate pair. */
const loneSurrogate = /\p{Surrogate}/u;

/**
 * Gives every distinct text a number, counted from 0 in the order of first appearance. Texts are compared as UTF-8, so
 * that one which is found in bytes need not be decoded to be known.
 */
export class TextTable {
  /** The bytes of all texts, one after another. */
  #bytes = new Uint8Array(1024);
  /** Where each text begins, and one entry more. */
  #starts = new Uint32Array(65);
  #hashes = new Int32Array(64);
  /** Open addressing: a slot holds a text's number plus one, 0 when it is free. */
  #slots = new Int32Array(128);
  #size = 0;
  readonly #texts: (string | undefined)[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #encoder = new TextEncoder();
  /** A byte order mark within a text belongs to it. */
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  get size(): number {
    return this.#size;
  }

  /** The number of a text. */
  intern(text: string): number {
    let number = this.#numbers.get(text);
    if (number !== undefined) return number;
    if (loneSurrogate.test(text)) {
      // Never found in bytes: the table of bytes must not know it.
      number = this.#append(new Uint8Array(0), 0, 0, 0);
    } else {
      const bytes = this.#encoder.encode(text);
      number = this.internBytes(bytes, 0, bytes.length);
    }
    this.#texts[number] = text;
    this.#numbers.set(text, number);
    return number;
  }

  /** The number of the text that these bytes are in UTF-8. They must be valid. */
  internBytes(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashOf(bytes, from, to);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let held = this.#slots[slot]!; held !== 0; held = this.#slots[slot]!) {
      const number = held - 1;
      if (this.#hashes[number] === hash && this.has(number, bytes, from, to)) return number;
      slot = (slot + 1) & mask;
    }
    const number = this.#append(bytes, from, to, hash);
    // The slots may have grown meanwhile.
    this.#place(number);
    return number;
  }

  /** The number of the text that these bytes are, or −1. */
  find(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashOf(bytes, from, to);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let held = this.#slots[slot]!; held !== 0; held = this.#slots[slot]!) {
      const number = held - 1;
      if (this.#hashes[number] === hash && this.has(number, bytes, from, to)) return number;
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** Whether the text with this number is these bytes. */
  has(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#starts[number]!;
    if (this.#starts[number + 1]! - start !== to - from) return false;
    const known = this.#bytes;
    for (let at = from, other = start; at < to; at++, other++) {
      if (known[other] !== bytes[at]) return false;
    }
    return true;
  }

  /** Where the text with this number ends if the bytes from here on are it; else −1. */
  endAt(number: number, bytes: Uint8Array, from: number): number {
    const known = this.#bytes;
    const end = this.#starts[number + 1]!;
    let at = from;
    for (let other = this.#starts[number]!; other < end; other++, at++) {
      if (known[other] !== bytes[at]) return -1;
    }
    return at;
  }

  text(number: number): string {
    return (this.#texts[number] ??= this.#decoder.decode(
      this.#bytes.subarray(this.#starts[number], this.#starts[number + 1]),
    ));
  }

  #append(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const number = this.#size++;
    if (this.#size > this.#hashes.length) this.#grow();
    const start = this.#starts[number]!;
    const end = start + to - from;
    if (end > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      wider.set(this.#bytes.subarray(0, start));
      this.#bytes = wider;
    }
    if (to > from) this.#bytes.set(bytes.subarray(from, to), start);
    this.#starts[number + 1] = end;
    this.#hashes[number] = hash;
    this.#texts.push(undefined);
    return number;
  }

  #place(number: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hashes[number]! & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = number + 1;
  }

  #grow(): void {
    const capacity = this.#hashes.length * 2;
    const hashes = new Int32Array(capacity);
    hashes.set(this.#hashes);
    const starts = new Uint32Array(capacity + 1);
    starts.set(this.#starts);
    this.#hashes = hashes;
    this.#starts = starts;
    const placed = this.#slots;
    this.#slots = new Int32Array(capacity * 2);
    for (let slot = 0; slot < placed.length; slot++) if (placed[slot] !== 0) this.#place(placed[slot]! - 1);
  }
}

/** FNV-1a, mixed once more, since tables use its last bits. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
