import type { SpanKind } from '../model/span.js';

const byOtlpNumber: readonly SpanKind[] = [
  'unspecified',
  'internal',
  'server',
  'client',
  'producer',
  'consumer',
];
const byName: ReadonlyMap<string, SpanKind> = new Map(byOtlpNumber.map((kind) => [kind, kind]));
const prefix = /^span_?kind[._]/;

/** OTLP's `SpanKind`: 0 to 5, or any spelling of the name. Unknown values are `unspecified`. */
export function kindFromOtlp(value: unknown): SpanKind {
  return typeof value === 'number' ? (byOtlpNumber[value] ?? 'unspecified') : kindFromName(value);
}

/** The API's `SpanKind` as OpenTelemetry JS numbers it, one below OTLP: 0 is internal, 4 is consumer. */
export function kindFromApi(value: unknown): SpanKind {
  return typeof value === 'number' ? (byOtlpNumber[value + 1] ?? 'unspecified') : kindFromName(value);
}

/** A kind by name in any case, with or without `SPAN_KIND_` or `SpanKind.`; or OTLP's number as text. */
export function kindFromName(value: unknown): SpanKind {
  if (typeof value !== 'string' || value === '') return 'unspecified';
  const known = byName.get(value);
  if (known) return known;
  const name = value.toLowerCase().replace(prefix, '');
  return byName.get(name) ?? (/^[0-5]$/.test(name) ? kindFromOtlp(Number(name)) : 'unspecified');
}
