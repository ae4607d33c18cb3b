import type { Problem } from '../model/problem.js';

/** One problem per code, ordered by code: counts added up, the first example kept. */
export function addProblems(first: readonly Problem[], second: readonly Problem[]): readonly Problem[] {
  const sums = new Map<string, Problem>();
  for (const problem of [...first, ...second]) {
    const known = sums.get(problem.code);
    sums.set(problem.code, known ? { ...known, count: known.count + problem.count } : problem);
  }
  return [...sums.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
