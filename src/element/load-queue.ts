/** Which inputs are still to be read, what the data consist of by now, and of what is drawn: to go back to. */
import type { DataSummary } from '../data-worker/trace-data.js';
import type { DependencyGraph } from '../model/dependency-graph.js';

export interface Load {
  readonly input: unknown;
  readonly append: boolean;
  /** Whether what is drawn stays in its place. */
  readonly hold: boolean;
  /** Brings back what was there: nothing that anybody waits for. */
  readonly isAgain?: boolean;
}

/** What a graph is made of. */
interface Origin {
  readonly loads: readonly Load[];
  readonly given: DependencyGraph | null;
}

export class LoadQueue {
  #waiting: readonly Load[] = [];
  /** What the data consist of by now. */
  #taken: readonly Load[] = [];
  /** Of what is drawn. */
  #origin: Origin = { loads: this.#taken, given: null };
  /** Whether data that replace others were accepted: what is added to them is refused no more. */
  #isAccepted = true;
  #given: DependencyGraph | null = null;
  /** Whether the host has given it, or taken it back, since the last data that replace. */
  #isGivenSince = false;

  /** The graph that the host has built, to be drawn instead of the data. */
  get given(): DependencyGraph | null {
    return this.#given;
  }

  set given(graph: DependencyGraph | null) {
    this.#given = graph;
    this.#isGivenSince = true;
  }

  /** Those to be read, in this order; what is added later is not in this list. */
  get waiting(): readonly Load[] {
    return this.#waiting;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether there is something that the host has loaded and that is not drawn. */
  get hasUndrawn(): boolean {
    return this.#isReplaced || !this.#waiting.every(({ isAgain }) => isAgain);
  }

  /** Whether there is anything to draw, once nothing waits. */
  get hasContent(): boolean {
    return this.#taken.length > 0 || this.#given !== null;
  }

  /** Data that replace are drawn instead of whatever waits, and of a graph that the host has built. */
  add(load: Load): void {
    if (!load.append) {
      this.#given = null;
      this.#isGivenSince = false;
    }
    this.#waiting = load.append ? [...this.#waiting, load] : [load];
  }

  /**
   * The first has been read: the data consist of it now. Unless anything can be read of data and all that was added to
   * them they are not accepted: bad data never empty the view. Data without spans and without a fault do, by right.
   *
   * @param found in all of the data as they are by now.
   */
  taken(load: Load, { spanCount, problems }: Pick<DataSummary, 'spanCount' | 'problems'>): void {
    this.skip();
    if (!load.append) this.#isAccepted = load.isAgain === true;
    if (spanCount > 0 || problems.length === 0) this.#isAccepted = true;
    this.#taken = load.append ? [...this.#taken, load] : [load];
  }

  /** Whether what was taken may be drawn. */
  get isAccepted(): boolean {
    return this.#isAccepted;
  }

  /** Gives up the first. */
  skip(): void {
    this.#waiting = this.#waiting.slice(1);
  }

  /** What was taken last is not drawn after all: what is drawn is read again. */
  refuse(): void {
    this.#goBack(restored(this.#origin.loads));
  }

  /** Gives up all that is not drawn. What is drawn is read again if other data have taken its place. */
  cancel(): void {
    this.#goBack(this.#isReplaced ? restored(this.#origin.loads) : []);
  }

  #goBack(waiting: readonly Load[]): void {
    this.#waiting = waiting;
    if (!this.#isGivenSince) this.#given = this.#origin.given;
  }

  /** The data, or the host's graph, as they are by now are drawn. */
  drawn(): void {
    this.#isAccepted = true;
    this.#origin = { loads: this.#taken, given: this.#given };
  }

  get #isReplaced(): boolean {
    return this.#taken !== this.#origin.loads;
  }
}

/** The loads that make the data what they were; without any, there are none. */
function restored(loads: readonly Load[]): readonly Load[] {
  const [first = { input: [] }, ...rest] = loads;
  return [
    { input: first.input, append: false, hold: true, isAgain: true },
    ...rest.map(({ input }) => ({ input, append: true, hold: true, isAgain: true })),
  ];
}
