import type { References } from './references.js';
import { none, type SpanIndex } from './span-index.js';

/** The trees of parents: one per root. */
export interface Parents {
  /** The parent of each span, or `none` for a root. */
  readonly parent: Int32Array;
  /** 1 for a span that names a parent which is not in the data. */
  readonly missing: Uint8Array;
  /** All spans, each after its parent: what comes down the trees is computed in one pass over it. */
  readonly parentsFirst: Int32Array;
}

/** Makes trees of the parents that spans name: cycles are cut at their earliest span. */
export function resolveParents(index: SpanIndex, references: References): Parents {
  const { missingParent: missing } = references;
  // Spans come in the order of their starts: in most data there is nothing to cut, nor to order.
  if (isAfterParents(references.parent)) {
    return { parent: references.parent, missing, parentsFirst: inOrder(references.parent.length) };
  }
  const parent = references.parent.slice();
  cutCycles(index, parent);
  return { parent, missing, parentsFirst: orderParentsFirst(parent) };
}

/** Whether every span comes after its parent already. */
function isAfterParents(parent: Int32Array): boolean {
  for (let i = 0; i < parent.length; i++) if (parent[i]! >= i) return false;
  return true;
}

function inOrder(count: number): Int32Array {
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  return order;
}

function cutCycles(index: SpanIndex, parent: Int32Array): void {
  // The walk upwards from each span is numbered; meeting one's own number again is a cycle.
  const walkOf = new Int32Array(parent.length).fill(none);
  for (let i = 0; i < parent.length; i++) {
    let at = i;
    while (at !== none && walkOf[at] === none) {
      walkOf[at] = i;
      at = parent[at]!;
    }
    if (at !== none && walkOf[at] === i) parent[earliestOfCycle(index, parent, at)] = none;
  }
}

function earliestOfCycle(index: SpanIndex, parent: Int32Array, entry: number): number {
  let earliest = entry;
  for (let at = parent[entry]!; at !== entry; at = parent[at]!) {
    if (isEarlier(index, at, earliest)) earliest = at;
  }
  return earliest;
}

/** By start, spans without one last, then by span id. */
function isEarlier(index: SpanIndex, a: number, b: number): boolean {
  const startA = index.start[a]!;
  const startB = index.start[b]!;
  if (startA < startB || (Number.isNaN(startB) && !Number.isNaN(startA))) return true;
  if (startA > startB || (Number.isNaN(startA) && !Number.isNaN(startB))) return false;
  return index.spanId(a) < index.spanId(b);
}

function orderParentsFirst(parent: Int32Array): Int32Array {
  const order = new Int32Array(parent.length);
  const placed = new Uint8Array(parent.length);
  const path: number[] = [];
  let length = 0;
  for (let i = 0; i < parent.length; i++) {
    for (let at = i; at !== none && placed[at] === 0; at = parent[at]!) {
      placed[at] = 1;
      path.push(at);
    }
    for (let at = path.pop(); at !== undefined; at = path.pop()) order[length++] = at;
  }
  return order;
}
