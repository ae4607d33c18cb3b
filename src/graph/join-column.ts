import { PairInterner } from '../model/pair-interner.js';
import { none } from './span-index.js';

/** A table of all pairs that could be may have this many entries for each pair that there can be at most. */
const sparseness = 4;
const smallTable = 1 << 16;

/**
 * Puts in the place of each number of a column the number of the pair that it makes with another column's, counted from
 * 0 in the order of first appearance, and returns how many there are. What is `none` stays so.
 */
export function joinColumn(numbers: Int32Array, column: Int32Array): number {
  const width = countOf(column);
  const pairs = countOf(numbers) * width;
  return pairs <= Math.max(smallTable, numbers.length * sparseness)
    ? joinByTable(numbers, column, width, pairs)
    : joinByHash(numbers, column);
}

/** Columns of few values, which most are. */
function joinByTable(numbers: Int32Array, column: Int32Array, width: number, pairs: number): number {
  const table = new Int32Array(pairs).fill(none);
  let count = 0;
  for (let i = 0; i < numbers.length; i++) {
    if (numbers[i] === none) continue;
    const pair = numbers[i]! * width + column[i]!;
    if (table[pair] === none) table[pair] = count++;
    numbers[i] = table[pair]!;
  }
  return count;
}

function joinByHash(numbers: Int32Array, column: Int32Array): number {
  const pairs = new PairInterner();
  for (let i = 0; i < numbers.length; i++) {
    if (numbers[i] !== none) numbers[i] = pairs.intern(numbers[i]!, column[i]!);
  }
  return pairs.size;
}

/** One more than the greatest number. */
function countOf(column: Int32Array): number {
  let greatest: number = none;
  for (let i = 0; i < column.length; i++) if (column[i]! > greatest) greatest = column[i]!;
  return greatest + 1;
}
