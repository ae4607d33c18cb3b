/** Eleven bits at a time: the counts of one digit fit into the nearest cache. */
const digitBits = 11;
const digitCount = 1 << digitBits;
const digits = 6;

const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/**
 * The spans of which a time is known, by it and then by number, in linear time (radix sort: the bits of numbers that
 * are not negative are in the order of the numbers).
 *
 * @param time of each span, its start or its end; none negative, NaN when unknown.
 */
export function orderByTime(time: Float64Array): Int32Array {
  let order = new Int32Array(time.length);
  let count = 0;
  for (let span = 0; span < time.length; span++) if (!Number.isNaN(time[span]!)) order[count++] = span;
  order = order.subarray(0, count);
  const words = new Uint32Array(time.buffer, time.byteOffset, time.length * 2);
  const lowWord = isLittleEndian ? 0 : 1;
  let low = new Uint32Array(count);
  let high = new Uint32Array(count);
  const counts = new Int32Array(digits * digitCount);
  for (let place = 0; place < count; place++) {
    const at = order[place]! * 2;
    low[place] = words[at + lowWord]!;
    high[place] = words[at + 1 - lowWord]!;
    for (let digit = 0; digit < digits; digit++) {
      counts[digit * digitCount + digitOf(low[place]!, high[place]!, digit)]!++;
    }
  }
  let nextOrder = new Int32Array(count);
  let nextLow = new Uint32Array(count);
  let nextHigh = new Uint32Array(count);
  for (let digit = 0; digit < digits; digit++) {
    const ends = counts.subarray(digit * digitCount, (digit + 1) * digitCount);
    // All have the same digit here: they are in order.
    if (count === 0 || ends[digitOf(low[0]!, high[0]!, digit)] === count) continue;
    let sum = 0;
    for (let value = 0; value < digitCount; value++) {
      const before = sum;
      sum += ends[value]!;
      ends[value] = before;
    }
    for (let place = 0; place < count; place++) {
      const to = ends[digitOf(low[place]!, high[place]!, digit)]!++;
      nextOrder[to] = order[place]!;
      nextLow[to] = low[place]!;
      nextHigh[to] = high[place]!;
    }
    [order, nextOrder] = [nextOrder, order];
    [low, nextLow] = [nextLow, low];
    [high, nextHigh] = [nextHigh, high];
  }
  return order;
}

/** One digit of a number of 64 bits, the lowest first. */
function digitOf(low: number, high: number, digit: number): number {
  const shift = digit * digitBits;
  if (shift >= 32) return (high >>> (shift - 32)) & (digitCount - 1);
  if (shift + digitBits <= 32) return (low >>> shift) & (digitCount - 1);
  return ((low >>> shift) | (high << (32 - shift))) & (digitCount - 1);
}
