/** The slow reading of the figures that nodes, edges and stubs carry. */
import type { Durations, Wait } from '../../src/model/dependency-graph.js';
import { compareStarts, type SlowCall, type SlowSpan } from './slow-spans.js';

/** "Spans that never ended are counted but left out of durations"; percentiles by nearest rank. */
export function slowDurations(durations: readonly (number | null)[]): Durations | null {
  const sorted = durations.filter((duration) => duration !== null).sort((a, b) => a - b);
  const count = sorted.length;
  if (count === 0) return null;
  const at = (index: number): number => sorted[index] ?? NaN;
  const rank = (percent: number): number => at(Math.ceil((percent * count) / 100) - 1);
  const sum = sorted.reduce((total, duration) => total + duration, 0);
  return {
    count,
    min: at(0),
    max: at(count - 1),
    sum,
    avg: sum / count,
    p50: rank(50),
    p95: rank(95),
    p99: rank(99),
  };
}

/**
 * Milliseconds from a time to the next that a double can tell, by which rounding may set two apart that are the same; at
 * least half of the nanosecond that formats can tell.
 */
export function step(time: number): number {
  const next = new BigInt64Array(new Float64Array([time]).buffer);
  next[0]! += 1n;
  return Math.max(5e-7, new Float64Array(next.buffer)[0]! - time);
}

/** "wait = callee start − caller end (min/avg/max; negative values are counted apart as `overlapping` […])". */
export function slowWait(calls: readonly SlowCall[]): Wait | null {
  const waits: number[] = [];
  for (const { caller, callee } of calls) {
    const { startTime, duration } = caller.span;
    if (startTime === null || duration === null || callee.span.startTime === null) continue;
    // Starts first: their difference is exact, while a start since 1970 plus a duration is rounded.
    const wait = callee.span.startTime - startTime - duration;
    waits.push(Math.abs(wait) <= step(startTime) ? 0 : wait);
  }
  // "`wait` is null when no call has both times; when all calls overlap, its times are 0."
  if (waits.length === 0) return null;
  const shown = waits.filter((wait) => wait >= 0).sort((a, b) => a - b);
  const overlapping = waits.length - shown.length;
  if (shown.length === 0) return { min: 0, avg: 0, max: 0, overlapping };
  const sum = shown.reduce((total, wait) => total + wait, 0);
  return { min: shown[0] ?? NaN, avg: sum / shown.length, max: shown.at(-1) ?? NaN, overlapping };
}

type Interval = readonly [start: number, end: number];

/**
 * "`selfTime` and `wallTime` leave out spans that never ended or have no start." Times are told from an origin, since a
 * start since 1970 plus a duration would be rounded to a quarter of a microsecond.
 */
function intervals(spans: readonly SlowSpan[], origin: number): Interval[] {
  return spans.flatMap(({ span: { startTime, duration } }) =>
    startTime === null || duration === null
      ? []
      : [[startTime - origin, startTime - origin + duration] as const],
  );
}

/** Length of the union of the intervals; what touches, as far as one can tell, has no gap. */
function covered(all: readonly Interval[], resolution: number): number {
  let length = 0;
  let reached = -Infinity;
  for (const [start, end] of [...all].sort((a, b) => a[0] - b[0])) {
    const from = start > reached + resolution ? start : reached;
    length += Math.max(0, end - from);
    reached = Math.max(reached, end);
  }
  return length;
}

/** "wall time (union of intervals, so overlapping work is not counted twice)". */
export function slowWallTime(spans: readonly SlowSpan[]): number {
  const earliest = spans.map((one) => one.span.startTime).sort(compareStarts)[0];
  return covered(intervals(spans, earliest ?? 0), step(earliest ?? 0));
}

/** "`selfTime` subtracts the union of the span's children, hidden or not, clipped to the span." */
export function slowSelfTime(spans: readonly SlowSpan[]): number {
  let total = 0;
  for (const { span, children } of spans) {
    if (span.startTime === null || span.duration === null) continue;
    const end = span.duration;
    const clip = (time: number): number => Math.min(Math.max(time, 0), end);
    const clipped = intervals(children, span.startTime).map(([from, to]) => [clip(from), clip(to)] as const);
    const resolution = step(span.startTime);
    const rest = span.duration - covered([[0, 0], ...clipped], resolution);
    if (clipped.length === 0 || rest > resolution) total += rest;
  }
  return total;
}
