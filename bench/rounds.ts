/** Timing for ratios: subject and reference in turn, so that what else the machine does hits both. */

/** Milliseconds that this process has computed so far: other processes are not in it, waiting neither. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Median CPU times of several kinds of work in milliseconds, in the order of the entries. Each is run once unmeasured,
 * and then all in turn, round after round.
 */
export function medianTimes(works: readonly (() => unknown)[], rounds: number): readonly number[] {
  for (const work of works) work();
  const times = works.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, work] of works.entries()) {
      globalThis.gc?.(); // nobody pays for the garbage of another
      const start = cpuTime();
      work();
      times[index]?.push(cpuTime() - start);
    }
  }
  return times.map(median);
}

/** The middle one of the values; of an even number the upper of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
