import { tagOfKey } from './group-key.js';
import type { SpanIndex } from './span-index.js';
import { tagText } from './tag-text.js';

/** The values of one key by span, as numbers from 0 on, not all of which occur: equal values have equal numbers. */
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

function makeColumn({ table, count }: SpanIndex, key: string): ValueColumn {
  if (key === 'operation.name') return table.name;
  const column = new Int32Array(count);
  if (key === 'service.name') {
    for (let i = 0; i < count; i++) column[i] = table.service[i]! + 1;
  } else if (key === 'span.kind') {
    column.set(table.kind);
  } else {
    const { names, ofProcess } = tagOfKey(key);
    const readers = table.sources.map((source) => source.tagNumbers(names, ofProcess, tagText, table.texts));
    for (let i = 0; i < count; i++) column[i] = readers[table.source[i]!]!(table.place[i]!) + 1;
  }
  return column;
}
