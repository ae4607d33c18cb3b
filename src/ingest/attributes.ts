import type { AttributeValue, Attributes } from '../model/span.js';
import type { ProblemCollector } from './problem-collector.js';
import { asText, isRecord, type UnknownRecord } from './untrusted.js';

/** Attributes while they are being filled. */
export type MutableAttributes = Record<string, AttributeValue>;

/** Values nested deeper than this are left out; real ones are two or three levels deep. */
const DEEPEST_VALUE = 32;

/** More items than this in one value are left out. */
const MOST_ITEMS = 100_000;

/** The one empty set of attributes. */
export const noAttributes: Attributes = Object.freeze(newAttributes());

/**
 * An empty object without a prototype, so that a key such as `__proto__` is only a key. Made from a literal: V8 keeps
 * what `Object.create(null)` gives as a hash table of its own, in three times the memory and the time.
 */
export function newAttributes(): MutableAttributes {
  return Object.setPrototypeOf({}, null) as MutableAttributes;
}

/**
 * Attributes from any of their containers: OTLP's list of `{ key, value: AnyValue }`, the same list with plain
 * values or with Go's `{ Type, Value }`, or an object of plain values. Of a repeated key the last value holds.
 * What cannot be read is left out, and text that is no whole number although it is said to be one is kept; both count as
 * `invalid-attribute`. Other values are kept as they are, whatever type they are said to have.
 */
export function readAttributes(input: unknown, problems: ProblemCollector): Attributes {
  if (Array.isArray(input)) return readKeyValues(input as readonly unknown[], problems);
  if (isRecord(input)) return readObject(input, problems);
  if (asText(input) !== '') problems.add('invalid-attribute', 'attributes');
  return noAttributes;
}

function readKeyValues(list: readonly unknown[], problems: ProblemCollector): Attributes {
  if (list.length === 0) return noAttributes;
  const attributes = newAttributes();
  for (const [place, item] of list.entries()) {
    const key = isRecord(item) ? (item['key'] ?? item['Key']) : undefined;
    if (typeof key !== 'string') {
      problems.add('invalid-attribute', `attributes[${place}]`);
      continue;
    }
    const note = (): void => problems.add('invalid-attribute', key);
    setAttribute(attributes, key, keyValueOf(item as UnknownRecord, note), problems);
  }
  return attributes;
}

function readObject(input: UnknownRecord, problems: ProblemCollector): Attributes {
  const keys = Object.keys(input);
  if (keys.length === 0) return noAttributes;
  const attributes = newAttributes();
  for (const key of keys) setAttribute(attributes, key, toAttributeValue(input[key]), problems);
  return attributes;
}

/** Sets a value that was read, or counts it as `invalid-attribute` when it is `undefined`. */
export function setAttribute(
  attributes: MutableAttributes,
  key: string,
  value: AttributeValue | undefined,
  problems: ProblemCollector,
): void {
  if (value === undefined) problems.add('invalid-attribute', key);
  else attributes[key] = value;
}

/**
 * The value of an item of a list of tags; `undefined` when it cannot be an attribute.
 *
 * @param note told of each value that is not of the type that it names.
 */
export function keyValueOf(item: UnknownRecord, note: () => void): AttributeValue | undefined {
  const value = item['value'] ?? item['Value'];
  if (!isRecord(value)) return toAttributeValue(value);
  if ('Type' in value && 'Value' in value) return toAttributeValue(value['Value']);
  return fromAnyValue(value, 0, note);
}

/** The value of an OTLP `AnyValue`, in camel or snake case; a record of other keys is what it is, an empty one `null`. */
function fromAnyValue(any: unknown, depth: number, note: () => void): AttributeValue | undefined {
  if (!isRecord(any)) return toAttributeValue(any, depth);
  if (depth > DEEPEST_VALUE) return undefined;
  const text = any['stringValue'] ?? any['string_value'];
  if (text !== undefined && text !== null) return toAttributeValue(text, depth);
  const integer = any['intValue'] ?? any['int_value'];
  if (integer !== undefined && integer !== null) {
    if (typeof integer === 'string' && !wholeNumber.test(integer)) note();
    return toInteger(integer);
  }
  const plain =
    any['boolValue'] ??
    any['bool_value'] ??
    any['doubleValue'] ??
    any['double_value'] ??
    any['bytesValue'] ??
    any['bytes_value'];
  if (plain !== undefined && plain !== null) return toAttributeValue(plain, depth);
  const list = any['arrayValue'] ?? any['array_value'];
  if (list !== undefined && list !== null)
    return valuesIn(list)?.map((item) => fromAnyValue(item, depth + 1, note) ?? null);
  const pairs = any['kvlistValue'] ?? any['kvlist_value'];
  if (pairs !== undefined && pairs !== null) return fromKeyValueList(valuesIn(pairs), depth, note);
  return Object.values(any).some((value) => value !== null && value !== undefined)
    ? toAttributeValue(any, depth)
    : null;
}

/** The items of a list value, which may be missing; `undefined` for what is none. */
function valuesIn(list: unknown): readonly unknown[] | undefined {
  const values = isRecord(list) ? (list['values'] ?? []) : list;
  return Array.isArray(values) ? values : undefined;
}

function fromKeyValueList(
  items: readonly unknown[] | undefined,
  depth: number,
  note: () => void,
): AttributeValue | undefined {
  if (!items) return undefined;
  const object = newAttributes();
  for (const item of items) {
    if (isRecord(item) && typeof item['key'] === 'string')
      object[item['key']] = fromAnyValue(item['value'], depth + 1, note) ?? null;
    else note();
  }
  return object;
}

const wholeNumber = /^-?\d+$/;

/** A 64-bit integer as a number where that is exact, else as its digits. */
export function toInteger(value: unknown): AttributeValue | undefined {
  if (typeof value !== 'string') return toAttributeValue(value);
  const number = Number(value);
  return Number.isSafeInteger(number) && value !== '' ? number : value;
}

/**
 * A plain value as an attribute's value: objects and arrays are copied, what JSON cannot say becomes text
 * (NaN, infinities, big integers, dates). `undefined` for what cannot be an attribute: functions, symbols,
 * promises. Inside containers such values, and what lies deeper than 32 levels (as cycles do), become `null`.
 */
export function toAttributeValue(value: unknown, depth = 0): AttributeValue | undefined {
  return isObject(value) ? fromObject(value, depth, { items: MOST_ITEMS }) : fromPrimitive(value);
}

function fromPrimitive(value: unknown): AttributeValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return toInteger(String(value));
    case 'undefined':
    case 'object':
      return null;
    default:
      return undefined;
  }
}

/** How many more items may be copied: bounds objects that refer to one another, whose tree has no end. */
interface Budget {
  items: number;
}

function fromObject(value: object, depth: number, budget: Budget): AttributeValue | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (depth > DEEPEST_VALUE || typeof (value as { then?: unknown }).then === 'function') return undefined;
  const copyOf = (item: unknown): AttributeValue => {
    budget.items -= 1;
    return (isObject(item) ? fromObject(item, depth + 1, budget) : fromPrimitive(item)) ?? null;
  };
  if (Symbol.iterator in value) {
    const values: AttributeValue[] = [];
    for (const item of value as Iterable<unknown>) {
      if (budget.items <= 0) break;
      values.push(copyOf(item));
    }
    return values;
  }
  const object = newAttributes();
  for (const key of Object.keys(value)) {
    if (budget.items <= 0) break;
    object[key] = copyOf((value as UnknownRecord)[key]);
  }
  return object;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
