import type { AttributeValue } from '../model/span.js';
import { asTextOrNull } from './untrusted.js';

/** Whether a tag's value says something: it is not null, nor an empty text or list. */
export function hasValue(value: AttributeValue): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** Whether a value of the tag `error` says that the span failed. */
export function isErrorValue(value: AttributeValue | undefined): boolean {
  return value === true || value === 'true';
}

/** Whether a value of the tag `error.type` says that the span failed. */
export function isErrorType(value: AttributeValue | undefined): boolean {
  return asTextOrNull(value) !== null;
}
