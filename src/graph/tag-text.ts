import type { Attributes, AttributeValue } from '../model/span.js';

/**
 * A tag's value as text, by which spans are grouped and counted: a string as it is, everything else as JSON, so the
 * number 200 and the text `200` are the same. `null` when the tag is missing or null.
 */
export function tagText(value: AttributeValue | undefined): string | null {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object') return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than the stack: data, so no reason to fail. All such values are one group.
    return Array.isArray(value) ? '[…]' : '{…}';
  }
}

/** Whether one of `names` is there and says something: not null, an empty text or an empty list. */
export function hasAnyTag(tags: Attributes, names: readonly string[]): boolean {
  for (const name of names) {
    const value = tags[name];
    if (value === undefined || value === null || value === '') continue;
    if (!Array.isArray(value) || value.length > 0) return true;
  }
  return false;
}
