import { groupReader } from './group-key.js';
import type { SpanIndex } from './span-index.js';

/** The values of one key by span, as numbers from 0 on: equal values have equal numbers. */
export type ValueColumn = Int32Array;

/** Columns that are kept for one set of spans: those of the keys by which a user is likely to group again. */
const mostColumns = 8;

const columns = new WeakMap<SpanIndex, Map<string, ValueColumn>>();

/** The column of a key, made once per set of spans and key as long as the key is among the latest. */
export function valueColumn(index: SpanIndex, key: string): ValueColumn {
  let known = columns.get(index);
  if (!known) columns.set(index, (known = new Map<string, ValueColumn>()));
  const column = known.get(key) ?? makeColumn(index, key);
  known.delete(key);
  known.set(key, column);
  const [oldest] = known.keys();
  if (known.size > mostColumns && oldest !== undefined) known.delete(oldest);
  return column;
}

function makeColumn(index: SpanIndex, key: string): ValueColumn {
  const read = groupReader(key);
  const numbers = new Map<string | null, number>();
  const column = new Int32Array(index.count);
  for (let i = 0; i < index.count; i++) {
    const value = read(index.span(i));
    let number = numbers.get(value);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(value, number);
    }
    column[i] = number;
  }
  return column;
}
