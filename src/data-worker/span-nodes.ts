import { none } from '../graph/span-index.js';
import { hashOf, slotMask, SpanIds, type TextsByNumber } from '../model/span-ids.js';

/**
 * In which node the spans with an id are. What is asked first walks over all spans, and nothing after it: there are
 * hundreds of nodes to follow into another graph, and hundreds of thousands of spans.
 */
export class SpanNodes {
  readonly #ids: SpanIds;
  readonly #texts: TextsByNumber;
  readonly #nodeOf: Int32Array;
  /** Chains of spans whose ids have the same last bits of the hash: a span's number plus one, 0 where the chain ends. */
  readonly #heads: Int32Array;
  readonly #next: Int32Array;

  /**
   * @param ids of all spans; several may have the same
   * @param nodeOf the place of each span's node, or `none`
   */
  constructor(ids: SpanIds, texts: TextsByNumber, nodeOf: Int32Array) {
    this.#ids = ids;
    this.#texts = texts;
    this.#nodeOf = nodeOf;
    this.#heads = new Int32Array(slotMask(nodeOf.length >>> 1) + 1);
    this.#next = new Int32Array(nodeOf.length);
    for (let span = 0; span < nodeOf.length; span++) {
      if (nodeOf[span] === none) continue;
      const slot = this.#slot(ids, span, this.#textAt(span));
      this.#next[span] = this.#heads[slot]!;
      this.#heads[slot] = span + 1;
    }
  }

  /** The first node that has such a span, or `none`. */
  find(id: string, isMeant: (span: number) => boolean): number {
    const wanted = new SpanIds(1);
    wanted.set(0, id, { intern: () => 0 });
    const text = wanted.isText(0) ? id : null;
    let first: number = none;
    for (let at = this.#heads[this.#slot(wanted, 0, text)]!; at !== 0; at = this.#next[at - 1]!) {
      const span = at - 1;
      const node = this.#nodeOf[span]!;
      if (first !== none && node >= first) continue;
      const isFound = text === null ? wanted.isSame(0, this.#ids, span) : this.#textAt(span) === text;
      if (isFound && isMeant(span)) first = node;
    }
    return first;
  }

  /** An id that is not 16 hexadecimal digits; of a packed graph, the same text may have several numbers. */
  #textAt(span: number): string | null {
    return this.#ids.isText(span) ? this.#texts.text(this.#ids.high[span]!) : null;
  }

  #slot(ids: SpanIds, place: number, text: string | null): number {
    let hash = text === null ? hashOf(ids, place) : 0;
    for (let at = 0; text !== null && at < text.length; at++)
      hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    return hash & (this.#heads.length - 1);
  }
}

/**
 * For each span the first node that has it, or `none`.
 *
 * @param starts where the list of each node begins in `spans`, and the end of the last
 */
export function nodesOfSpans(
  count: number,
  { starts, spans }: { readonly starts: ArrayLike<number>; readonly spans: ArrayLike<number> },
): Int32Array {
  const nodeOf = new Int32Array(count).fill(none);
  for (let node = starts.length - 2; node >= 0; node--)
    for (let at = starts[node]!; at < starts[node + 1]!; at++) nodeOf[spans[at]!] = node;
  return nodeOf;
}
