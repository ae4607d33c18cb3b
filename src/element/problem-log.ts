import type { Problem, ProblemCode } from '../model/problem.js';
import type { DrawingController } from './drawing-controller.js';
import { TraceProblemEvent } from './events.js';
import { failureText } from './failure-text.js';

/** What is wrong at the moment, with the data and with the machinery; what is new is told to host and user. */
export class ProblemLog {
  readonly #view: DrawingController;
  #ofData: readonly Problem[] = [];
  /** Those of data that came last and could not be used, so that the ones before are still drawn. */
  #ofRefused: readonly Problem[] = [];
  #others: readonly Problem[] = [];
  /** Whether the next problems are those of other data, and so all new. */
  #isReplacing = false;

  constructor(view: DrawingController) {
    this.#view = view;
  }

  get list(): readonly Problem[] {
    return [...this.#ofData, ...this.#ofRefused, ...this.#others];
  }

  /** Other data are being read. */
  dataReplaced(): void {
    this.#isReplacing = true;
  }

  /**
   * Takes the problems of the data as they are after a load. Failures of the machinery before it are over.
   *
   * @param isAgain whether they have been told before
   */
  dataRead(problems: readonly Problem[], isAgain: boolean): void {
    const known = new Set(this.#isReplacing ? [] : this.#ofData.map(keyOf));
    if (this.#isReplacing) this.#ofRefused = [];
    this.#isReplacing = false;
    this.#ofData = problems;
    this.#others = this.#others.filter(({ code }) => LASTING.includes(code));
    for (const problem of problems) if (!isAgain && !known.has(keyOf(problem))) this.#raise(problem);
  }

  /** The other data are not wanted any more, or nothing in them could be read, for these reasons: those before are kept. */
  dataKept(problems: readonly Problem[]): void {
    const { announcer, strings, element } = this.#view;
    this.#isReplacing = false;
    if (problems.length === 0) return;
    this.#ofRefused = problems;
    announcer.announce('problem', problems.map(({ code }) => strings.problemTexts[code]).join(' '));
    element.requestUpdate();
    for (const problem of problems) this.#raise(problem);
  }

  /** Takes a failure of the machinery, in the place of an earlier one of the same code. */
  add(problem: Problem): void {
    const { announcer, strings, element } = this.#view;
    this.#others = [...this.#others.filter(({ code }) => code !== problem.code), problem];
    announcer.announce('problem', strings.problemTexts[problem.code]);
    element.requestUpdate();
    this.#raise(problem);
  }

  /** Our own code failed: what it was asked for is not to be had. */
  fail(error: unknown): void {
    const kind = error instanceof Error ? `${error.name}: ` : '';
    this.add({ code: 'internal-error', count: 1, example: kind + failureText(error) });
  }

  /** A failure is over. */
  remove(code: ProblemCode): void {
    this.#others = this.#others.filter((problem) => problem.code !== code);
    this.#view.element.requestUpdate();
  }

  #raise(problem: Problem): void {
    this.#view.element.dispatchEvent(new TraceProblemEvent(problem));
  }
}

/** Failures that other data do not end. */
const LASTING: readonly ProblemCode[] = ['source-failed', 'strings-failed'];

/** Equal for a problem that has been told already. */
const keyOf = ({ code, count }: Problem): string => `${code} ${count}`;
