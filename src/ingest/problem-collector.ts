import type { Problem, ProblemCode } from '../model/problem.js';

const LONGEST_EXAMPLE = 120;

/** Counts problems by code and keeps the first example of each, so that a broken million is one line to read. */
export class ProblemCollector {
  readonly #found = new Map<ProblemCode, { count: number; readonly example: string }>();

  /** Notes `count` occurrences (nothing when 0). `example` should be an id or a place; it is cut to 120 characters. */
  add(code: ProblemCode, example: string, count = 1): void {
    if (count <= 0) return;
    const known = this.#found.get(code);
    if (known) known.count += count;
    else this.#found.set(code, { count, example: shorten(example) });
  }

  /** Notes what another has found. */
  addAll(problems: readonly Problem[]): void {
    for (const { code, example, count } of problems) this.add(code, example, count);
  }

  /** One problem per code, ordered by code. */
  list(): readonly Problem[] {
    return [...this.#found]
      .map(([code, { count, example }]) => ({ code, count, example }))
      .sort((a, b) => (a.code < b.code ? -1 : 1));
  }
}

function shorten(text: string): string {
  return text.length > LONGEST_EXAMPLE ? text.slice(0, LONGEST_EXAMPLE - 1) + '…' : text;
}
