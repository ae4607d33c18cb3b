/** A trace id of 128 bits, normalised. */
const hexadecimal = /^[0-9a-f]{32}$/;

const halfLength = 16;
const zeroHalf = '0'.repeat(halfLength);

/**
 * Finds traces by normalised id. An id that no trace has is compared by its last 16 digits: Grafana and tools with
 * 64-bit ids write trace ids without their first half, in the data or in the links to them. Such an id is found when
 * one trace only has these digits, and one of the two ids has a first half of zeros.
 */
export class TraceLookup {
  readonly #traceIds: readonly string[];
  readonly #placeOf = new Map<string, number>();
  /** Places by the last 16 digits, `null` where several traces share them; made when the first id is not found. */
  #placeOfLastHalf: ReadonlyMap<string, number | null> | undefined;

  constructor(traceIds: readonly string[]) {
    this.#traceIds = traceIds;
    for (let place = 0; place < traceIds.length; place++) this.#placeOf.set(traceIds[place]!, place);
  }

  /** The place of the trace in the list of ids, or `undefined`. */
  find(traceId: string): number | undefined {
    return this.#placeOf.get(traceId) ?? this.#findByLastHalf(traceId);
  }

  #findByLastHalf(traceId: string): number | undefined {
    if (!hexadecimal.test(traceId)) return undefined;
    this.#placeOfLastHalf ??= placesByLastHalf(this.#traceIds);
    const place = this.#placeOfLastHalf.get(traceId.slice(halfLength)) ?? undefined;
    const found = place === undefined ? undefined : this.#traceIds[place];
    return found !== undefined && (isCut(found) || isCut(traceId)) ? place : undefined;
  }
}

function isCut(traceId: string): boolean {
  return traceId.startsWith(zeroHalf);
}

function placesByLastHalf(traceIds: readonly string[]): ReadonlyMap<string, number | null> {
  const places = new Map<string, number | null>();
  traceIds.forEach((traceId, place) => {
    if (!hexadecimal.test(traceId)) return;
    const lastHalf = traceId.slice(halfLength);
    places.set(lastHalf, places.has(lastHalf) ? null : place);
  });
  return places;
}
