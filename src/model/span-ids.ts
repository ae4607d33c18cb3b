import type { TextTable } from './text-table.js';

/** Tells texts by their numbers. */
export type TextsByNumber = Pick<TextTable, 'text'>;

/** Numbers texts. */
export type TextNumbers = Pick<TextTable, 'intern'>;

/** What the two numbers of an id are. */
const idForm = {
  /** There is no id. */
  none: 0,
  /** The halves of 16 hexadecimal digits. */
  hexadecimal: 1,
  /** The number of a text, and 0: an id that is not 16 hexadecimal digits. */
  text: 2,
} as const;

const sixteenDigits = /^[0-9a-f]{16}$/;

/** Span ids as columns: two ids are the same when their three numbers are. */
export class SpanIds {
  high: Uint32Array<ArrayBuffer>;
  low: Uint32Array<ArrayBuffer>;
  form: Uint8Array<ArrayBuffer>;

  constructor(capacity: number) {
    this.high = new Uint32Array(capacity);
    this.low = new Uint32Array(capacity);
    this.form = new Uint8Array(capacity);
  }

  resize(capacity: number): void {
    this.high = resized(this.high, capacity);
    this.low = resized(this.low, capacity);
    this.form = resized(this.form, capacity);
  }

  setHexadecimal(place: number, high: number, low: number): void {
    this.high[place] = high;
    this.low[place] = low;
    this.form[place] = idForm.hexadecimal;
  }

  set(place: number, id: string | null, texts: TextNumbers): void {
    if (id === null) {
      this.setNone(place);
    } else if (sixteenDigits.test(id)) {
      this.setHexadecimal(place, parseInt(id.slice(0, 8), 16), parseInt(id.slice(8), 16));
    } else {
      this.high[place] = texts.intern(id);
      this.low[place] = 0;
      this.form[place] = idForm.text;
    }
  }

  setNone(place: number): void {
    this.high[place] = 0;
    this.low[place] = 0;
    this.form[place] = idForm.none;
  }

  copy(place: number, from: SpanIds, other: number): void {
    this.high[place] = from.high[other]!;
    this.low[place] = from.low[other]!;
    this.form[place] = from.form[other]!;
  }

  /** The same for ids of which texts are numbers of another table. */
  copyText(place: number, from: SpanIds, other: number, fromTexts: TextTable, texts: TextTable): void {
    this.copy(place, from, other);
    if (from.isText(other)) this.high[place] = texts.intern(fromTexts.text(from.high[other]!));
  }

  isNone(place: number): boolean {
    return this.form[place] === idForm.none;
  }

  /** Whether there is no id, or one that says so: empty or all zeros, which OpenTelemetry defines as invalid. */
  isInvalid(place: number, texts: TextTable): boolean {
    if (this.form[place] === idForm.hexadecimal) return this.high[place] === 0 && this.low[place] === 0;
    return isInvalidId(this.text(place, texts));
  }

  isSame(place: number, ids: SpanIds, other: number): boolean {
    return (
      this.low[place] === ids.low[other] &&
      this.high[place] === ids.high[other] &&
      this.form[place] === ids.form[other]
    );
  }

  /** Whether the id is a text: `high` is its number. */
  isText(place: number): boolean {
    return this.form[place] === idForm.text;
  }

  /** The id as `Span` has it; `''` when there is none. */
  text(place: number, texts: TextsByNumber): string {
    switch (this.form[place]) {
      case idForm.hexadecimal:
        return sixteenDigitsOf(this.high[place]!, this.low[place]!);
      case idForm.text:
        return texts.text(this.high[place]!);
      default:
        return '';
    }
  }

  /** By UTF-16 code units of the ids; negative when the first comes first. */
  compare(place: number, other: number, texts: TextTable): number {
    if (this.form[place] === idForm.hexadecimal && this.form[other] === idForm.hexadecimal) {
      return this.high[place]! - this.high[other]! || this.low[place]! - this.low[other]!;
    }
    const [a, b] = [this.text(place, texts), this.text(other, texts)];
    return a < b ? -1 : a > b ? 1 : 0;
  }
}

/** Whether an id says that there is none: empty or all zeros, which OpenTelemetry defines as invalid. */
export function isInvalidId(id: string): boolean {
  return /^0*$/.test(id);
}

/** The code of the digit for each half of a byte. */
const digitCodes = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** Several times as quick as `toString(16)`, filled up: there are ids by the million. */
function sixteenDigitsOf(high: number, low: number): string {
  const code = (half: number, shift: number): number => digitCodes[(half >>> shift) & 15]!;
  return String.fromCharCode(
    code(high, 28),
    code(high, 24),
    code(high, 20),
    code(high, 16),
    code(high, 12),
    code(high, 8),
    code(high, 4),
    code(high, 0),
    code(low, 28),
    code(low, 24),
    code(low, 20),
    code(low, 16),
    code(low, 12),
    code(low, 8),
    code(low, 4),
    code(low, 0),
  );
}

/** The column with room for more; what it has stays. */
export function resized<Column extends Int32Array | Uint32Array | Uint8Array | Float64Array>(
  column: Column,
  capacity: number,
): Column {
  const other = new (column.constructor as new (length: number) => Column)(capacity);
  other.set(column.length > capacity ? column.subarray(0, capacity) : column);
  return other;
}

// Spans of one trace are found by their ids in slots: open addressing; a slot holds a span's number plus one, 0 when it is
// free. These are functions over columns, since what engines have compiled for a class goes with its last object.

/** One less than the number of slots for as many spans. */
export function slotMask(spans: number): number {
  let capacity = 16;
  while (capacity < spans * 2) capacity *= 2;
  return capacity - 1;
}

/**
 * Puts the spans from `first` up to `end` into free slots.
 *
 * @returns whether every id occurs once; of a repeated one the first is found.
 */
export function fillSlots(
  ids: SpanIds,
  first: number,
  end: number,
  slots: Int32Array,
  mask: number,
): boolean {
  let isUnique = true;
  for (let span = first; span < end; span++) {
    let slot = hashOf(ids, span) & mask;
    for (let held = slots[slot]!; held !== 0; held = slots[slot]!) {
      if (ids.isSame(held - 1, ids, span)) break;
      slot = (slot + 1) & mask;
    }
    if (slots[slot] === 0) slots[slot] = span + 1;
    else isUnique = false;
  }
  return isUnique;
}

/** The span in the slots with the id that stands in a place of other ids; −1 when there is none. */
export function findInSlots(
  ids: SpanIds,
  slots: Int32Array,
  mask: number,
  others: SpanIds,
  place: number,
): number {
  let slot = hashOf(others, place) & mask;
  for (let held = slots[slot]!; held !== 0; held = slots[slot]!) {
    if (ids.isSame(held - 1, others, place)) return held - 1;
    slot = (slot + 1) & mask;
  }
  return -1;
}

/** The same for the same ids, as long as their texts have the same numbers; its last bits are as good as the others. */
export function hashOf(ids: SpanIds, place: number): number {
  let mixed = Math.imul(ids.high[place]!, 0x9e3779b1) ^ Math.imul(ids.low[place]!, 0x85ebca77);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae3d);
  return mixed ^ (mixed >>> 13);
}
