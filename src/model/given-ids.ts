/** Ids as hosts and users spell them: outside of the data, which have their own rules. */

/** A trace id that a host or a user gives in any spelling, as the data spell it. */
export function givenTraceId(traceId: string): string {
  return normaliseId(traceId, 32);
}

/** A span id that a host gives in any spelling, as the data spell it. */
export function givenSpanId(spanId: string): string {
  return normaliseId(spanId, 16);
}

/** Hexadecimal in lower case, with leading zeros; anything else is kept as an opaque key. */
function normaliseId(given: string, digits: number): string {
  const id = given.trim();
  return id.length <= digits && /^[0-9a-f]+$/i.test(id) ? id.toLowerCase().padStart(digits, '0') : id;
}
