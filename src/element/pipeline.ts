/**
 * The way of the data, in one place: data → graph → boxes → layout. A change re-enters at the lowest stage that it
 * touches; what runs at that stage or below is cancelled, what runs above goes on and picks the change up when it
 * arrives there. Nothing of the DOM is here.
 */
import type { DataSummary, TraceData } from '../data-worker/trace-data.js';
import type { GraphOptions } from '../graph/graph-options.js';
import type { Draft, LayoutClient } from '../layout/layout-client.js';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { LayoutInput, PlacedGraph } from '../model/layout.js';
import type { Problem } from '../model/problem.js';
import { sameLayoutInput } from './same-layout-input.js';

/** The stages, lowest first. What comes after `layout` is drawing, which the element does by itself. */
export type Stage = 'data' | 'graph' | 'boxes' | 'layout';

const STAGES: readonly Stage[] = ['data', 'graph', 'boxes', 'layout'];

/** A finished layout with what it was made of. */
export interface Drawing {
  readonly graph: DependencyGraph;
  readonly placed: PlacedGraph;
  /** From the request for a layout to its answer; 0 when the last layout still held. */
  readonly milliseconds: number;
  /** Why the built-in layout draws although ELK should have; `null` when nothing went wrong. */
  readonly problem: Problem | null;
  /** Whether an earlier drawing was added to, rather than everything laid out afresh. */
  readonly extended: boolean;
  /** Whether another drawing of the same may follow. */
  readonly isDraft: boolean;
  /** Whether it comes in the place of a draft of the same. */
  readonly isFinal: boolean;
  /** Whether all that has changed since the drawing before was added to it: it should be seen to hold still. */
  readonly held: boolean;
}

/** Settings are read when a stage begins, so they are always the latest. */
export interface PipelineHost {
  readonly graphOptions: () => GraphOptions;
  /** Whether a graph lacks what must stay drawn; `true` when the options now bring it back, and the graph is built again. */
  readonly keepsDrawn: (graph: DependencyGraph) => boolean;
  /** What the boxes have to wait for, since their texts are not there yet. Never rejects; `null` when they are. */
  readonly textsReady: () => Promise<void> | null;
  /** The part of a graph that is drawn: all of it, unless the user has put something away. */
  readonly reduce: (graph: DependencyGraph) => DependencyGraph;
  /** Measures the boxes; `null` while nothing can be measured, e.g. in a hidden element. */
  readonly layoutInput: (graph: DependencyGraph) => LayoutInput | null;
  readonly layoutProfile: () => 'auto' | 'elk' | 'instant';
  /** Whether a draft may still be replaced by a better drawing: not once somebody has begun to work with it. */
  readonly mayReplace: () => boolean;
  /** An input begins to be read. */
  readonly onLoad: (input: unknown) => void;
  readonly onProgress: (fraction: number) => void;
  /** @param isAgain whether these data were read before, so that nothing of them is new */
  readonly onSummary: (summary: DataSummary, isAgain: boolean) => void;
  /** Nothing in an input could be read, for these reasons: what was drawn before stays, with its data. */
  readonly onRefused: (problems: readonly Problem[]) => void;
  readonly onDrawing: (drawing: Drawing) => void;
  readonly onProblem: (problem: Problem) => void;
  /** A stage failed, so that no drawing will come of it. */
  readonly onFailed: () => void;
  /** All that was asked for is done; not told of what is left when the work is suspended. */
  readonly onSettled: () => void;
}

interface Load {
  readonly input: unknown;
  readonly append: boolean;
  readonly hold: boolean;
  /** Brings back what was there: nothing that anybody waits for. */
  readonly isAgain?: boolean;
}

/** What a graph is made of. */
interface Origin {
  readonly loads: readonly Load[];
  readonly given: DependencyGraph | null;
  /** Whether nothing of it is drawn. */
  readonly isEmpty: boolean;
}

