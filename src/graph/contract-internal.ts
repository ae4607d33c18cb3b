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
  const visible = new Int32Array(index.spans.length);
  const depth = new Int32Array(index.spans.length);
  for (const i of parentsFirst) {
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

function isInternal({ spans }: SpanIndex, verdictOf: Uint8Array, i: number, parent: number): boolean {
  const { kind, service } = spans[i]!;
  return (
    (kind === 'internal' || kind === 'unspecified') &&
    service === spans[parent]!.service &&
    verdicts[verdictOf[i]!]!.kind === 'generic'
  );
}
