/** Numbers, durations and times as people read them, by `Intl` in the element's language. */

/** Formatters of one language. Made once per language and kept: an `Intl` object is dear to make. */
export interface Formats {
  readonly locale: string;
  number(value: number): string;
  /** For where there is little room: 9,999 as it is, 12K beyond. */
  shortNumber(value: number): string;
  percent(fraction: number): string;
  /** Milliseconds as three significant digits and the symbol of the SI (the same in all languages): µs, ms, s, min, h. */
  duration(milliseconds: number): string;
  /** Time of day with seconds, of milliseconds since the epoch. */
  time(epochMilliseconds: number): string;
  /** Date and time, to the second. */
  dateTime(epochMilliseconds: number): string;
}

const cache = new Map<string, Formats>();

/** Formatters for a BCP 47 language tag; an invalid or empty tag gives the browser's own language. */
export function formatsFor(locale: string): Formats {
  const known = cache.get(locale);
  if (known) return known;
  const made = createFormats(isSupported(locale) ? locale : undefined);
  cache.set(locale, made);
  return made;
}

function isSupported(locale: string): boolean {
  try {
    return locale !== '' && Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false; // Not a well-formed tag: `supportedLocalesOf` says so by a RangeError.
  }
}

function createFormats(locale: string | undefined): Formats {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const dateTime = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
  const significant = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  return {
    locale: number.resolvedOptions().locale,
    number: (value) => number.format(value),
    shortNumber: (value) => (value < 10_000 ? number : compact).format(value),
    percent: (fraction) => percent.format(fraction),
    duration: (milliseconds) => {
      const [value, symbol] = scaleDuration(milliseconds);
      return `${significant.format(value)}\u00a0${symbol}`;
    },
    time: (value) => formatDate(time, value),
    dateTime: (value) => formatDate(dateTime, value),
  };
}

/** A date beyond what `Date` holds (year 275760) makes `Intl` throw; such a time is shown as its number. */
function formatDate(format: Intl.DateTimeFormat, epochMilliseconds: number): string {
  return Math.abs(epochMilliseconds) <= 8.64e15
    ? format.format(epochMilliseconds)
    : String(epochMilliseconds);
}

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** The largest unit of which there is one, after rounding to three digits: 59.96 seconds are a minute. */
function scaleDuration(milliseconds: number): [number, string] {
  if (milliseconds !== 0 && milliseconds < 0.9995) return [milliseconds * 1000, 'µs'];
  if (milliseconds < 999.5) return [milliseconds, 'ms'];
  if (milliseconds < MINUTE - 50) return [milliseconds / 1000, 's'];
  if (milliseconds < HOUR - 0.05 * MINUTE) return [Math.max(1, milliseconds / MINUTE), 'min'];
  return [Math.max(1, milliseconds / HOUR), 'h'];
}
