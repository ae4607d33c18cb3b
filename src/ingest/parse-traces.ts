import type { Problem } from '../model/problem.js';
import type { Span } from '../model/span.js';
import type { TraceSet } from '../model/trace-set.js';
import { SpanTable } from '../model/span-table.js';
import { createTableTraceSet, createTraceSet } from './create-trace-set.js';
import type { Format } from './format.js';
import { Masking, type Mask } from './mask.js';
import { ProblemCollector } from './problem-collector.js';
import { readInput } from './read-input.js';
import { DocumentScan, scannableBytes } from './scan-document.js';
import { reportStructure } from './report-structure.js';

/** How input is read. */
export interface ParseOptions {
  /** The format to read, for input whose objects look like more than one. By default it is detected. */
  readonly format?: Format;
  /** Hides values before anything else sees them. */
  readonly mask?: Mask;
}

/** Spans that were read, and what was wrong with the input or with them. */
export interface ParsedTraces {
  readonly traces: TraceSet;
  readonly problems: readonly Problem[];
}

/**
 * Reads traces from a parsed value, a JSON text or its bytes, in any of the formats or a mixture of them. Never
 * throws on data and never changes it: what can be read is in `traces`, the rest is in `problems`, once per cause. Spans of
 * texts and bytes in the usual formats are made when `Trace.spans` is first asked for.
 *
 * @param input bytes are not copied: whole spans are read from them later, so they must stay as they are for as long as
 * the traces are used. Whoever reuses a buffer gives a copy (`bytes.slice()`).
 */
export function parseTraces(input: unknown, options: ParseOptions = {}): ParsedTraces {
  const problems = new ProblemCollector();
  const scanned = scannedTable(input, options, problems);
  if (scanned) {
    const traces = createTableTraceSet(scanned, problems);
    reportStructure(traces, problems);
    return { traces, problems: problems.list() };
  }
  const spans: Span[] = [];
  for (const chunk of readTraces([input], problems, options)) {
    for (const span of chunk) spans.push(span);
  }
  const traces = createTraceSet(spans, problems);
  reportStructure(traces, problems);
  return { traces, problems: problems.list() };
}

/** The spans of a text or its bytes as a table; `null` for what only `readTraces` reads. */
function scannedTable(input: unknown, options: ParseOptions, problems: ProblemCollector): SpanTable | null {
  const bytes = scannableBytes(input, options);
  if (!bytes) return null;
  const table = new SpanTable();
  const document = new DocumentScan(bytes, table);
  const scan = document.scan();
  for (;;) {
    const { done, value } = scan.next();
    if (!done) continue;
    if (!value) return null;
    problems.addAll(document.problems);
    return table;
  }
}

/** Spans in one chunk of `readTraces`: a few milliseconds of work. */
const CHUNK_SIZE = 1000;

/**
 * The spans of the inputs, which are read as one, in chunks, so that the caller may pause, report progress or stop between them. They still
 * contain repeats; `createTraceSet` makes traces of them. Problems of the input go to `problems`. An input is taken when
 * those before it have been read.
 */
export function* readTraces(
  inputs: Iterable<unknown>,
  problems: ProblemCollector,
  { format, mask }: ParseOptions = {},
): Generator<readonly Span[]> {
  const masking = mask ? new Masking(mask, problems) : null;
  let chunk: Span[] = [];
  for (const span of readInput(inputs, format, problems)) {
    chunk.push(masking ? masking.apply(span) : span);
    if (chunk.length === CHUNK_SIZE) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