/** What the last layout was made of, and what came of it. */
interface Placed {
  readonly input: LayoutInput;
  readonly profile: string;
  readonly result: PlacedGraph;
  readonly problem: Problem | null;
  readonly extended: boolean;
}

/** Runs the stages one after another and tells its host what they have made. */
export class Pipeline {
  readonly #host: PipelineHost;
  readonly #data: () => TraceData<GraphOptions>;
  readonly #layout: () => LayoutClient;
  readonly #runs: Record<Stage, number> = { data: 0, graph: 0, boxes: 0, layout: 0 };
  #loads: Load[] = [];
  /** What the data consist of by now. */
  #taken: readonly Load[] = [];
  #given: DependencyGraph | null = null;
  /** Of what is drawn, to go back to. */
  #origin: Origin = { loads: this.#taken, given: null, isEmpty: true };
  #graph: DependencyGraph | null = null;
  /** What of it is drawn. */
  #reduced: DependencyGraph | null = null;
  #input: LayoutInput | null = null;
  #placed: Placed | null = null;
  /** Whether what is drawn holds still in the next layout: all that has changed since was added to it. */
  #holds = false;
  #pending: Stage | null = null;
  #current: { stage: Stage; controller: AbortController } | null = null;
  /** Whether a drawing stands that the running layout may make better. */
  #isDrafted = false;
  #settled: Promise<void> = Promise.resolve();
  /** Told as soon as everything asked for is drawn, be it as a draft. */
  #waiting: (() => void)[] = [];
  #suspended = false;

  /** @param data, layout given as functions, so that nothing is started before it is needed. */
  constructor(host: PipelineHost, data: () => TraceData<GraphOptions>, layout: () => LayoutClient) {
    this.#host = host;
    this.#data = data;
    this.#layout = layout;
  }

  /** How often each stage has begun since the element was made. */
  get runs(): Readonly<Record<Stage, number>> {
    return this.#runs;
  }

