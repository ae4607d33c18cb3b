/** Timing for ratios: subject and reference in turn, so that what else the machine does hits both. */

/**
 * Median times of several kinds of work in milliseconds, in the order of the entries. Each is run once unmeasured,
 * and then all in turn, round after round.
 */
export async function medianTimes(works: readonly (() => unknown)[], rounds: number): Promise<number[]> {
  for (const work of works) await work();
  const times = works.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, work] of works.entries()) {
      globalThis.gc?.(); // nobody pays for the garbage of another
      const start = performance.now();
      await work();
      times[index]?.push(performance.now() - start);
    }
  }
  return times.map(median);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
