import type { GroupValue, NodeKind } from '../model/dependency-graph.js';
import { verdicts } from './classify.js';
import type { GroupColumns, Groups } from './group.js';
import { nodeId } from './graph-ids.js';
import type { SpanIndex } from './span-index.js';
import { valueTexts } from './value-columns.js';

/** What the spans of a group have in common. */
export interface GroupTraits {
  readonly id: string;
  readonly level: number;
  readonly hop: number;
  readonly kind: NodeKind;
  readonly group: readonly GroupValue[];
}

/** Gives the traits of a group by its number. Made on demand, since most groups of a big data set are not drawn. */
export type TraitsOf = (group: number) => GroupTraits;

/** Reads the traits of groups from the first span of each. */
export function traitsOfGroups(index: SpanIndex, columns: GroupColumns, groups: Groups): TraitsOf {
  const readers = groups.keys.map((key) => ({ key, read: valueTexts(index, key) }));
  const made = new Map<number, GroupTraits>();
  return (number) => {
    let traits = made.get(number);
    if (!traits) {
      const span = groups.firstSpan[number]!;
      const level = columns.level[index.traceOf[span]!]!;
      const hop = columns.hop[span]!;
      const { kind } = verdicts[columns.verdictOf[span]!]!;
      const group: GroupValue[] = [];
      for (const { key, read } of readers) group.push({ key, value: read(span) });
      traits = { id: nodeId(level, hop, kind, group), level, hop, kind, group };
      made.set(number, traits);
    }
    return traits;
  };
}
