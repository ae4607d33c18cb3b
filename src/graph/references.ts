import { isInvalidId } from '../model/span-ids.js';
import { referencesOf, type SpanReferences } from '../model/span-references.js';
import type { SpanTable } from '../model/span-table.js';
import { none, type SpanIndex } from './span-index.js';

/** What spans say of other spans by their ids, looked up: as columns of indices. */
export interface References {
  /** The parent that each span names, or `none` when it names none or one that is not there. */
  readonly parent: Int32Array;
  /** 1 for a span that names a parent which is not in the data. */
  readonly missingParent: Uint8Array;
  /** All links with valid ids, in the order of the spans that have them. */
  readonly links: {
    /** The linking span. */
    readonly owner: Int32Array;
    /** Place in the linking span's list. */
    readonly place: Int32Array;
    /** The linked span's trace, or `none` when it is not in the data. */
    readonly trace: Int32Array;
    /** The linked span, or `none` when it is not in the data. */
    readonly span: Int32Array;
  };
}

/** Looks up parents and linked spans, by trace id and span id. */
export function lookUpReferences({ table, count }: SpanIndex): References {
  const { ids, parentIds, texts } = table;
  const found = referencesOf(table);
  let { parent } = found;
  const missingParent = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    if (parentIds.isNone(i)) continue;
    if (parentIds.isSame(i, ids, i)) {
      if (parent === found.parent) parent = parent.slice();
      parent[i] = none;
    } else if (parent[i] === none && !parentIds.isInvalid(i, texts)) missingParent[i] = 1;
  }
  return { parent, missingParent, links: collectValidLinks(table, found) };
}

function collectValidLinks(
  { count, firstLink, linkTraceId, linkIds, linkCount, texts }: SpanTable,
  { linkTrace, linkSpan }: SpanReferences,
): References['links'] {
  const owner = new Int32Array(linkCount);
  const place = new Int32Array(linkCount);
  const trace = new Int32Array(linkCount);
  const span = new Int32Array(linkCount);
  let valid = 0;
  for (let i = 0; i < count; i++) {
    for (let link = firstLink[i]!; link < firstLink[i + 1]!; link++) {
      if (linkIds.isInvalid(link, texts) || isInvalidId(texts.text(linkTraceId[link]!))) continue;
      owner[valid] = i;
      place[valid] = link - firstLink[i]!;
      trace[valid] = linkTrace[link]!;
      span[valid++] = linkSpan[link]!;
    }
  }
  return {
    owner: owner.slice(0, valid),
    place: place.slice(0, valid),
    trace: trace.slice(0, valid),
    span: span.slice(0, valid),
  };
}