  /** Resolves when everything asked for so far is drawn, cancelled, suspended or reported as failed. Never rejects. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /** As `settled`, without waiting for a better drawing of what is drawn already. */
  get drawn(): Promise<void> {
    if (this.#isShown) return Promise.resolve();
    const shown = new Promise<void>((resolve) => void this.#waiting.push(resolve));
    return Promise.race([shown, this.#settled]);
  }

  /** Whether the host's own graph is drawn, of which no spans are known. */
  get isGiven(): boolean {
    return this.#given !== null;
  }

  /** Whether a stage is running. */
  get busy(): boolean {
    return this.#current !== null;
  }

  /**
   * Takes new data. Data that replaces cancels what is being read, and is drawn instead of a graph that the host has
   * built, which appended data leaves as it is. Appended data waits until what is under way is drawn: in a stream that
   * never pauses, something new would otherwise never be seen.
   *
   * @param hold whether what is drawn stays in its place. Default: it does when data are appended.
   */
  load(input: unknown, append: boolean, hold = append): void {
    if (!append) this.#given = null;
    this.#loads = append ? [...this.#loads, { input, append, hold }] : [{ input, append, hold }];
    // What is read or drawn now is finished first, unless it is a draft that could only become a little better.
    if (append && this.#current && !this.#isDrafted) return;
    this.invalidate('data', hold);
  }

  /**
   * Gives up data that are being read, or that are read and not drawn yet: what is drawn stays, and so do its data.
   * Says whether there were any.
   */
  cancelLoad(): boolean {
    const { loads, given } = this.#origin;
    const isReplaced = this.#taken !== loads;
    if (this.#loads.every(({ isAgain }) => isAgain) && !isReplaced) return false;
    this.#current?.controller.abort();
    this.#pending = null;
    this.#given = given;
    this.#loads = isReplaced ? restored(loads) : [];
    if (isReplaced) this.invalidate('data', this.#holds);
    else if (loads.length > 0 || given !== null) this.invalidate('graph', this.#holds); // with the settings of now
    return true;
  }

  /** Draws a graph that the host has built; `null` goes back to the data. */
  setGraph(graph: DependencyGraph | null): void {
    this.#given = graph;
    this.invalidate('graph');
  }

  /** Begins again at a stage, with the settings as they are then; `hold` leaves in its place what is drawn. */
  invalidate(stage: Stage, hold = false): void {
    if (!hold) this.#holds = false;
    if (this.#pending === null || rank(stage) < rank(this.#pending)) this.#pending = stage;
    if (this.#current && rank(stage) <= rank(this.#current.stage)) this.#current.controller.abort();
    if (!this.#current && !this.#suspended) this.#settled = this.#run();
  }

  /** Lays out afresh, also when nothing has changed: after a failure, or many additions, it may go better. */
  retryLayout(): void {
    this.#placed = null;
    this.invalidate('layout');
  }

  /** Stops work until `resume`; what is unfinished is done then. */
  suspend(): void {
    this.#suspended = true;
    if (this.#current) this.invalidate(this.#current.stage, this.#holds);
  }

  resume(): void {
    this.#suspended = false;
    if (this.#pending !== null && !this.#current) this.#settled = this.#run();
  }

  async #run(): Promise<void> {
    while (this.#pending !== null && !this.#suspended) {
      const stage = this.#pending;
      const controller = new AbortController();
      this.#pending = null;
      this.#current = { stage, controller };
      this.#isDrafted = false;
      this.#runs[stage]++;
      try {
        const next = await this.#step(stage, controller.signal);
        if (next !== null && !controller.signal.aborted) this.#continueWith(next);
      } catch (error) {
        if (!controller.signal.aborted) this.#fail(stage, error);
      }
      if (this.#pending === null && this.#loads.length > 0) this.#pending = 'data';
    }
    this.#current = null;
    this.#tellWaiting();
    // What is left is done by `resume`.
    if (this.#pending === null) this.#host.onSettled();
  }

  /** Whether there is a draft of all that was asked for. */
  get #isShown(): boolean {
    return this.#isDrafted && this.#pending === null && this.#loads.length === 0;
  }

  #tellWaiting(): void {
    for (const tell of this.#waiting) tell();
    this.#waiting = [];
  }

  #continueWith(next: Stage): void {
    if (this.#pending === null || rank(next) < rank(this.#pending)) this.#pending = next;
  }

  /** Runs one stage and names the next, or `null` when there is nothing more to do. */
  async #step(stage: Stage, signal: AbortSignal): Promise<Stage | null> {
    switch (stage) {
      case 'data':
        return this.#readData(signal);
      case 'graph':
        this.#graph = this.#given ?? (await this.#buildGraph(signal));
        return 'boxes';
      case 'boxes': {
        if (this.#graph === null) return 'graph';
        const texts = this.#host.textsReady();
        if (texts) await texts;
        if (signal.aborted) return null;
        this.#reduced = this.#host.reduce(this.#graph);
        this.#input = this.#host.layoutInput(this.#reduced);
        return this.#input ? 'layout' : null;
      }
      case 'layout':
        return this.#layOut(signal);
    }
  }

  async #readData(signal: AbortSignal): Promise<Stage | null> {
    // Those that come meanwhile are read when these are drawn.
    for (const load of this.#loads) {
      if (!load.hold) this.#holds = false;
      const { onLoad, onProgress, onSummary, onRefused } = this.#host;
      if (!load.isAgain) onLoad(load.input);
      const summary = await this.#data().load(load.input, { append: load.append, signal, onProgress });
      if (signal.aborted) return null;
      this.#loads = this.#loads.slice(1);
      this.#taken = load.append ? [...this.#taken, load] : [load];
      if (this.#isRefused(load, summary)) {
        this.#loads = [...restored(this.#origin.loads), ...this.#loads];
        this.#given = this.#origin.given;
        onRefused(summary.problems);
        // Whatever else was asked for has to wait for the data.
        return 'data';
      }
      onSummary(summary, load.isAgain === true);
    }
    return 'graph';
  }

  /** Whether bad data would empty the view. Data without spans and without a fault do, by right. */
  #isRefused({ append, isAgain }: Load, { spanCount, problems }: DataSummary): boolean {
    return !append && !isAgain && spanCount === 0 && problems.length > 0 && !this.#origin.isEmpty;
  }

  async #buildGraph(signal: AbortSignal): Promise<DependencyGraph> {
    const graph = await this.#data().buildGraph(this.#host.graphOptions(), signal);
    if (!this.#holds || signal.aborted || !this.#host.keepsDrawn(graph)) return graph;
    return this.#data().buildGraph(this.#host.graphOptions(), signal);
  }

  async #layOut(signal: AbortSignal): Promise<null> {
    const graph = this.#reduced;
    const input = this.#input;
    if (!graph || !input) return null;
    const profile = this.#host.layoutProfile();
    const before = this.#placed?.profile === profile ? this.#placed : null;
    const held = this.#holds && before !== null;
    if (before && sameLayoutInput(before.input, input)) {
      const { result: placed, problem, extended } = before;
      this.#holds = true;
      this.#drawn();
      const kept = { isDraft: false, isFinal: false, milliseconds: 0 };
      this.#host.onDrawing({ graph, placed, problem, extended, held, ...kept });
      return null;
    }
    const extend = held ? { extend: { input: before.input, placed: before.result } } : {};
    let drawn: PlacedGraph | null = null;
    const take = (
      placed: PlacedGraph,
      rest: Omit<Drawing, 'graph' | 'placed' | 'held' | 'isFinal'>,
    ): void => {
      const { problem, extended } = rest;
      // A better drawing of the same replaces a draft: that is no addition.
      const isFinal = drawn !== null;
      const isHeld = held && !isFinal;
      drawn = placed;
      this.#placed = { input, profile, result: placed, problem, extended };
      this.#holds = true;
      this.#drawn();
      this.#host.onDrawing({ graph, placed, held: isHeld, isFinal, ...rest });
    };
    const onDraft = ({ graph: placed, milliseconds }: Draft): void => {
      if (signal.aborted) return;
      this.#isDrafted = true;
      take(placed, { milliseconds, problem: null, extended: false, isDraft: true });
      if (this.#isShown) this.#tellWaiting();
    };
    const outcome = await this.#layout().layout(input, { signal, profile, onDraft, ...extend });
    if (outcome.status === 'cancelled' || signal.aborted) return null;
    const { graph: placed, problem, milliseconds, extended } = outcome;
    if (problem) this.#host.onProblem(problem);
    // A draft that stays is told of again only if something is to be said of it.
    if (placed === drawn ? problem === null : drawn && !this.#host.mayReplace()) return null;
    take(placed, { milliseconds, problem, extended, isDraft: false });
    return null;
  }

  #drawn(): void {
    const isEmpty = this.#input?.nodes.length === 0;
    this.#origin = { loads: this.#taken, given: this.#given, isEmpty };
  }

  /** Machinery failed (data problems are not errors). What was drawn stays; the failure is reported, not swallowed. */
  #fail(stage: Stage, error: unknown): void {
    if (stage === 'data') {
      this.#loads = this.#loads.slice(1);
      if (this.#loads.length > 0) this.#continueWith('data');
    }
    const example =
      error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'unknown error';
    this.#host.onProblem({ code: 'worker-failed', count: 1, example });
    this.#host.onFailed();
  }
}

/** The loads that make the data what they were; without any, there are none. */
function restored(loads: readonly Load[]): Load[] {
  const [first = { input: [] }, ...rest] = loads;
  return [
    { input: first.input, append: false, hold: true, isAgain: true },
    ...rest.map(({ input }) => ({ input, append: true, hold: true, isAgain: true })),
  ];
}

function rank(stage: Stage): number {
  return STAGES.indexOf(stage);
}
