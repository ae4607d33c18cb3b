import type { Histogram } from '../model/details.js';
import type { SpanIndex } from './span-index.js';

/** Bars that a small picture can show side by side and a reader still compare. */
const mostBins = 16;

/** Where the longest is this many times the shortest, bins of equal width leave most of them empty. */
const logarithmicFrom = 8;

/**
 * How the durations of spans are spread, those that ended; `null` when none did. Bins are of equal width when the
 * durations are close together, and of equal ratio when they are far apart, so that a long tail does not squeeze all
 * the others into one bin. Durations of 0 have a bin of their own then.
 */
export function histogramOf({ duration, failed }: SpanIndex, members: Int32Array): Histogram | null {
  const ended = members.filter((span) => !Number.isNaN(duration[span]!));
  if (ended.length === 0) return null;
  const edges = binEdges(ended, duration);
  const counts = new Int32Array(edges.length);
  const errorCounts = new Int32Array(edges.length);
  for (const span of ended) {
    const bin = binAt(edges, duration[span]!);
    counts[bin]!++;
    errorCounts[bin]! += failed[span]!;
  }
  const bins = Array.from(edges.subarray(0, Math.max(1, edges.length - 1)), (from, bin) => ({
    from,
    to: edges[bin + 1] ?? from,
    count: counts[bin]!,
    errorCount: errorCounts[bin]!,
  }));
  return { bins };
}

/** Where the bins begin, and the end of the last; one edge only when all durations are equal. */
function binEdges(spans: Int32Array, duration: Float64Array): Float64Array {
  let min = Infinity;
  let max = 0;
  let leastPositive = Infinity;
  for (const span of spans) {
    const value = duration[span]!;
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (value > 0) leastPositive = Math.min(leastPositive, value);
  }
  if (min === max) return Float64Array.of(min);
  const isFar = max / leastPositive >= logarithmicFrom;
  const first = isFar ? leastPositive : min;
  const bins = mostBins - (first > min ? 1 : 0);
  const edges = first > min ? [min, first] : [min];
  for (let bin = 1; bin < bins; bin++) {
    const edge = isFar
      ? Math.exp(Math.log(first) + ((Math.log(max) - Math.log(first)) * bin) / bins)
      : first + ((max - first) * bin) / bins;
    // Durations that differ in their last digit only leave no room for so many edges.
    if (edge > edges.at(-1)! && edge < max) edges.push(edge);
  }
  edges.push(max);
  return Float64Array.from(edges);
}

/** The bin of a duration, by bisection; the longest duration is in the last. */
function binAt(edges: Float64Array, value: number): number {
  let low = 0;
  let high = Math.max(0, edges.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (edges[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
