import { kindNumber } from '../model/span.js';
import { verdicts } from './classify.js';
import type { Parents } from './parents.js';
import { none, type SpanIndex } from './span-index.js';

/** Which spans are drawn, and by what the others are stood for. */
export interface Contraction {
  /** Each span's nearest ancestor that is visible; itself when it is visible. */
  readonly visible: Int32Array;
  /** How many hidden spans lie between a span and its nearest visible ancestor, itself counted; 0 for a visible one. */
  readonly depth: Int32Array;
}

/** Hides internal spans unless they are to be shown: those that do nothing but structure the work of their parent. */
export function contractInternal(
  index: SpanIndex,
  { parent, parentsFirst }: Parents,
  verdictOf: Uint8Array,
  showInternalSpans: boolean,
): Contraction {
  const visible = new Int32Array(index.count);
  const depth = new Int32Array(index.count);
  for (let place = 0; place < parentsFirst.length; place++) {
    const i = parentsFirst[place]!;
    const above = parent[i]!;
    if (!showInternalSpans && above !== none && isInternal(index, verdictOf, i, above)) {
      visible[i] = visible[above]!;
      depth[i] = depth[above]! + 1;
    } else {
      visible[i] = i;
    }
  }
  return { visible, depth };
}

/** How many spans of drawn traces are hidden. */
export function countHidden({ firstSpan }: SpanIndex, { depth }: Contraction, drawn: Uint8Array): number {
  let count = 0;
  for (let trace = 0; trace < drawn.length; trace++) {
    if (drawn[trace] === 0) continue;
    for (let span = firstSpan[trace]!; span < firstSpan[trace + 1]!; span++) if (depth[span]! > 0) count++;
  }
  return count;
}

function isInternal(index: SpanIndex, verdictOf: Uint8Array, i: number, parent: number): boolean {
  const kind = index.kind[i];
  return (
    (kind === kindNumber.internal || kind === kindNumber.unspecified) &&
    verdicts[verdictOf[i]!]!.kind === 'generic' &&
    index.isSameService(i, parent)
  );
}
