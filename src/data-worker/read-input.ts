/** Reading inputs into spans on whatever thread this is, in slices. */
import type { ParseOptions } from '../ingest/parse-traces.js';
import { canScan, DocumentScan } from '../ingest/scan-document.js';
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
    const onProgress = neverFalling(options.onProgress);
    if (await scanPieces(pieces, load, { ...options, onProgress })) return;
    const expected = Math.ceil(pieces.length / usualSpanLength);
    const reading = new SpanReading(untilTooLong(pieces.texts(), load), options);
    await readSpans(reading, load, { ...options, onProgress }, expected);
  } catch (error) {
    if (error instanceof BlobError) load.noteOne('unknown-format', error.message);
    else throw error;
  }
}

/** Scans the bytes straight into the load's table. Tells whether that was possible; if not, nothing was changed. */
async function scanPieces(
  pieces: TextPieces,
  load: StagedLoad,
  { slices, onProgress, ...options }: ReadingOptions,
): Promise<boolean> {
  if (!canScan(options)) return false;
  const bytes = pieces.bytes();
  if (!bytes) return false;
  const document = new DocumentScan(bytes, load.table);
  const scan = document.scan();
  for (let next = scan.next(); ; next = scan.next()) {
    if (next.done) {
      if (next.value) load.note(document.problems);
      return next.value;
    }
    if (!slices.over) continue;
    onProgress?.(next.value);
    await slices.rest();
  }
}

/** Progress as it may be told: what is begun again in another way starts from 0. */
function neverFalling(onProgress: ReadingOptions['onProgress']): ReadingOptions['onProgress'] {
  let most = 0;
  return onProgress && ((fraction) => onProgress((most = Math.max(most, fraction))));
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
  // A copy: the host may write over its own, and spans are read of these bytes again and again.
  else if (source instanceof Uint8Array) pieces.pushBytes(source.slice());
  else await pushBlob(source, pieces, slices);
  return pieces;
}

/** Bytes of a blob that are read at once. */
const blobStep = 2 ** 22;

async function pushBlob(blob: Blob, pieces: TextPieces, slices: TimeSlices): Promise<void> {
  const whole = roomFor(blob.size);
  for (let start = 0; start < blob.size; start += blobStep) {
    await slices.rest();
    const bytes = await sliceOf(blob, start);
    if (whole) whole.set(bytes, start);
    else pieces.pushBytes(bytes);
  }
  if (whole) pieces.pushBytes(whole);
}

/** One array for all bytes, so that they need not be joined; `null` when none can be that long. */
function roomFor(size: number): Uint8Array | null {
  try {
    return new Uint8Array(size);
  } catch {
    return null;
  }
}

async function sliceOf(blob: Blob, start: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.slice(start, start + blobStep).arrayBuffer());
  } catch (error) {
    throw new BlobError(`blob: ${error instanceof Error ? error.name : 'not readable'}`);
  }
}
