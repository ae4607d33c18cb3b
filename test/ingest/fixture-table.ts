import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One row of a SOURCES.md: what an independent count found in the file. */
export interface FixtureRow {
  readonly file: string;
  readonly path: string;
  readonly traces: number;
  readonly spans: number;
  readonly services: number;
  /** As written: the number of links, then how many lead to another trace (x) and to a span of the file (r). */
  readonly links: string;
  readonly errors: number;
  /** Spans by kind, with the names of `SpanKind`. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Defects by the names of the table, such as `orphan`. */
  readonly defects: ReadonlyMap<string, number>;
}

const kindNames: Readonly<Record<string, string>> = { int: 'internal', un: 'unspecified' };

/** The rows of the folder's SOURCES.md; none when there is no such folder. */
export function readFixtureTable(folder: string): readonly FixtureRow[] {
  const sources = join(folder, 'SOURCES.md');
  if (!existsSync(sources)) return [];
  const lines = readFileSync(sources, 'utf8').split('\n');
  return lines
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => /^[\w-]+\/\S+$/.test(cells[1] ?? ''))
    .map((cells) => toRow(folder, cells));
}

/** The whole collection of trace data, where it lies beside the repository; it is too large to be part of it. */
export const wholeCollection = '../shared/data';

function toRow(folder: string, cells: readonly string[]): FixtureRow {
  const [, file = '', , traces, spans, services, links = '', errors, kinds = '', defects = ''] = cells;
  return {
    file,
    path: join(folder, file),
    traces: Number(traces),
    spans: Number(spans),
    services: Number(services),
    links,
    errors: Number(errors),
    kinds: Object.fromEntries(counts(kinds).map(([name, count]) => [kindNames[name] ?? name, count])),
    defects: new Map(counts(defects)),
  };
}

function counts(cell: string): readonly (readonly [string, number])[] {
  return [...cell.matchAll(/(\w+):(\d+)/g)].map(([, name, count]) => [name!, Number(count)] as const);
}
