import { kindNumber, type Span, type SpanRef } from '../model/span.js';
import { TraceLookup } from '../model/trace-lookup.js';
import type { TraceSet } from '../model/trace-set.js';

/** Stands for "no such span, trace or node" in columns of indices. */
export const none = -1;

/**
 * The spans of a trace set as columns: every span and every trace has a dense index, in the order of the set, so that
 * the steps work on typed arrays. A million spans stay cheap, and no step has to join ids to texts.
 */
export class SpanIndex {
  /** How many spans there are; they are numbered from 0 on. */
  readonly count: number;
  readonly traceIds: readonly string[];
  /** The trace of each span. */
  readonly traceOf: Int32Array;
  /** The first span of each trace, and one entry more: the spans of trace t are `firstSpan[t]` to `firstSpan[t + 1]`. */
  readonly firstSpan: Int32Array;
  /** Milliseconds after the earliest start of all, which keeps parts of a microsecond exact; NaN when unknown. */
  readonly start: Float64Array;
  /** Milliseconds; NaN for a span that never ended. */
  readonly duration: Float64Array;
  /** 1 for a span with an error. */
  readonly failed: Uint8Array;
  /** The number of each span's kind; see `kindNumber`. */
  readonly kind: Uint8Array;
  readonly #spans: readonly Span[];
  readonly #lookup: TraceLookup;
  readonly #spansById = new Map<number, ReadonlyMap<string, number>>();

  constructor({ traces }: TraceSet) {
    const spans: Span[] = [];
    for (const trace of traces) {
      for (const span of trace.spans) spans.push(span);
    }
    const base = earliestStart(spans);
    const count = spans.length;
    this.count = count;
    this.#spans = spans;
    this.kind = new Uint8Array(count);
    this.traceIds = traces.map((trace) => trace.traceId);
    this.traceOf = new Int32Array(count);
    this.firstSpan = new Int32Array(traces.length + 1);
    this.start = new Float64Array(count);
    this.duration = new Float64Array(count);
    this.failed = new Uint8Array(count);
    for (let i = 0; i < count; i++) {
      const { startTime, duration, status, kind } = spans[i]!;
      this.start[i] = startTime === null ? NaN : startTime - base;
      this.duration[i] = duration ?? NaN;
      this.failed[i] = status === 'error' ? 1 : 0;
      this.kind[i] = kindNumber[kind];
    }
    let first = 0;
    for (let t = 0; t < traces.length; t++) {
      const next = first + traces[t]!.spans.length;
      this.traceOf.fill(t, first, next);
      this.firstSpan[t + 1] = next;
      first = next;
    }
    this.#lookup = new TraceLookup(this.traceIds);
  }

  /** The whole span, with all that the columns do not have. */
  span(number: number): Span {
    return this.#spans[number]!;
  }

  traceId(number: number): string {
    return this.traceIds[this.traceOf[number]!]!;
  }

  spanId(number: number): string {
    return this.#spans[number]!.spanId;
  }

  /** Names the span in public; see `SpanRef`. */
  refOf(number: number): SpanRef {
    return { traceId: this.traceId(number), spanId: this.spanId(number) };
  }

  /** The id of the parent that the span names, or `null`. */
  parentSpanId(number: number): string | null {
    return this.#spans[number]!.parentSpanId;
  }

  name(number: number): string {
    return this.#spans[number]!.name;
  }

  service(number: number): string | null {
    return this.#spans[number]!.service;
  }

  isSameService(a: number, b: number): boolean {
    return this.#spans[a]!.service === this.#spans[b]!.service;
  }

  /** Milliseconds since the Unix epoch; `null` when unknown. */
  startTime(number: number): number | null {
    return this.#spans[number]!.startTime;
  }

  linkCount(number: number): number {
    return this.#spans[number]!.links.length;
  }

  /** The ids of one of the span's links. */
  linkRef(number: number, place: number): SpanRef {
    return this.#spans[number]!.links[place]!;
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

/** A trace id that a host or a user gives in any spelling, as the data spell it. */
export function givenTraceId(traceId: string): string {
  return normaliseId(traceId, 32);
}

/** A span id that a host gives in any spelling, as the data spell it. */
export function givenSpanId(spanId: string): string {
  return normaliseId(spanId, 16);
}

/** Hexadecimal in lower case, with leading zeros; anything else is kept as an opaque key. */
function normaliseId(given: string, digits: number): string {
  const id = given.trim();
  return id.length <= digits && /^[0-9a-f]+$/i.test(id) ? id.toLowerCase().padStart(digits, '0') : id;
}

function earliestStart(spans: readonly Span[]): number {
  let earliest = Infinity;
  for (const { startTime } of spans) {
    if (startTime !== null && startTime < earliest) earliest = startTime;
  }
  return earliest === Infinity ? 0 : earliest;
}
