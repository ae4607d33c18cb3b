/** Eleven bits at a time: the counts of one digit fit into the nearest cache. No digit lies in both halves of a number. */
const digitCount = 1 << 11;
const shifts = [0, 11, 22];

const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
const lowThenHigh = isLittleEndian ? [0, 1] : [1, 0];

/**
 * The spans of which a time is known, by it and then by number, in linear time (radix sort: the bits of numbers that
 * are not negative are in the order of the numbers).
 *
 * @param time of each span, its start or its end; none negative, NaN when unknown.
 */
export function orderByTime(time: Float64Array): Int32Array {
  let order: Int32Array = spansWithTime(time);
  let other: Int32Array = new Int32Array(order.length);
  let keys = new Uint32Array(order.length);
  let otherKeys = new Uint32Array(order.length);
  const ends = new Int32Array(digitCount);
  const halves = new Uint32Array(time.buffer, time.byteOffset, time.length * 2);
  for (const half of lowThenHigh) {
    readKeys(halves.subarray(half), order, keys);
    for (const shift of shifts) {
      if (!sortByDigit(order, keys, shift, ends, other, otherKeys)) continue;
      [order, other] = [other, order];
      [keys, otherKeys] = [otherKeys, keys];
    }
  }
  return order;
}

function spansWithTime(time: Float64Array): Int32Array {
  const spans = new Int32Array(time.length);
  let count = 0;
  for (let span = 0; span < time.length; span++) if (!Number.isNaN(time[span]!)) spans[count++] = span;
  return spans.subarray(0, count);
}

/** Reads one half of each span's time. */
function readKeys(halves: Uint32Array, spans: Int32Array, keys: Uint32Array): void {
  for (let place = 0; place < spans.length; place++) keys[place] = halves[spans[place]! * 2]!;
}

/** Puts the spans and their keys into the other columns by one digit; `false` when all have the same digit. */
function sortByDigit(
  spans: Int32Array,
  keys: Uint32Array,
  shift: number,
  ends: Int32Array,
  sortedSpans: Int32Array,
  sortedKeys: Uint32Array,
): boolean {
  ends.fill(0);
  for (let place = 0; place < keys.length; place++) ends[(keys[place]! >>> shift) & (digitCount - 1)]!++;
  if (ends.includes(keys.length)) return false;
  let before = 0;
  for (let digit = 0; digit < digitCount; digit++) {
    const count = ends[digit]!;
    ends[digit] = before;
    before += count;
  }
  for (let place = 0; place < keys.length; place++) {
    const key = keys[place]!;
    const to = ends[(key >>> shift) & (digitCount - 1)]!++;
    sortedSpans[to] = spans[place]!;
    sortedKeys[to] = key;
  }
  return true;
}
