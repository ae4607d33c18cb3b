import { kindNames } from '../model/span.js';
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

/** Gives the text of a key's value by span; `null` for a span that does not have it. */
export function valueTexts(index: SpanIndex, key: string): (span: number) => string | null {
  const { texts, kind } = index.table;
  if (key === 'service.name') return (span) => index.service(span);
  if (key === 'operation.name') return (span) => index.name(span);
  if (key === 'span.kind') return (span) => kindNames[kind[span]!]!;
  const column = valueColumn(index, key);
  return (span) => (column[span] === 0 ? null : texts.text(column[span]! - 1));
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
