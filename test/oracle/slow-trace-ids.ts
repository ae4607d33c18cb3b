/** The slow reading of which trace an id means. */

/** "Trace ids are compared lower-case, left-padded to 32 hex digits." */
export const comparable = (traceId: string): string =>
  /^[0-9a-f]{1,32}$/i.test(traceId) ? traceId.toLowerCase().padStart(32, '0') : traceId;

const isHexadecimal = (traceId: string): boolean => /^[0-9a-f]{32}$/.test(traceId);
const isCut = (traceId: string): boolean => /^0{16}/.test(traceId);

/** The one of the given trace ids that a link or an option means, or `null`. */
export function meantTraceId(wanted: string, traceIds: readonly string[]): string | null {
  const id = comparable(wanted);
  const same = traceIds.find((known) => comparable(known) === id);
  if (same !== undefined) return same;
  // "A trace id that is not in the data means the only trace whose id ends with the same 16 digits, if the first
  // half of one of the two ids is zeros."
  if (!isHexadecimal(id)) return null;
  const alike = traceIds.filter((known) => isHexadecimal(known) && known.slice(-16) === id.slice(-16));
  const [only] = alike;
  return only !== undefined && alike.length === 1 && (isCut(only) || isCut(id)) ? only : null;
}
