import type { Problem } from '../model/problem.js';
import type { SpanTable } from '../model/span-table.js';
import { JsonCursor, OddJson } from './json-cursor.js';
import { ProblemCollector } from './problem-collector.js';
import { ResourceTable, type ReadContext } from './reader.js';
import type { ParseOptions } from './parse-traces.js';
import { JaegerScan } from './scan-jaeger.js';
import { OPEN_LIST } from './json-signs.js';
import { ObjectFields, otherField } from './object-fields.js';
import { OtlpScan } from './scan-otlp.js';
import { ZipkinScan } from './scan-zipkin.js';
import { ZipkinFragments } from './zipkin-fragments.js';

const NEWLINE = 0x0a;

/** Offsets of spans are kept in 32 bits. */
const mostBytes = 2 ** 32 - 1;

/** Envelopes in envelopes are followed this deep. */
const deepestEnvelope = 4;

/** Fields of the same meaning have numbers of their own where they may stand beside each other. */
const documentField = {
  resourceSpans: 0,
  envelope: 1,
  jaegerTraces: 2,
  status: 3,
  errors: 4,
  total: 5,
  limit: 6,
  offset: 7,
  metrics: 8,
  message: 9,
} as const;

const documentFields = {
  resourceSpans: documentField.resourceSpans,
  resource_spans: documentField.resourceSpans,
  batches: documentField.resourceSpans,
  trace: documentField.envelope,
  result: documentField.envelope,
  data: documentField.jaegerTraces,
  total: documentField.total,
  limit: documentField.limit,
  offset: documentField.offset,
  errors: documentField.errors,
  metrics: documentField.metrics,
  message: documentField.message,
  status: documentField.status,
} as const;

/** A text that UTF-8 cannot say: it has half of a surrogate pair. */
const loneSurrogate = /\p{Surrogate}/u;

/** Whether input may be scanned: a mask has to see every value, and what a host gives a format may look like another. */
export function canScan({ format, mask }: ParseOptions): boolean {
  return format === undefined && mask === undefined;
}

/**
 * The bytes to scan of an input that is a text or bytes; `null` when it has to be read in the other way. Bytes are those of
 * the host, but for shared memory, which nothing decodes and another thread may write to.
 */
export function scannableBytes(input: unknown, options: ParseOptions): Uint8Array | null {
  if (!canScan(options)) return null;
  if (typeof input === 'string') return loneSurrogate.test(input) ? null : new TextEncoder().encode(input);
  try {
    if (ArrayBuffer.isView(input)) {
      const bytes = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
      return input.buffer instanceof ArrayBuffer ? bytes : bytes.slice();
    }
    return input instanceof ArrayBuffer ? new Uint8Array(input) : null;
  } catch {
    return null; // a revoked proxy: the reader of objects counts it
  }
}

/**
 * Reads JSON from bytes straight into the columns of a table, without a value for every span. It takes what is usual: one
 * document, or documents one after another, each on a line of its own, of formats that have a scanner; there it finds
 * what `readTraces` finds in the same bytes.
 */
export class DocumentScan {
  readonly #cursor: JsonCursor;
  readonly #table: SpanTable;
  readonly #problems = new ProblemCollector();
  readonly #context: ReadContext;
  #otlp: OtlpScan | undefined;
  #jaeger: JaegerScan | undefined;
  #zipkin: ZipkinScan | undefined;

  /** @param bytes must not change as long as the table is used: whole spans are read from them on demand. */
  constructor(bytes: Uint8Array, table: SpanTable) {
    this.#cursor = new JsonCursor(bytes);
    this.#table = table;
    this.#context = {
      problems: this.#problems,
      resources: new ResourceTable(),
      zipkin: new ZipkinFragments(),
    };
  }

  /** What was found wrong with single spans. */
  get problems(): readonly Problem[] {
    return this.#problems.list();
  }

  /**
   * Scans the bytes; yields the part that is done, from 0 to 1, after each few hundred spans, so that the caller may
   * pause or stop there.
   *
   * @returns whether that was possible. If not, the table is as it was, and the bytes are for `readTraces`.
   */
  *scan(): Generator<number, boolean> {
    const { bytes } = this.#cursor;
    if (bytes.length > mostBytes) return false;
    const rows = this.#table.count;
    const sources = this.#table.sources.length;
    try {
      for (const _ of this.#scanDocuments()) yield this.#cursor.at / bytes.length;
      this.#otlp?.trim();
      this.#jaeger?.trim();
      this.#zipkin?.trim();
      return true;
    } catch (error) {
      if (!(error instanceof OddJson)) throw error;
      this.#table.truncate(rows);
      this.#table.sources.length = sources;
      return false;
    }
  }

  *#scanDocuments(): Generator<void> {
    const cursor = this.#cursor;
    if (cursor.peek() === undefined) cursor.fail();
    for (;;) {
      if (cursor.peek() === OPEN_LIST) {
        this.#zipkin ??= new ZipkinScan(cursor, this.#table, this.#context);
        yield* this.#zipkin.scan();
      } else {
        yield* this.#scanObject(0);
      }
      const end = cursor.at;
      if (cursor.peek() === undefined) return;
      if (!cursor.bytes.subarray(end, cursor.at).includes(NEWLINE)) cursor.fail();
    }
  }

  /** An object whose value of one key is the spans or an envelope around them, with nothing of importance beside it. */
  *#scanObject(depth: number): Generator<void> {
    const cursor = this.#cursor;
    if (depth > deepestEnvelope) cursor.fail();
    let isFound = false;
    const fields = new ObjectFields(cursor, documentFields);
    for (fields.enter(); fields.next();) {
      const { field } = fields;
      switch (field) {
        case documentField.status:
          cursor.string();
          if (cursor.text() === 'PARTIAL') cursor.fail();
          break;
        case documentField.errors:
          if (!cursor.isNull()) cursor.fail();
          break;
        case documentField.resourceSpans:
        case documentField.envelope:
        case documentField.jaegerTraces:
          if (isFound) cursor.fail();
          isFound = true;
          yield* this.#scanContent(field, depth);
          break;
        case otherField:
          cursor.fail();
          break;
        default:
          cursor.skip();
      }
    }
    if (!isFound) cursor.fail();
  }

  *#scanContent(field: 0 | 1 | 2, depth: number): Generator<void> {
    switch (field) {
      case documentField.envelope:
        yield* this.#scanObject(depth + 1);
        break;
      case documentField.resourceSpans:
        this.#otlp ??= new OtlpScan(this.#cursor, this.#table, this.#context);
        yield* this.#otlp.scan();
        break;
      case documentField.jaegerTraces:
        this.#jaeger ??= new JaegerScan(this.#cursor, this.#table, this.#context);
        yield* this.#jaeger.scan();
    }
  }
}
