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
  const { names, ofProcess } = tagOfKey(key);
  return ({ attributes, resource }) => firstTagText(ofProcess ? resource : attributes, names);
}

/** The names of the tag, or process tag, that a key means which is not built in. */
export function tagOfKey(key: string): { readonly names: readonly string[]; readonly ofProcess: boolean } {
  const ofProcess = key.startsWith(processPrefix);
  return { names: namesOf(ofProcess ? key.slice(processPrefix.length) : key), ofProcess };
}
