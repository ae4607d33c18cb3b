/** Reading values whose type nobody vouches for. */

/** An object that is not an array; its properties may hold anything. */
export type UnknownRecord = Readonly<Record<string, unknown>>;

/** Whether the value is an object that is neither `null` nor an array. */
export function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is an array, else an empty one: real data has `null` and `{}` where lists belong. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The value when it is an object, else an empty one. */
export function asRecord(value: unknown): UnknownRecord {
  return isRecord(value) ? value : noFields;
}

const noFields: UnknownRecord = Object.freeze(Object.create(null) as UnknownRecord);

/** The value as text when it is a primitive, else `''`. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : '';
}

/** The value as text, `null` when there is none or it is empty. */
export function asTextOrNull(value: unknown): string | null {
  const text = asText(value);
  return text === '' ? null : text;
}

/** The first of the named properties that is neither missing nor `null`. */
export function firstOf(record: UnknownRecord, names: readonly string[]): unknown {
  for (const name of names) {
    const value = record[name];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** A count as a whole number from 0 up; anything else is 0. */
export function asCount(value: unknown): number {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : 0;
}
