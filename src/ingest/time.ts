/**
 * Points in time and durations from every unit that formats use, as milliseconds.
 *
 * Nanoseconds since 1970 do not fit a double, so a point in time is held as whole milliseconds plus the nanoseconds
 * within: differences of two such points are exact. Only the final `startTime` is rounded (to about 0.25 µs).
 */

/** A point in time: whole milliseconds since the Unix epoch, and 0 ≤ nanoseconds < 1,000,000 beyond them. */
export interface Instant {
  readonly milliseconds: number;
  readonly nanoseconds: number;
}

/** What reading gives: the value, `null` when the source has none (missing or zero), `undefined` when it is unreadable. */
export type Parsed<Value> = Value | null | undefined;

/**
 * Milliseconds from the epoch to the last moment that ECMAScript's `Date` can name, in the year 275760: times beyond it,
 * and durations as long, cannot be meant, and sums of them are no numbers any more.
 */
export const LATEST = 8.64e15;

/** Milliseconds to the last nanosecond that 64 bits can say, in the year 2554: those are what OTLP has. */
const LATEST_NANOSECOND = 2 ** 64 / 1e6;

const digits = /^\d+$/;
const decimal = /^-?\d+(?:\.\d+)?$/;

/** OTLP times: nanoseconds as a decimal string, or as a number (beyond 2^53 its last digits are already rounded). */
export function instantFromNanoseconds(value: unknown): Parsed<Instant> {
  if (typeof value === 'string' && digits.test(value)) {
    const split = value.length - 6;
    const instant =
      split > 0
        ? { milliseconds: Number(value.slice(0, split)), nanoseconds: Number(value.slice(split)) }
        : { milliseconds: 0, nanoseconds: Number(value) };
    return present(instant, LATEST_NANOSECOND);
  }
  // Of the numbers that one double stands for, its shortest spelling is what the source is likely to have written.
  if (typeof value === 'bigint' || isLargeInteger(value)) return instantFromNanoseconds(String(value));
  return fromUnits(value, 1e6);
}

/** Jaeger and Zipkin times: microseconds as a number, which may have a fraction, or as a decimal string. */
export function instantFromMicroseconds(value: unknown): Parsed<Instant> {
  return fromUnits(value, 1e3);
}

/** Milliseconds as a number, which may have a fraction, or as a decimal string. */
export function instantFromMilliseconds(value: unknown): Parsed<Instant> {
  return fromUnits(value, 1);
}

/** OpenTelemetry JS `HrTime`: `[seconds, nanoseconds]`. */
export function instantFromHrTime(value: unknown): Parsed<Instant> {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) return undefined;
  const [seconds, nanoseconds] = value as readonly unknown[];
  if (!isFiniteNumber(seconds) || !isFiniteNumber(nanoseconds)) return undefined;
  const wholeMilliseconds = Math.floor(nanoseconds / 1e6);
  return present({
    milliseconds: seconds * 1e3 + wholeMilliseconds,
    nanoseconds: nanoseconds - wholeMilliseconds * 1e6,
  });
}

const dateTime =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d+))?\s*(?:(Z|UTC)|([+-]\d\d):?(\d\d)?)?(?:\s[A-Z]+)?$/i;

/** RFC 3339 and its looser relatives: `T` or a blank, up to nine fractional digits, any zone; UTC where none is given. */
export function instantFromDateTime(value: unknown): Parsed<Instant> {
  if (value instanceof Date) return fromUnits(value.getTime(), 1);
  if (value === undefined || value === null || value === '') return null;
  const match = typeof value === 'string' ? dateTime.exec(value.trim()) : null;
  if (!match) return undefined;
  const [, day, clock, fraction = '', , zoneHours, zoneMinutes = '00'] = match;
  const zone = zoneHours ? `${zoneHours}:${zoneMinutes}` : 'Z';
  const seconds = Date.parse(`${day}T${clock}${zone}`);
  if (Number.isNaN(seconds)) return undefined;
  const nanoseconds = Number(fraction.slice(0, 9).padEnd(9, '0'));
  // Go prints the zero time as year 1, which means "not set" (an unended span).
  if (seconds < 0 && day!.startsWith('0001-')) return null;
  return present({
    milliseconds: seconds + Math.floor(nanoseconds / 1e6),
    nanoseconds: nanoseconds % 1e6,
  });
}

