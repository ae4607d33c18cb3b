import type { Span } from '../model/span.js';
import { groupReader } from './group-key.js';

/** The values of one key by span, as numbers from 0 on: equal values have equal numbers. */
export type ValueColumn = Int32Array;

/** Columns that are kept for one list of spans: those of the keys by which a user is likely to group again. */
const mostColumns = 8;

const columns = new WeakMap<readonly Span[], Map<string, ValueColumn>>();

/** The column of a key, made once per list of spans and key as long as the key is among the latest. */
export function valueColumn(spans: readonly Span[], key: string): ValueColumn {
  let known = columns.get(spans);
  if (!known) columns.set(spans, (known = new Map<string, ValueColumn>()));
  const column = known.get(key) ?? makeColumn(spans, key);
  known.delete(key);
  known.set(key, column);
  const [oldest] = known.keys();
  if (known.size > mostColumns && oldest !== undefined) known.delete(oldest);
  return column;
}

function makeColumn(spans: readonly Span[], key: string): ValueColumn {
  const read = groupReader(key);
  const numbers = new Map<string | null, number>();
  const column = new Int32Array(spans.length);
  for (let i = 0; i < spans.length; i++) {
    const value = read(spans[i]!);
    let number = numbers.get(value);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(value, number);
    }
    column[i] = number;
  }
  return column;
}
