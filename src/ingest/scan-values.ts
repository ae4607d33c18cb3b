/** What the scanners of all formats find in JSON: ids, times, texts. They write them into the open row of a table. */
import { none } from '../model/none.js';
import type { SpanIds } from '../model/span-ids.js';
import type { SpanTable } from '../model/span-table.js';
import { normaliseSpanId, normaliseTraceId } from './ids.js';
import { hexDigits, type JsonCursor } from './json-cursor.js';
import { QUOTE } from './json-signs.js';
import { instantFromMicroseconds, instantFromNanoseconds, type Instant, type Parsed } from './time.js';

export { none };

/** Reads an id into a row, none when it is null, empty or zeros. */
export function scanSpanId(cursor: JsonCursor, ids: SpanIds, row: number, texts: SpanTable['texts']): void {
  const { bytes } = cursor;
  const isString = cursor.peek() === QUOTE;
  const start = cursor.at + 1;
  if (isString && bytes[start + 16] === QUOTE && setSpanIdAt(bytes, start, ids, row)) {
    cursor.at = start + 17;
  } else if (isString) {
    cursor.string();
    ids.set(row, normaliseSpanId(cursor.text()), texts);
  } else {
    if (!cursor.isNull()) cursor.fail();
    ids.setNone(row);
  }
}

/** Sets the id that these 16 bytes spell, none when it is zeros; tells whether they are digits. */
export function setSpanIdAt(bytes: Uint8Array, at: number, ids: SpanIds, row: number): boolean {
  let high = 0;
  let low = 0;
  let wrong = 0;
  for (let end = at + 8; at < end; at++) {
    const highDigit = hexDigits[bytes[at]!]!;
    const lowDigit = hexDigits[bytes[at + 8]!]!;
    wrong |= highDigit | lowDigit;
    high = (high << 4) | highDigit;
    low = (low << 4) | lowDigit;
  }
  if (wrong < 0) return false;
  if (high === 0 && low === 0) ids.setNone(row);
  else ids.setHexadecimal(row, high, low);
  return true;
}

/** Reads trace ids into numbers of texts: spans of a trace mostly come together. */
export class TraceIdScan {
  readonly #cursor: JsonCursor;
  readonly #texts: SpanTable['texts'];
  #last = -1;
  #lastFrom = 0;
  #lastTo = 0;

  constructor(cursor: JsonCursor, texts: SpanTable['texts']) {
    this.#cursor = cursor;
    this.#texts = texts;
  }

  /** Odd when there is none. */
  read(): number {
    const cursor = this.#cursor;
    const { bytes } = cursor;
    if (this.#last >= 0 && cursor.peek() === QUOTE) {
      let at = cursor.at + 1;
      let other = this.#lastFrom;
      // With the quote behind it.
      while (other <= this.#lastTo && bytes[at] === bytes[other]) {
        at++;
        other++;
      }
      if (other > this.#lastTo) {
        cursor.at = at;
        return this.#last;
      }
    }
    cursor.string();
    const { from, to } = cursor;
    this.#last = this.#number(from, to);
    this.#lastFrom = from;
    this.#lastTo = to;
    return this.#last;
  }

  #number(from: number, to: number): number {
    const number = traceIdAt(this.#cursor.bytes, from, to, this.#texts);
    if (number >= 0) return number;
    const traceId = normaliseTraceId(this.#cursor.text());
    return traceId === null ? this.#cursor.fail() : this.#texts.intern(traceId);
  }
}

/** The number of the trace id that these bytes spell as it is normalised; −1 when they are none, or spell it otherwise. */
export function traceIdAt(bytes: Uint8Array, from: number, to: number, texts: SpanTable['texts']): number {
  if (to - from !== 32) return none;
  let sum = 0;
  for (let at = from; at < to; at++) {
    const digit = hexDigits[bytes[at]!]!;
    // Capital letters are to be normalised.
    if (digit < 0 || (bytes[at]! > 0x40 && bytes[at]! < 0x5b)) return none;
    sum |= digit;
  }
  return sum > 0 ? texts.internBytes(bytes, from, to) : none;
}

/** The number of the text of the string that was read last. */
export function internString(cursor: JsonCursor, texts: SpanTable['texts']): number {
  return cursor.isPlain
    ? texts.internBytes(cursor.bytes, cursor.from, cursor.to)
    : texts.intern(cursor.text());
}

/** A point in time as `Instant` has it, without an object for each. */
export class InstantScan {
  milliseconds = 0;
  nanoseconds = 0;

  /** Reads a time as `instantFromNanoseconds` does; zero when there is none. Odd when it is unreadable. */
  readNanoseconds(cursor: JsonCursor): void {
    if (cursor.peek() !== QUOTE) {
      this.#set(cursor, cursor.isNull() ? null : instantFromNanoseconds(cursor.number()));
      return;
    }
    cursor.string();
    const { bytes, from, to } = cursor;
    // With a digit more it may be one that 64 bits cannot say.
    if (to - from > 19 || to === from) cursor.fail();
    const split = Math.max(from, to - 6);
    this.milliseconds = wholeNumber(cursor, bytes, from, split);
    this.nanoseconds = wholeNumber(cursor, bytes, split, to);
  }

  /** Reads a time as `instantFromMicroseconds` does; zero when there is none. Odd when it is unreadable. */
  readMicroseconds(cursor: JsonCursor): void {
    const number = cursor.number();
    const milliseconds = Math.floor(number / 1e3);
    const rest = number - milliseconds * 1e3;
    // Of whole numbers the rest is exact, unless the quotient was rounded up.
    if (number >= 0 && rest >= 0 && Number.isSafeInteger(number)) {
      this.milliseconds = milliseconds;
      this.nanoseconds = rest * 1e3;
    } else {
      this.#set(cursor, instantFromMicroseconds(number));
    }
  }

  get isZero(): boolean {
    return this.milliseconds === 0 && this.nanoseconds === 0;
  }

  clear(): void {
    this.milliseconds = 0;
    this.nanoseconds = 0;
  }

  #set(cursor: JsonCursor, instant: Parsed<Instant>): void {
    if (instant === undefined) cursor.fail();
    this.milliseconds = instant?.milliseconds ?? 0;
    this.nanoseconds = instant?.nanoseconds ?? 0;
  }
}

function wholeNumber(cursor: JsonCursor, bytes: Uint8Array, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) cursor.fail();
    number = number * 10 + digit;
  }
  return number;
}
