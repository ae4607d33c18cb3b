import type { StringOverrides, Strings } from '../strings.js';

/**
 * Texts with others in their place, single ones of a group as well: those of a language over the English ones, those of
 * the host over both. What has another type than the text in its place is left out: it would fail where it is shown.
 */
export function mergeStrings(texts: Strings, own: StringOverrides | null): Strings {
  if (!own) return texts;
  const merged: Record<string, unknown> = { ...texts };
  for (const [name, text] of Object.entries(own)) {
    const known = merged[name];
    if (!Object.hasOwn(texts, name) || !isSameType(text, known)) continue;
    merged[name] = typeof known === 'object' ? mergeGroup(known as object, text as object) : text;
  }
  return merged as unknown as Strings;
}

function mergeGroup(known: object, own: object): object {
  const usable = Object.entries(own).filter(([name, text]) =>
    isSameType(text, (known as Record<string, unknown>)[name]),
  );
  return { ...known, ...Object.fromEntries(usable) };
}

const isSameType = (text: unknown, known: unknown): boolean => text !== null && typeof text === typeof known;
