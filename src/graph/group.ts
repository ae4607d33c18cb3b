import type { NodeKind } from '../model/dependency-graph.js';
import { verdicts } from './classify.js';
import type { Contraction } from './contract-internal.js';
import { joinColumn } from './join-column.js';
import { none, type SpanIndex } from './span-index.js';
import { valueColumn } from './value-columns.js';

/** Visible spans in groups; the groups of drawn traces become nodes. */
export interface Groups {
  /** The group of each span, or `none` for a hidden one. */
  readonly groupOf: Int32Array;
  readonly count: number;
  /** The first span of each group; it has the group's values. */
  readonly firstSpan: Int32Array;
  /** The keys, each once. */
  readonly keys: readonly string[];
}

/** What spans are grouped by besides the values of keys. */
export interface GroupColumns {
  /** By trace. */
  readonly level: Int32Array;
  /** By span. */
  readonly hop: Int32Array;
  /** By span. */
  readonly verdictOf: Uint8Array;
}

const kinds: readonly NodeKind[] = ['http', 'pubsub', 'database', 'generic'];

/** Puts the visible spans of equal level, hop, kind and values of `groupBy` together. */
export function groupSpans(
  index: SpanIndex,
  { visible }: Contraction,
  columns: GroupColumns,
  groupBy: readonly string[],
): Groups {
  const keys = [...new Set(groupBy)];
  const groupOf = numberLevelsAndKinds(index, visible, columns);
  let count = joinColumn(groupOf, columns.hop);
  for (const key of keys) count = joinColumn(groupOf, valueColumn(index, key));
  const firstSpan = new Int32Array(count);
  for (let span = groupOf.length - 1; span >= 0; span--) {
    if (groupOf[span] !== none) firstSpan[groupOf[span]!] = span;
  }
  return { groupOf, count, firstSpan, keys };
}

/** For each visible span a number that stands for its level and kind; `none` for hidden ones. */
function numberLevelsAndKinds(
  { firstSpan, traceOf }: SpanIndex,
  visible: Int32Array,
  { level, verdictOf }: GroupColumns,
): Int32Array {
  const kindOfVerdict = Int32Array.from(verdicts, ({ kind }) => kinds.indexOf(kind));
  const levels = new Map<number, number>();
  const numbers = new Int32Array(traceOf.length).fill(none);
  for (let trace = 0; trace < level.length; trace++) {
    let place = levels.get(level[trace]!);
    if (place === undefined) levels.set(level[trace]!, (place = levels.size));
    const end = firstSpan[trace + 1]!;
    for (let span = firstSpan[trace]!; span < end; span++) {
      if (visible[span] === span) numbers[span] = place * kinds.length + kindOfVerdict[verdictOf[span]!]!;
    }
  }
  return numbers;
}
