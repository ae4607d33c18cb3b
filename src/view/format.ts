/** Numbers, durations and times as people read them, by `Intl` in the element's language. */

/** Formatters of one language. Made once per language and kept: an `Intl` object is dear to make. */
export interface Formats {
  readonly locale: string;
  number(value: number): string;
  /** For where there is little room: 9,999 as it is, 12K beyond. */
  shortNumber(value: number): string;
  percent(fraction: number): string;
  /** Bytes as kilobytes below a megabyte, and as megabytes: "430 MB". */
  size(bytes: number): string;
  /**
   * Milliseconds as three significant digits and a unit: ns, µs, ms, s, min or h. Languages in Latin letters have these
   * symbols of the SI, which their readers know from other tools; others have their own short names.
   */
  duration(milliseconds: number): string;
  /** Time of day with seconds, of milliseconds since the epoch. */
  time(epochMilliseconds: number): string;
  /** How to tell times from one to another: by `time` alone where all are of one day, else with the day. */
  timesWithin(first: number, last: number): (epochMilliseconds: number) => string;
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
  const numbers = (options: Intl.NumberFormatOptions): (() => Intl.NumberFormat) =>
    once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 0, ...options }));
  const times = (options: Intl.DateTimeFormatOptions): (() => Intl.DateTimeFormat) =>
    once(() => new Intl.DateTimeFormat(locale, options));
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const compact = numbers({ notation: 'compact' });
  const percent = numbers({ style: 'percent' });
  const kilobytes = numbers({ style: 'unit', unit: 'kilobyte' });
  const megabytes = numbers({ style: 'unit', unit: 'megabyte' });
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  const time = times(clock);
  const dayTime = times({ ...clock, month: 'short', day: 'numeric' });
  const date = times({ dateStyle: 'short' });
  const dateTime = times({ dateStyle: 'medium', timeStyle: 'medium' });
  const inUnit = durationFormats(number.resolvedOptions().locale);
  return {
    locale: number.resolvedOptions().locale,
    number: (value) => number.format(value),
    shortNumber: (value) => (value < 10_000 ? number : compact()).format(value),
    percent: (fraction) => percent().format(fraction),
    size: (bytes) => (bytes < 1e6 ? kilobytes().format(bytes / 1e3) : megabytes().format(bytes / 1e6)),
    duration: (milliseconds) => {
      const [value, unit] = scaleDuration(milliseconds);
      return inUnit(value, unit);
    },
    time: (value) => formatDate(time(), value),
    timesWithin: (first, last) => {
      const isOneDay = once(() => formatDate(date(), first) === formatDate(date(), last));
      return (value) => formatDate(isOneDay() ? time() : dayTime(), value);
    },
    dateTime: (value) => formatDate(dateTime(), value),
  };
}

/** Makes what takes milliseconds to make when it is first asked for: most pages need few of the formatters. */
function once<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** A date beyond what `Date` holds (year 275760) makes `Intl` throw; such a time is shown as its number. */
function formatDate(format: Intl.DateTimeFormat, epochMilliseconds: number): string {
  return Math.abs(epochMilliseconds) <= 8.64e15
    ? format.format(epochMilliseconds)
    : String(epochMilliseconds);
}

const MINUTE = 60_000;
const HOUR = 3_600_000;

type Unit = keyof typeof SYMBOLS;

/** Symbols of the SI, and of the units that it accepts. */
const SYMBOLS = {
  nanosecond: 'ns',
  microsecond: 'µs',
  millisecond: 'ms',
  second: 's',
  minute: 'min',
  hour: 'h',
} as const;

/** Writes a value with its unit, never to be broken between the two. */
function durationFormats(locale: string): (value: number, unit: Unit) => string {
  const figures = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const withSymbol = (value: number, unit: Unit): string => `${figures.format(value)}\u00a0${SYMBOLS[unit]}`;
  if (new Intl.Locale(locale).maximize().script === 'Latn') return withSymbol;
  const formats = new Map<Unit, Intl.NumberFormat | null>();
  return (value, unit) => {
    const known = formats.get(unit);
    const format = known === undefined ? unitFormat(locale, unit) : known;
    if (known === undefined) formats.set(unit, format);
    return format ? format.format(value).replaceAll(' ', '\u00a0') : withSymbol(value, unit);
  };
}

/** `null` for a unit that the browser does not know, as older ones do not know parts of a millisecond. */
function unitFormat(locale: string, unit: Unit): Intl.NumberFormat | null {
  try {
    return new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumSignificantDigits: 3,
    });
  } catch {
    return null;
  }
}

/** The largest unit of which there is one, after rounding to three digits: 59.96 seconds are a minute. */
function scaleDuration(milliseconds: number): [number, Unit] {
  if (milliseconds !== 0 && milliseconds < 0.000_999_5) return [milliseconds * 1_000_000, 'nanosecond'];
  if (milliseconds !== 0 && milliseconds < 0.9995) return [milliseconds * 1000, 'microsecond'];
  if (milliseconds < 999.5) return [milliseconds, 'millisecond'];
  if (milliseconds < MINUTE - 50) return [milliseconds / 1000, 'second'];
  if (milliseconds < HOUR - 0.05 * MINUTE) return [Math.max(1, milliseconds / MINUTE), 'minute'];
  return [Math.max(1, milliseconds / HOUR), 'hour'];
}
