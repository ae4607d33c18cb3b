import { SourceError } from '../sources/trace-source.js';
import type { Strings } from '../view/strings.js';

/** What went wrong in one short line, for a problem's example. */
export function failureText(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : 'unknown error';
  return text.slice(0, 200);
}

/** Why a source failed, for the user: what its code means, with its own message, which may not be in their language. */
export function sourceFailureText(error: unknown, { sourceFailures }: Strings): string {
  const message = failureText(error);
  const meaning = error instanceof SourceError ? sourceFailures[error.code] : '';
  return meaning ? `${meaning} (${message})` : message;
}
