/** Reading inputs into spans on whatever thread this is, in slices. */
import type { ParseOptions } from '../ingest/parse-traces.js';
import { TextTooLongError } from './document-texts.js';
import type { StagedLoad } from './session.js';
import { SpanReading } from './span-reading.js';
import { TextPieces } from './text-pieces.js';
import type { TimeSlices } from './time-slices.js';

/** How an input is read in slices. */
export interface ReadingOptions extends ParseOptions {
  readonly slices: TimeSlices;
  /** Called after each slice with an estimate from 0 to 1 that never falls. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Characters of JSON that a span takes, roughly: only for the estimate of progress. */
const usualSpanLength = 700;

/** Reads spans into a load. `expected` is about how many there are, if that is known. */
export async function readSpans(
  reading: SpanReading,
  load: StagedLoad,
  { slices, onProgress }: Pick<ReadingOptions, 'slices' | 'onProgress'>,
  expected: number | null = null,
): Promise<void> {
  let count = 0;
  for await (const spans of reading.chunks(slices)) {
    load.add(spans);
    count += spans.length;
    onProgress?.(expected ? Math.min(count / expected, 1) : count / (count + 50_000));
  }
  load.note(reading.problems);
}

/** Reads a text, the bytes of a text or a blob into a load. What cannot be read is noted as a problem. */
export async function readText(
  source: string | Uint8Array | Blob | TextPieces,
  load: StagedLoad,
  options: ReadingOptions,
): Promise<void> {
  try {
    const pieces = source instanceof TextPieces ? source : await piecesOf(source, options.slices);
    const expected = Math.ceil(pieces.length / usualSpanLength);
    const reading = new SpanReading(untilTooLong(pieces.texts(), load), options);
    await readSpans(reading, load, options, expected);
  } catch (error) {
    if (error instanceof BlobError) load.noteOne('unknown-format', error.message);
    else throw error;
  }
}

/** The texts up to one that cannot be read, which is noted. */
function* untilTooLong(texts: Iterable<string>, load: StagedLoad): Generator<string> {
  try {
    yield* texts;
  } catch (error) {
    if (!(error instanceof TextTooLongError)) throw error;
    load.noteOne('unsupported-format', error.message);
  }
}

/** A blob that cannot be read: its file was changed or removed after it was chosen. */
class BlobError extends Error {}

async function piecesOf(source: string | Uint8Array | Blob, slices: TimeSlices): Promise<TextPieces> {
  const pieces = new TextPieces();
  if (typeof source === 'string') pieces.pushText(source);
  else if (source instanceof Uint8Array) pieces.pushBytes(source);
  else for await (const bytes of bytesOf(source, slices)) pieces.pushBytes(bytes);
  return pieces;
}

/** Bytes of a blob that are read at once. */
const blobStep = 2 ** 22;

async function* bytesOf(blob: Blob, slices: TimeSlices): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < blob.size; start += blobStep) {
    await slices.rest();
    try {
      yield new Uint8Array(await blob.slice(start, start + blobStep).arrayBuffer());
    } catch (error) {
      throw new BlobError(`blob: ${error instanceof Error ? error.name : 'not readable'}`);
    }
  }
}
