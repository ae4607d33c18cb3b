/** What can be said of an answer's bytes without parsing big ones: that is the data worker's work. */
import type { Reply } from './http.js';
import { SourceError } from './trace-source.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** Answers of so many bytes are parsed here, to tell one that says that nothing was found from a trace. */
const SMALL = 2048;

/** The value of a small JSON answer; `undefined` when it is big or not JSON, e.g. lines of it. */
export function smallJson({ bytes }: Reply): unknown {
  if (bytes.length > SMALL) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined; // whoever reads it as spans says what is wrong with it
  }
}

/**
 * The value of a JSON answer of any size: for what is small by the question.
 *
 * @throws {SourceError} `malformed`.
 */
export function wholeJson({ bytes }: Reply): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw notJson(cause);
  }
}

/** Whether the bytes begin as a JSON object or list does: a page for people to sign in begins otherwise. */
export function beginsAsJson({ bytes }: Reply): boolean {
  const first = bytes.find((byte) => !isBlank(byte));
  return first === 0x7b || first === 0x5b;
}

/** An answer that is no JSON at all. */
export function notJson(cause?: unknown): SourceError {
  return new SourceError('malformed', 'The backend did not answer in JSON', { cause });
}

/** The lists that hold spans in the formats that backends answer in. */
const spanLists = ['resourceSpans', 'batches', 'data', 'spans', 'traces'];

/** Whether a parsed answer says that there is nothing: an empty envelope or list, of whatever backend. */
export function saysNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== 'object' || value === null) return false;
  if (Object.keys(value).length === 0) return true;
  const inner = property(value, 'trace') ?? property(value, 'result');
  if (inner !== undefined) return saysNothing(inner);
  return spanLists.some((name) => name in value && listIn(property(value, name)).length === 0);
}

/** A property of an object; `undefined` for anything else. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as JsonObject)[name] : undefined;
}

/** A list, or an empty one in place of anything else. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** Space, tab, line feed, carriage return and the three bytes of a byte order mark. */
function isBlank(byte: number): boolean {
  return [0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].includes(byte);
}
