import { none } from '../model/none.js';
import { givenTraceId } from '../model/given-ids.js';
import type { Span, SpanRef } from '../model/span.js';
import { tableOf } from '../model/set-tables.js';
import { spanStatuses, type SpanTable } from '../model/span-table.js';
import { TraceLookup } from '../model/trace-lookup.js';
import type { TraceSet } from '../model/trace-set.js';

export { none };

const failedStatus = spanStatuses.indexOf('error');

/**
 * The spans of a trace set as columns: every span and every trace has a dense index, in the order of the set, so that
 * the steps work on typed arrays. A million spans stay cheap, and no step has to join ids to texts.
 */
export class SpanIndex {
  readonly table: SpanTable;
  /** How many spans there are; they are numbered from 0 on. */
  readonly count: number;
  readonly traceIds: readonly string[];
  /** The trace of each span. */
  readonly traceOf: Int32Array;
  /** The first span of each trace, and one entry more: the spans of trace t are `firstSpan[t]` to `firstSpan[t + 1]`. */
  readonly firstSpan: Int32Array;
  /** Milliseconds after the earliest start of all, so that adding a duration rounds nothing more; NaN when unknown. */
  readonly start: Float64Array;
  /**
   * Milliseconds by which two points in time may seem to differ that are the same: a start since 1970 is rounded to a
   * double, which today has steps of 0.24 µs. At least half a nanosecond, less than which no format can tell.
   */
  readonly resolution: number;
  /** Milliseconds; NaN for a span that never ended. */
  readonly duration: Float64Array;
  /** 1 for a span with an error. */
  readonly failed: Uint8Array;
  /** The number of each span's kind; see `kindNumber`. */
  readonly kind: Uint8Array;
  readonly #lookup: TraceLookup;
  readonly #spansById = new Map<number, ReadonlyMap<string, number>>();

  constructor(traces: TraceSet) {
    const table = tableOf(traces);
    const { count, startTime, status, traceIds, firstSpan } = table;
    this.table = table;
    this.count = count;
    this.traceIds = traceIds;
    this.firstSpan = firstSpan;
    this.duration = table.duration;
    this.kind = table.kind;
    this.traceOf = new Int32Array(count);
    for (let t = 0; t < traceIds.length; t++) this.traceOf.fill(t, firstSpan[t], firstSpan[t + 1]);
    const [base, latest] = rangeOf(startTime);
    this.resolution = Math.max(5e-7, 2 ** (Math.floor(Math.log2(latest)) - 52));
    this.start = new Float64Array(count);
    this.failed = new Uint8Array(count);
    for (let i = 0; i < count; i++) {
      this.start[i] = startTime[i]! - base;
      this.failed[i] = status[i] === failedStatus ? 1 : 0;
    }
    this.#lookup = new TraceLookup(traceIds);
  }

  /** The whole span, with all that the columns do not have. */
  span(number: number): Span {
    return this.table.span(number);
  }

  traceId(number: number): string {
    return this.traceIds[this.traceOf[number]!]!;
  }

  spanId(number: number): string {
    return this.table.ids.text(number, this.table.texts);
  }

  /** Names the span in public; see `SpanRef`. */
  refOf(number: number): SpanRef {
    return { traceId: this.traceId(number), spanId: this.spanId(number) };
  }

  name(number: number): string {
    return this.table.texts.text(this.table.name[number]!);
  }

  service(number: number): string | null {
    const service = this.table.service[number]!;
    return service === none ? null : this.table.texts.text(service);
  }

  isSameService(a: number, b: number): boolean {
    return this.table.service[a] === this.table.service[b];
  }

  /** Milliseconds since the Unix epoch; `null` when unknown. */
  startTime(number: number): number | null {
    const start = this.table.startTime[number]!;
    return Number.isNaN(start) ? null : start;
  }

  linkCount(number: number): number {
    return this.table.firstLink[number + 1]! - this.table.firstLink[number]!;
  }

  /** The ids of one of the span's links. */
  linkRef(number: number, place: number): SpanRef {
    const { firstLink, linkTraceId, linkIds, texts } = this.table;
    const link = firstLink[number]! + place;
    return { traceId: texts.text(linkTraceId[link]!), spanId: linkIds.text(link, texts) };
  }

  /** The trace with this id as the data spell it, or with an id of which one of the two is cut; or `none`. */
  findTrace(traceId: string): number {
    return this.#lookup.find(traceId) ?? none;
  }

  /** The trace that a host or a user names by an id in any spelling, or `none`. */
  findGivenTrace(traceId: string): number {
    return this.findTrace(givenTraceId(traceId));
  }

  /** The span with this id in the trace with this index, or `none`. Span ids are unique within a trace only. */
  findSpan(trace: number, spanId: string): number {
    let byId = this.#spansById.get(trace);
    if (!byId) {
      byId = this.spansById(trace);
      this.#spansById.set(trace, byId);
    }
    return byId.get(spanId) ?? none;
  }

  /** The span that a reference names, or `none`. */
  findRef({ traceId, spanId }: SpanRef): number {
    const trace = this.findTrace(traceId);
    return trace === none ? none : this.findSpan(trace, spanId);
  }

  /** The spans of one trace by id; a fresh map, not kept. */
  spansById(trace: number): Map<string, number> {
    const byId = new Map<string, number>();
    const end = this.firstSpan[trace + 1]!;
    for (let i = this.firstSpan[trace]!; i < end; i++) byId.set(this.spanId(i), i);
    return byId;
  }
}

/** The first and the last of all starts; 0 and 0 when none is known. */
export function rangeOf(starts: Float64Array): [earliest: number, latest: number] {
  let earliest = Infinity;
  let latest = 0;
  for (const start of starts) {
    if (start < earliest) earliest = start;
    if (start > latest) latest = start;
  }
  return [earliest === Infinity ? 0 : earliest, latest];
}
