import type { NodeKind } from '../model/dependency-graph.js';
import { verdicts } from './classify.js';
import type { Contraction } from './contract-internal.js';
import { noLevel } from './levels.js';
import { PairInterner } from '../model/pair-interner.js';
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
  { level, hop, verdictOf }: GroupColumns,
  groupBy: readonly string[],
): Groups {
  const { count, traceOf } = index;
  const keys = [...new Set(groupBy)];
  const columns = keys.map((key) => valueColumn(index, key));
  const kindOfVerdict = verdicts.map((verdict) => kinds.indexOf(verdict.kind));
  const steps = [new PairInterner(), ...columns.map(() => new PairInterner())];
  const places = new PairInterner();
  const groupOf = new Int32Array(count).fill(none);
  const firstSpan: number[] = [];
  for (let i = 0; i < count; i++) {
    if (visible[i] !== i) continue;
    const place = places.intern(nonNegative(level[traceOf[i]!]!), hop[i]!);
    let group = steps[0]!.intern(place, kindOfVerdict[verdictOf[i]!]!);
    for (let k = 0; k < columns.length; k++) group = steps[k + 1]!.intern(group, columns[k]![i]!);
    if (group === firstSpan.length) firstSpan.push(i);
    groupOf[i] = group;
  }
  return { groupOf, count: firstSpan.length, firstSpan: new Int32Array(firstSpan), keys };
}

/** Levels as numbers from 0 on: 0, 1, 2, … become even ones, −1, −2, … odd ones. */
function nonNegative(level: number): number {
  if (level === noLevel) return noLevel;
  return level >= 0 ? level * 2 : -level * 2 - 1;
}
