import type { AttributeValue } from '../model/span.js';
import type { TextTable } from '../model/text-table.js';
import { keyValueOf } from './attributes.js';
import { endOfValue, type JsonCursor } from './json-cursor.js';
import { CLOSE_OBJECT, LETTER_F, LETTER_T, OPEN_OBJECT, QUOTE } from './json-signs.js';
import type { KeyScan } from './key-scan.js';
import { ObjectFields, otherField } from './object-fields.js';
import { hasValue, isErrorType, isErrorValue } from './scan-tags.js';
import { none } from './scan-values.js';
import type { ScannedSpans } from './scanned-spans.js';

const tagField = { key: 0, value: 1 } as const;
const valueField = { text: 0, integer: 1, boolean: 2, double: 3 } as const;

/** Reads the tags of OTLP spans, as `readAttributes` reads them from objects. */
export class OtlpTagScan {
  /** Whether the tags that were read last say that the span failed. */
  saysError = false;
  readonly #cursor: JsonCursor;
  readonly #spans: ScannedSpans;
  readonly #keys: KeyScan;
  readonly #errorKey: number;
  readonly #errorTypeKey: number;
  readonly #tagFields: ObjectFields<0 | 1>;
  readonly #valueFields: ObjectFields<0 | 1 | 2 | 3>;

  constructor(cursor: JsonCursor, spans: ScannedSpans, texts: TextTable, keys: KeyScan) {
    this.#cursor = cursor;
    this.#spans = spans;
    this.#keys = keys;
    this.#tagFields = new ObjectFields(cursor, { key: tagField.key, value: tagField.value });
    this.#valueFields = new ObjectFields(cursor, {
      stringValue: valueField.text,
      string_value: valueField.text,
      intValue: valueField.integer,
      int_value: valueField.integer,
      boolValue: valueField.boolean,
      bool_value: valueField.boolean,
      doubleValue: valueField.double,
      double_value: valueField.double,
    });
    this.#errorKey = texts.intern('error');
    this.#errorTypeKey = texts.intern('error.type');
  }

  /** Reads the list of tags that comes next into the span that was begun. */
  read(): void {
    const cursor = this.#cursor;
    let hasError = false;
    let hasErrorType = false;
    this.saysError = false;
    if (cursor.isNull()) return;
    for (let hasItem = cursor.enterList(); hasItem; hasItem = cursor.nextItem()) {
      const key = this.#readTag();
      // Of a repeated key the last value holds.
      if (key === this.#errorKey) hasError = isErrorValue(this.#value());
      else if (key === this.#errorTypeKey) hasErrorType = isErrorType(this.#value());
    }
    this.saysError = hasError || hasErrorType;
  }

  /** Passes the list of tags that comes next, of a link or an event. */
  pass(): void {
    const cursor = this.#cursor;
    if (cursor.isNull()) return;
    for (let hasItem = cursor.enterList(); hasItem; hasItem = cursor.nextItem()) this.#readTag(false);
  }

  /** Where the value of the tag that was read last begins. */
  #at = none;

  #readTag(isOfSpan = true): number {
    const cursor = this.#cursor;
    let key = none;
    this.#at = none;
    let says = false;
    const fields = this.#tagFields;
    for (fields.enter(); fields.next();) {
      const { field } = fields;
      if (field === tagField.key) {
        if (isOfSpan) {
          key = this.#keys.read(this.#spans.openShape);
        } else {
          cursor.string();
          key = 0;
        }
      } else if (field === tagField.value) {
        cursor.peek();
        this.#at = cursor.at;
        says = this.#scanValue();
      } else {
        cursor.fail();
      }
    }
    if (key === none || this.#at === none) cursor.fail();
    if (isOfSpan) this.#spans.addTag(key, says, this.#at);
    return key;
  }

  /** The value of the tag that was read last. */
  #value(): AttributeValue | undefined {
    const { bytes } = this.#cursor;
    return otlpTag(this.#cursor.value(this.#at, endOfValue(bytes, this.#at)));
  }

  /** Passes a tag's value and tells whether it says something. */
  #scanValue(): boolean {
    const cursor = this.#cursor;
    const start = cursor.at;
    if (cursor.bytes[start] === OPEN_OBJECT) {
      const says = this.#scanSimpleValue();
      if (says !== null && cursor.peek() === CLOSE_OBJECT) {
        cursor.at++;
        return says;
      }
      cursor.at = start;
    }
    cursor.skip();
    const value = otlpTag(cursor.value(start, cursor.at), () => cursor.fail());
    return value === undefined ? cursor.fail() : hasValue(value);
  }

  /** Up to the end of the object that comes next; `null` for a value that is none of the usual ones. */
  #scanSimpleValue(): boolean | null {
    const cursor = this.#cursor;
    const fields = this.#valueFields;
    fields.enter();
    if (!fields.next()) return null;
    const { field } = fields;
    const next = cursor.peek();
    if (next === QUOTE) {
      if (field === valueField.boolean || field === otherField) return null;
      cursor.string();
      const { bytes, from, to } = cursor;
      if (field === valueField.integer) {
        let at = bytes[from] === MINUS ? from + 1 : from;
        if (at === to) return null;
        for (; at < to; at++) if (!isDigit(bytes[at])) return null;
      }
      return to > from;
    }
    if (field === valueField.boolean) {
      if (next !== LETTER_T && next !== LETTER_F) return null;
      cursor.literal();
      return true;
    }
    if ((field !== valueField.integer && field !== valueField.double) || next === undefined) return null;
    if (next !== MINUS && !isDigit(next)) return null;
    cursor.number();
    return true;
  }
}

const MINUS = 0x2d;

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** What a reader of objects makes of a tag's value. */
export function otlpTag(json: unknown, note: () => void = () => undefined): AttributeValue | undefined {
  return keyValueOf({ value: json }, note);
}
