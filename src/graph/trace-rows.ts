import type { Page, PageRequest, TraceRow, TraceSort } from '../model/details.js';
import { pageOf } from './details-rows.js';
import { unionLength } from './durations.js';
import { compare } from './order.js';
import type { SpanIndex } from './span-index.js';

const byStart: TraceSort = { by: 'start', descending: false };

/** What each order compares; `null` is unknown. */
const readers: Readonly<Record<TraceSort['by'], (row: TraceRow) => number | null>> = {
  start: ({ startTime }) => startTime,
  duration: ({ duration }) => duration,
  spans: ({ spanCount }) => spanCount,
  errors: ({ errorCount }) => errorCount,
};

/** The traces of a node or an edge, one row each, in any order; each order is made when it is first asked for. */
export class TraceRows {
  readonly #rows: readonly TraceRow[];
  readonly #ordered = new Map<string, readonly TraceRow[]>();

  /** @param members indices of spans, ascending, so that they come trace by trace. */
  constructor(index: SpanIndex, members: Int32Array) {
    const rows: TraceRow[] = [];
    for (let first = 0; first < members.length;) {
      const trace = index.traceOf[members[first]!]!;
      let next = first + 1;
      while (next < members.length && index.traceOf[members[next]!] === trace) next++;
      rows.push(traceRow(index, members.subarray(first, next)));
      first = next;
    }
    this.#rows = rows;
  }

  page(request: PageRequest): Page<TraceRow> {
    return pageOf(this.#inOrder(request.sort ?? byStart), request, (row) => row);
  }

  #inOrder({ by, descending }: TraceSort): readonly TraceRow[] {
    const key = `${by} ${descending}`;
    let rows = this.#ordered.get(key);
    if (!rows) this.#ordered.set(key, (rows = sorted(this.#rows, readers[by], descending)));
    return rows;
  }
}

function sorted(
  rows: readonly TraceRow[],
  read: (row: TraceRow) => number | null,
  descending: boolean,
): readonly TraceRow[] {
  // What is unknown comes last in both directions.
  const unknown = descending ? -Infinity : Infinity;
  const factor = descending ? -1 : 1;
  return [...rows].sort(
    (a, b) => factor * compare(read(a) ?? unknown, read(b) ?? unknown) || compare(a.traceId, b.traceId),
  );
}

function traceRow(index: SpanIndex, members: Int32Array): TraceRow {
  const { start, duration, failed } = index;
  let earliest = members[0]!;
  let errorCount = 0;
  for (const span of members) {
    errorCount += failed[span]!;
    // An unknown start (NaN) gives way to any known one.
    if (start[span]! < start[earliest]! || (Number.isNaN(start[earliest]!) && start[span]! > -Infinity)) {
      earliest = span;
    }
  }
  const ended = members.filter((span) => !Number.isNaN(start[span]! + duration[span]!));
  const starts = Float64Array.from(ended, (span) => start[span]!);
  const ends = Float64Array.from(ended, (span) => start[span]! + duration[span]!);
  return {
    ...index.refOf(earliest),
    startTime: index.startTime(earliest),
    duration: ended.length === 0 ? null : unionLength(starts, ends),
    spanCount: members.length,
    errorCount,
  };
}
