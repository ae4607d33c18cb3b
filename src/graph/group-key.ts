import type { Span } from '../model/span.js';
import { namesOf } from './semantic-conventions.js';
import { firstTagText } from './tag-text.js';

/** Before the name of a process tag in a key. */
export const processPrefix = 'process.';

/** Keys that stand for fields of the span itself; they hide tags of the same name. */
export const builtInKeys = ['service.name', 'operation.name', 'span.kind'] as const;

/** Reads one key's value from a span; `null` when the span does not have it. */
export type GroupReader = (span: Span) => string | null;

/** How to read a key: a built-in one, `process.<key>` for a process tag, else a tag, by its old and new names. */
export function groupReader(key: string): GroupReader {
  if (key === 'service.name') return (span) => span.service;
  if (key === 'operation.name') return (span) => span.name;
  if (key === 'span.kind') return (span) => span.kind;
  if (key.startsWith(processPrefix)) {
    const names = namesOf(key.slice(processPrefix.length));
    return (span) => firstTagText(span.resource, names);
  }
  const names = namesOf(key);
  return (span) => firstTagText(span.attributes, names);
}
