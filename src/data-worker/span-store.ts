import type { GraphOptions } from '../graph/graph-options.js';
import { partsOf, type InputPart } from './input-parts.js';
import { SpanReading } from './span-reading.js';
import type { ParseOptions } from '../ingest/parse-traces.js';
import type { DataSummary, LoadOptions, TraceData } from './trace-data.js';

/** A part of an input that is ready to be loaded: objects have a reading, which may have begun. */
export type LoadPart =
  Exclude<InputPart, { type: 'objects' }> | { readonly type: 'spans'; readonly reading: SpanReading };

/** Trace data that also takes parts, so that what was read to measure an input is not read again. */
export interface SpanStore extends Omit<TraceData<GraphOptions>, 'release'> {
  loadParts(parts: readonly LoadPart[], options: LoadOptions): Promise<DataSummary>;
}

/** The parts of an input, nothing read yet. */
export function loadPartsOf(input: unknown, options: ParseOptions): readonly LoadPart[] {
  return partsOf(input).map((part) =>
    part.type === 'objects' ? { type: 'spans', reading: new SpanReading([part.value], options) } : part,
  );
}
