import type { Contraction } from './contract-internal.js';
import type { Groups } from './group.js';
import type { Parents } from './parents.js';
import { none, type SpanIndex } from './span-index.js';

/** What the figures of nodes are counted from. */
export interface NodeFigureInput {
  readonly index: SpanIndex;
  readonly parents: Parents;
  readonly contraction: Contraction;
  readonly groups: Groups;
  /** By span; see `selfTimes`. */
  readonly selfTime: Float64Array;
  /** 1 for each drawn trace. */
  readonly drawn: Uint8Array;
}

/** Figures of nodes as columns by group; all 0 for a group that has no spans in drawn traces. */
export interface NodeFigures {
  readonly spanCount: Int32Array;
  readonly traceCount: Int32Array;
  readonly errorCount: Int32Array;
  readonly hiddenErrors: Int32Array;
  readonly missingParents: Int32Array;
  /** Milliseconds. */
  readonly selfTime: Float64Array;
}

/** Counts over the spans of drawn traces, in one pass. */
export function countNodeFigures(input: NodeFigureInput): NodeFigures {
  const { index, parents, contraction, groups, drawn } = input;
  const { firstSpan, failed } = index;
  const spanCount = new Int32Array(groups.count);
  const traceCount = new Int32Array(groups.count);
  const errorCount = new Int32Array(groups.count);
  const hiddenErrors = new Int32Array(groups.count);
  const missingParents = new Int32Array(groups.count);
  const selfTime = new Float64Array(groups.count);
  const latestTrace = new Int32Array(groups.count).fill(none);
  for (let trace = 0; trace < drawn.length; trace++) {
    if (drawn[trace] === 0) continue;
    const end = firstSpan[trace + 1]!;
    for (let span = firstSpan[trace]!; span < end; span++) {
      const group = groups.groupOf[span]!;
      if (group === none) {
        hiddenErrors[groups.groupOf[contraction.visible[span]!]!]! += failed[span]!;
        continue;
      }
      spanCount[group]!++;
      errorCount[group]! += failed[span]!;
      missingParents[group]! += parents.missing[span]!;
      selfTime[group]! += input.selfTime[span]!;
      if (latestTrace[group] !== trace) traceCount[group]!++;
      latestTrace[group] = trace;
    }
  }
  return { spanCount, traceCount, errorCount, hiddenErrors, missingParents, selfTime };
}