/** Milliseconds since the Unix epoch, rounded to a double. */
export function toMilliseconds(instant: Instant): number {
  return instant.milliseconds + instant.nanoseconds / 1e6;
}

/** `end − start` in milliseconds, exact to the nanosecond; negative when the end lies before the start. */
export function durationBetween(start: Parsed<Instant>, end: Parsed<Instant>): Parsed<number> {
  if (start === undefined || end === undefined) return undefined;
  if (start === null || end === null) return null;
  const milliseconds = end.milliseconds - start.milliseconds;
  return (milliseconds * 1e6 + (end.nanoseconds - start.nanoseconds)) / 1e6;
}

/** A duration given as a number (or decimal string) of units, `perMillisecond` of which are one millisecond. 0 is a duration. */
export function durationFromUnits(value: unknown, perMillisecond: number): Parsed<number> {
  if (value === undefined || value === null || value === '') return null;
  const duration = (toNumber(value) ?? NaN) / perMillisecond;
  return duration <= LATEST ? duration : undefined;
}

const isoDuration =
  /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** ISO 8601 durations of days, hours, minutes and seconds, such as `PT3.76S`. */
export function durationFromIso(value: unknown): Parsed<number> {
  if (value === undefined || value === null || value === '') return null;
  const match = typeof value === 'string' ? isoDuration.exec(value) : null;
  if (!match) return undefined;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  const whole = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
  return Math.round(whole * 60e9 + Number(seconds) * 1e9) / 1e6;
}

/**
 * How many units are one millisecond, guessed for a bare epoch number from its size: seconds, milliseconds,
 * microseconds or nanoseconds of the years 2001 to 2286. Anything else is taken as milliseconds.
 */
export function guessUnitsPerMillisecond(value: unknown): number {
  const number = toNumber(value) ?? 0;
  if (number >= 1e9 && number < 1e10) return 1e-3;
  if (number >= 1e15 && number < 1e16) return 1e3;
  if (number >= 1e18 && number < 1e19) return 1e6;
  return 1;
}

/** A bare number of `perMillisecond` units (or a decimal string of them). */
export function instantFromUnits(value: unknown, perMillisecond: number): Parsed<Instant> {
  return perMillisecond === 1e6 ? instantFromNanoseconds(value) : fromUnits(value, perMillisecond);
}

function fromUnits(value: unknown, perMillisecond: number): Parsed<Instant> {
  if (value === undefined || value === null || value === '') return null;
  const number = toNumber(value);
  if (number === undefined || number < 0) return undefined;
  if (perMillisecond < 1) return fromUnits(Math.round((number / perMillisecond) * 1e3), 1e3);
  const milliseconds = Math.floor(number / perMillisecond);
  // A remainder of doubles is exact, where multiplying the quotient's fraction would not be.
  const nanoseconds = Math.round(((number % perMillisecond) * 1e6) / perMillisecond);
  return present({ milliseconds, nanoseconds }, perMillisecond === 1e6 ? LATEST_NANOSECOND : LATEST);
}

function toNumber(value: unknown): number | undefined {
  if (isFiniteNumber(value)) return value;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' && decimal.test(value) ? Number(value) : undefined;
}

function present(instant: Instant, latest = LATEST): Parsed<Instant> {
  if (Math.abs(instant.milliseconds) > latest) return undefined;
  return instant.milliseconds === 0 && instant.nanoseconds === 0 ? null : instant;
}

/** An integer beyond the safe range that is still spelled without an exponent. */
function isLargeInteger(value: unknown): value is number {
  return typeof value === 'number' && value > Number.MAX_SAFE_INTEGER && value < 1e21;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
