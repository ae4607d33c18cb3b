import { bucketItems, sortIntoBuckets } from './buckets.js';
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

/**
 * Looks up parents and linked spans, by trace id and span id. Goes trace by trace, so that a table of span ids is
 * needed for one trace at a time only.
 */
export function lookUpReferences(index: SpanIndex): References {
  const count = index.count;
  const parent = new Int32Array(count).fill(none);
  const missingParent = new Uint8Array(count);
  const links = collectValidLinks(index);
  const linksByTrace = sortIntoBuckets(links.trace, index.traceIds.length);
  for (let trace = 0; trace < index.traceIds.length; trace++) {
    const incoming = bucketItems(linksByTrace, trace);
    let byId = incoming.length > 0 ? index.spansById(trace) : undefined;
    for (const k of incoming) {
      const { spanId } = index.linkRef(links.owner[k]!, links.place[k]!);
      links.span[k] = byId?.get(spanId) ?? none;
    }
    const end = index.firstSpan[trace + 1]!;
    for (let i = index.firstSpan[trace]!; i < end; i++) {
      const parentSpanId = index.parentSpanId(i);
      if (parentSpanId === null || parentSpanId === index.spanId(i)) continue;
      byId ??= index.spansById(trace);
      const found = byId.get(parentSpanId);
      if (found !== undefined) parent[i] = found;
      else if (!isInvalidId(parentSpanId)) missingParent[i] = 1;
    }
  }
  return { parent, missingParent, links };
}

function collectValidLinks(index: SpanIndex): References['links'] {
  const owner: number[] = [];
  const place: number[] = [];
  const trace: number[] = [];
  for (let i = 0; i < index.count; i++) {
    const linkCount = index.linkCount(i);
    for (let k = 0; k < linkCount; k++) {
      const { traceId, spanId } = index.linkRef(i, k);
      if (isInvalidId(traceId) || isInvalidId(spanId)) continue;
      owner.push(i);
      place.push(k);
      trace.push(index.findTrace(traceId));
    }
  }
  return {
    owner: new Int32Array(owner),
    place: new Int32Array(place),
    trace: new Int32Array(trace),
    span: new Int32Array(owner.length).fill(none),
  };
}

/** Whether an id says that there is none: empty or all zeros, which OpenTelemetry defines as invalid. */
export function isInvalidId(id: string): boolean {
  return /^0*$/.test(id);
}
