/** Reading JSON where it lies, in bytes of UTF-8, without making values of what is only passed. */
import {
  BACKSLASH,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  LETTER_F,
  LETTER_N,
  LETTER_T,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
} from './json-signs.js';

const LETTER_U = 0x75;

/** Values nested deeper than this are odd: long before readers begin to leave them out. */
const deepest = 30;

/**
 * Thrown where a cursor meets what is not JSON, or what only the readers of objects know how to take. It says nothing of
 * what is wrong: who catches it reads the same bytes in the other way.
 */
export class OddJson extends Error {
  constructor() {
    super('JSON that is left to the readers of objects');
    this.name = 'OddJson';
  }
}

/** One for all: making an error is slow, and nobody looks at this one. */
const odd = new OddJson();

/** What stands after a backslash, but for `u`. */
const escapes = new Uint8Array(256);
for (const character of '"\\/bfnrt') escapes[character.charCodeAt(0)] = 1;

/** The value of a hexadecimal digit, or −1. */
export const hexDigits = new Int8Array(256).fill(-1);
for (let digit = 0; digit < 16; digit++) {
  hexDigits[digit.toString(16).charCodeAt(0)] = digit;
  hexDigits[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

/** The bytes of a string that stand for themselves: neither quote nor backslash, control character or part of a longer character. */
const plainBytes = new Uint8Array(256).fill(1, 0x20, 0x80);
plainBytes[QUOTE] = 0;
plainBytes[BACKSLASH] = 0;

/** A place in JSON that moves on. It checks all that it passes: what it takes, `JSON.parse` takes as well. */
export class JsonCursor {
  readonly bytes: Uint8Array;
  at = 0;
  /** The string that was read last, without its quotes. */
  from = 0;
  to = 0;
  /** Whether the bytes of that string are its text: ASCII without escapes. */
  isPlain = true;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** Containers that are open while a value is skipped: 1 for an object. */
  readonly #open = new Uint8Array(deepest + 1);

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  fail(): never {
    throw odd;
  }

  /** The first byte of what comes next, blanks passed; `undefined` at the end. */
  peek(): number | undefined {
    const code = this.bytes[this.at];
    // Apart from the loop, since this is compiled into all that reads, and most JSON has no blanks.
    return code !== undefined && code > 0x20 ? code : this.#passBlanks();
  }

  #passBlanks(): number | undefined {
    const { bytes } = this;
    let { at } = this;
    let code = bytes[at];
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = bytes[++at];
    this.at = at;
    return code;
  }

  /** Passes one byte, and blanks before it. */
  expect(code: number): void {
    if (this.peek() !== code) throw odd;
    this.at++;
  }

  /** Whether a list or an object that was opened with `expect` goes on: passes the comma between items, or its end. */
  hasNext(end: number, isFirst: boolean): boolean {
    const code = this.peek();
    if (code === end) {
      this.at++;
      return false;
    }
    if (isFirst) return true;
    if (code !== COMMA) throw odd;
    this.at++;
    return true;
  }

  /** Enters a list, which must come next, and tells whether it has an item. */
  enterList(): boolean {
    this.expect(OPEN_LIST);
    return this.hasNext(CLOSE_LIST, true);
  }

  /** Behind an item of a list: whether another comes next. At the end of the list it is left. */
  nextItem(): boolean {
    return this.hasNext(CLOSE_LIST, false);
  }

  /** Reads a string, which must come next. */
  string(): void {
    if (this.peek() !== QUOTE) throw odd;
    const { bytes } = this;
    let at = this.at + 1;
    this.from = at;
    while (plainBytes[bytes[at]!] === 1) at++;
    if (bytes[at] === QUOTE) {
      this.isPlain = true;
      this.to = at;
      this.at = at + 1;
    } else {
      this.#longString(at);
    }
  }

  #longString(start: number): void {
    const { bytes } = this;
    let at = start;
    for (let code = bytes[at]; code !== QUOTE; code = bytes[at]) {
      if (code === undefined || code < 0x20) throw odd;
      if (code !== BACKSLASH) {
        at++;
      } else if (bytes[at + 1] === LETTER_U) {
        for (let digit = at + 2; digit < at + 6; digit++) if (!(hexDigits[bytes[digit]!]! >= 0)) throw odd;
        at += 6;
      } else {
        if (escapes[bytes[at + 1]!] !== 1) throw odd;
        at += 2;
      }
    }
    this.isPlain = false;
    this.to = at;
    this.at = at + 1;
  }

  /** Reads a key that needs no decoding, and the colon. */
  key(): void {
    this.string();
    if (!this.isPlain) throw odd;
    this.colon();
  }

  /** Passes the colon behind a key. */
  colon(): void {
    if (this.bytes[this.at] === COLON) this.at++;
    else this.expect(COLON);
  }

  /** The string that was read last, as text. */
  text(): string {
    return this.value(this.from - 1, this.to + 1) as string;
  }

  /** The value that these bytes are. Throws `OddJson` when they are none. */
  value(from: number, to: number): unknown {
    try {
      return JSON.parse(this.#decoder.decode(this.bytes.subarray(from, to)));
    } catch {
      throw odd; // the reader of the whole text tells what is wrong with it
    }
  }

  /** Passes a value that must be `null`, `true` or `false`, and gives its first letter. */
  literal(): number {
    const { bytes } = this;
    const first = this.peek();
    const { at } = this;
    if (first === LETTER_N) {
      if (bytes[at + 1] !== 0x75 || bytes[at + 2] !== 0x6c || bytes[at + 3] !== 0x6c) throw odd;
      this.at += 4;
    } else if (first === LETTER_T) {
      if (bytes[at + 1] !== 0x72 || bytes[at + 2] !== 0x75 || bytes[at + 3] !== 0x65) throw odd;
      this.at += 4;
    } else if (first === LETTER_F) {
      if (
        bytes[at + 1] !== 0x61 ||
        bytes[at + 2] !== 0x6c ||
        bytes[at + 3] !== 0x73 ||
        bytes[at + 4] !== 0x65
      )
        throw odd;
      this.at += 5;
    } else {
      throw odd;
    }
    return first;
  }

  /** Whether `null` comes next, which is passed then. */
  isNull(): boolean {
    if (this.peek() !== LETTER_N) return false;
    this.literal();
    return true;
  }

  /** Reads a number and gives its value. */
  number(): number {
    const { bytes } = this;
    this.peek();
    const start = this.at;
    let at = start;
    if (bytes[at] === 0x2d) at++;
    const digits = at;
    // The digits without the point, and how many stand behind it.
    let whole = 0;
    let places = 0;
    while (isDigit(bytes[at])) whole = whole * 10 + bytes[at++]! - 0x30;
    if (at === digits || (bytes[digits] === 0x30 && at > digits + 1)) throw odd;
    if (bytes[at] === 0x2e) {
      const fraction = ++at;
      while (isDigit(bytes[at])) whole = whole * 10 + bytes[at++]! - 0x30;
      places = at - fraction;
      if (places === 0) throw odd;
    }
    // Division rounds once, as reading does, when both numbers are exact.
    let isExact = whole <= Number.MAX_SAFE_INTEGER && places < exactPowers.length;
    if (bytes[at] === 0x65 || bytes[at] === 0x45) {
      isExact = false;
      at++;
      if (bytes[at] === 0x2b || bytes[at] === 0x2d) at++;
      const exponent = at;
      while (isDigit(bytes[at])) at++;
      if (at === exponent) throw odd;
    }
    this.at = at;
    if (!isExact) return this.value(start, at) as number;
    const value = whole / exactPowers[places]!;
    return digits === start ? value : -value;
  }

  /** Passes any value. */
  skip(): void {
    const open = this.#open;
    let depth = 0;
    for (;;) {
      // A value is due here.
      const code = this.peek();
      let isOpened = false;
      if (code === QUOTE) {
        this.string();
      } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
        if (++depth > deepest) throw odd;
        this.at++;
        open[depth] = code === OPEN_OBJECT ? 1 : 0;
        isOpened = true;
      } else if (code === 0x2d || isDigit(code)) {
        this.#skipNumber();
      } else {
        this.literal();
      }
      // What follows the value: the ends of containers, until another value is due.
      for (;;) {
        if (depth === 0) return;
        const isObject = open[depth] === 1;
        if (!this.hasNext(isObject ? CLOSE_OBJECT : CLOSE_LIST, isOpened)) {
          depth--;
          isOpened = false;
          continue;
        }
        if (isObject) {
          this.string();
          this.expect(COLON);
        }
        break;
      }
    }
  }

  #skipNumber(): void {
    const { bytes } = this;
    let { at } = this;
    const first = bytes[at]!;
    if (first !== 0x2d && first !== 0x30) {
      while (isDigit(bytes[at])) at++;
      const next = bytes[at];
      if (next !== 0x2e && next !== 0x65 && next !== 0x45) {
        this.at = at;
        return;
      }
    }
    this.number();
  }
}

/** The powers of ten that a double holds exactly. */
const exactPowers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${String(exponent)}`));

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}

/** Just behind the value that begins at `at`, which is a value of checked JSON; of other bytes, some place behind it. */
export function endOfValue(bytes: Uint8Array, at: number): number {
  let depth = 0;
  for (; at < bytes.length; at++) {
    switch (bytes[at]) {
      case QUOTE:
        at++;
        while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
        if (depth === 0) return at + 1;
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth++;
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth--;
        if (depth === 0) return at + 1;
        if (depth < 0) return at;
        break;
      case COMMA:
        if (depth === 0) return at;
        break;
      default:
    }
  }
  return bytes.length;
}
