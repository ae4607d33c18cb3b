import { type ClassifyOptions, classifySpans } from './classify.js';
import { type Contraction, contractInternal } from './contract-internal.js';
import type { GraphSettings } from './graph-settings.js';
import { type GroupColumns, type Groups, groupSpans } from './group.js';
import { type TraitsOf, traitsOfGroups } from './group-traits.js';
import { LatestAnswer } from './latest-answer.js';
import { assignLevels, type Levels } from './levels.js';
import type { TraceStructure } from './trace-structure.js';

/** All spans in groups, drawn or not: what a graph is made of before the limits choose. */
export interface Grouping {
  readonly levels: Levels;
  readonly columns: GroupColumns;
  readonly contraction: Contraction;
  readonly groups: Groups;
  readonly traitsOf: TraitsOf;
}

// Whoever groups by other keys does not change these.
const latestLevels = new LatestAnswer<TraceStructure, string | undefined, Levels>();
const latestContraction = new LatestAnswer<Uint8Array, boolean, Contraction>();

/** Classifies, contracts and groups the spans. `onFailure` is told of each span that the host's `classify` fails at. */
export function groupTraces(
  structure: TraceStructure,
  { focusTraceId, showInternalSpans, ...settings }: GraphSettings,
  onFailure: ClassifyOptions['onFailure'],
): Grouping {
  const { index, parents, hop } = structure;
  const verdictOf = classifySpans(index, { ...settings, onFailure });
  const levels = latestLevels.of(structure, focusTraceId, () => assignLevels(structure, focusTraceId));
  const contraction = latestContraction.of(verdictOf, showInternalSpans, () =>
    contractInternal(index, parents, verdictOf, showInternalSpans),
  );
  const columns = { level: levels.level, hop, verdictOf };
  const groups = groupSpans(index, contraction, columns, settings.groupBy);
  return { levels, columns, contraction, groups, traitsOf: traitsOfGroups(index, columns, groups) };
}
