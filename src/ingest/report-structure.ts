import { none } from '../model/none.js';
import { referencesOf } from '../model/span-references.js';
import { tableOf } from '../model/set-tables.js';
import type { SpanTable } from '../model/span-table.js';
import type { TraceSet } from '../model/trace-set.js';
import type { ProblemCollector } from './problem-collector.js';

/**
 * Counts what is wrong between spans, which only the whole data can tell: `missing-parent`, `parent-cycle` (one per
 * cycle), `early-child`, `dangling-link`, `invalid-link` (to the span itself) and `dropped-links` (as many as the SDK
 * dropped). Changes nothing: what these facts mean for the graph is decided there.
 */
export function reportStructure(traces: TraceSet, problems: ProblemCollector): void {
  const table = tableOf(traces);
  const { parent } = referencesOf(table);
  const idOf = (row: number): string => table.ids.text(row, table.texts);
  // Where every span comes after its parent there are no cycles to look for.
  let isAfterParents = true;
  for (let row = 0; row < table.count; row++) {
    const above = parent[row]!;
    if (above >= row) isAfterParents = false;
    if (above !== none) {
      if (table.startTime[row]! < table.startTime[above]!) problems.add('early-child', idOf(row));
    } else if (!table.parentIds.isNone(row)) {
      problems.add('missing-parent', `${idOf(row)} names ${table.parentIds.text(row, table.texts)}`);
    }
  }
  for (const [row, count] of table.droppedLinks) problems.add('dropped-links', idOf(row), count);
  if (!isAfterParents) reportCycles(table, parent, problems);
  reportLinks(table, problems);
}

/** Walks up from every span; a walk that meets itself has found a cycle, one that meets an older walk has found nothing new. */
function reportCycles(table: SpanTable, parents: Int32Array, problems: ProblemCollector): void {
  const walks = new Int32Array(parents.length);
  for (let start = 0; start < parents.length; start += 1) {
    const walk = start + 1;
    let row = start;
    while (row !== none && walks[row] === 0) {
      walks[row] = walk;
      row = parents[row]!;
    }
    if (row !== none && walks[row] === walk) {
      problems.add('parent-cycle', `${table.ids.text(row, table.texts)} is its own ancestor`);
    }
  }
}

function reportLinks(table: SpanTable, problems: ProblemCollector): void {
  const { count, firstLink, linkTraceId, linkIds, ids, texts } = table;
  const { linkSpan } = referencesOf(table);
  for (let row = 0; row < count; row++) {
    for (let link = firstLink[row]!; link < firstLink[row + 1]!; link++) {
      const traceId = texts.text(linkTraceId[link]!);
      if (traceId === '' || linkIds.text(link, texts) === '') continue;
      if (linkSpan[link] === row) problems.add('invalid-link', `${ids.text(row, texts)} links to itself`);
      else if (linkSpan[link] === none) {
        problems.add('dangling-link', `${ids.text(row, texts)} links to ${traceId}`);
      }
    }
  }
}
