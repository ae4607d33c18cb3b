import { namesOf } from './semantic-conventions.js';

/** Before the name of a process tag in a key. */
export const processPrefix = 'process.';

/** Keys that stand for fields of the span itself; they hide tags of the same name. */
export const builtInKeys = ['service.name', 'operation.name', 'span.kind'] as const;

/** The names of the tag, or process tag, that a key means which is not built in. */
export function tagOfKey(key: string): { readonly names: readonly string[]; readonly ofProcess: boolean } {
  const ofProcess = key.startsWith(processPrefix);
  return { names: namesOf(ofProcess ? key.slice(processPrefix.length) : key), ofProcess };
}
