/**
 * The way of the data, in one place: data → graph → boxes → layout. A change re-enters at the lowest stage that it
 * touches; what runs at that stage or below is cancelled, what runs above goes on and picks the change up when it
 * arrives there. Nothing of the DOM is here.
 */
import type { DataSummary, TraceData } from '../data-worker/trace-data.js';
import type { GraphOptions } from '../graph/graph-options.js';
import type { LayoutClient } from '../layout/layout-client.js';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { LayoutInput } from '../model/layout.js';
import type { Problem } from '../model/problem.js';
import { LayoutStage, type Drawing, type LayoutStageHost } from './layout-stage.js';
import { LoadQueue } from './load-queue.js';

/** The stages, lowest first. What comes after `layout` is drawing, which the element does by itself. */
export type Stage = 'data' | 'graph' | 'boxes' | 'layout';

const STAGES: readonly Stage[] = ['data', 'graph', 'boxes', 'layout'];

/** Settings are read when a stage begins, so they are always the latest. */
export interface PipelineHost extends LayoutStageHost {
  readonly graphOptions: () => GraphOptions;
  /** Whether a graph lacks what must stay drawn; `true` when the options now bring it back, and the graph is built again. */
  readonly keepsDrawn: (graph: DependencyGraph) => boolean;
  /** What the boxes have to wait for, since their texts are not there yet. Never rejects; `null` when they are. */
  readonly textsReady: () => Promise<void> | null;
  /** The part of a graph that is drawn: all of it, unless the user has put something away. */
  readonly reduce: (graph: DependencyGraph) => DependencyGraph;
  /** Measures the boxes; `null` while nothing can be measured, e.g. in a hidden element. */
  readonly layoutInput: (graph: DependencyGraph) => LayoutInput | null;
  /** An input begins to be read. */
  readonly onLoad: (input: unknown) => void;
  readonly onProgress: (fraction: number) => void;
  /** @param isAgain whether these data were read before, so that nothing of them is new */
  readonly onSummary: (summary: DataSummary, isAgain: boolean) => void;
  /** Nothing in an input could be read, for these reasons: what was drawn before stays, with its data. */
  readonly onRefused: (problems: readonly Problem[]) => void;
  /** A stage failed, so that no drawing will come of it. */
  readonly onFailed: (error: unknown) => void;
  /** All that was asked for is done; not told of what is left when the work is suspended. */
  readonly onSettled: () => void;
}

/** Runs the stages one after another and tells its host what they have made. */
export class Pipeline {
  readonly #host: PipelineHost;
  readonly #data: () => TraceData<GraphOptions>;
  readonly #layout: LayoutStage;
  readonly #queue = new LoadQueue();
  readonly #runs: Record<Stage, number> = { data: 0, graph: 0, boxes: 0, layout: 0 };
  #graph: DependencyGraph | null = null;
  /** What of it is drawn. */
  #reduced: DependencyGraph | null = null;
  #input: LayoutInput | null = null;
  /** Whether what is drawn holds still in the next layout: all that has changed since was added to it. */
  #holds = false;
  #pending: Stage | null = null;
  #current: { stage: Stage; controller: AbortController } | null = null;
  /** Whether a drawing stands that the running layout may make better. */
  #isDrafted = false;
  /** What is wrong with data in which nothing could be read. */
  #unread: readonly Problem[] = [];
  #settled: Promise<void> = Promise.resolve();
  /** Told as soon as everything asked for is drawn, be it as a draft. */
  #waiting: (() => void)[] = [];
  #suspended = false;

  /** @param data, layout given as functions, so that nothing is started before it is needed. */
  constructor(host: PipelineHost, data: () => TraceData<GraphOptions>, layout: () => LayoutClient) {
    this.#host = host;
    this.#data = data;
    this.#layout = new LayoutStage({ ...host, onDrawing: (drawing) => this.#show(drawing) }, layout);
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
    return this.#queue.given !== null;
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
    this.#queue.add({ input, append, hold });
    // What is read or drawn now is finished first, unless it is a draft that could only become a little better.
    if (append && this.#current && !this.#isDrafted) return;
    this.invalidate('data', hold);
  }

  /**
   * Gives up data that are being read, or that are read and not drawn yet: what is drawn stays, and so do its data.
   * Says whether there were any.
   */
  cancelLoad(): boolean {
    const queue = this.#queue;
    if (!queue.hasUndrawn) return false;
    this.#current?.controller.abort();
    this.#pending = null;
    queue.cancel();
    if (!queue.isEmpty) this.invalidate('data', this.#holds);
    else if (queue.hasContent) this.invalidate('graph', this.#holds); // with the settings of now
    return true;
  }

  /** Draws a graph that the host has built; `null` goes back to the data. */
  setGraph(graph: DependencyGraph | null): void {
    this.#queue.given = graph;
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
    this.#layout.forget();
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
      if (this.#pending === null && !this.#queue.isEmpty) this.#pending = 'data';
    }
    this.#current = null;
    this.#tellWaiting();
    // What is left is done by `resume`.
    if (this.#pending === null) this.#host.onSettled();
  }

  /** Whether there is a draft of all that was asked for. */
  get #isShown(): boolean {
    return this.#isDrafted && this.#pending === null && this.#queue.isEmpty;
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
        this.#graph = this.#queue.given ?? (await this.#buildGraph(signal));
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
        if (this.#reduced && this.#input)
          await this.#layout.run(this.#reduced, this.#input, this.#holds, signal);
        return null;
    }
  }

  async #readData(signal: AbortSignal): Promise<Stage | null> {
    const queue = this.#queue;
    // Those that come meanwhile are read when these are drawn.
    for (const load of queue.waiting) {
      if (!load.hold) this.#holds = false;
      const { onLoad, onProgress, onSummary } = this.#host;
      if (!load.isAgain) onLoad(load.input);
      const summary = await this.#data().load(load.input, { append: load.append, signal, onProgress });
      if (signal.aborted) return null;
      queue.taken(load, summary);
      if (!queue.isAccepted) {
        this.#unread = summary.problems;
        // Something that can be read may have been added to it.
        if (queue.isEmpty) this.#refuse();
        // Whatever else was asked for has to wait for the data.
        return 'data';
      }
      onSummary(summary, load.isAgain === true);
    }
    return 'graph';
  }

  /** Goes back to the data of what is drawn. */
  #refuse(): void {
    this.#queue.refuse();
    this.#host.onRefused(this.#unread);
  }

  async #buildGraph(signal: AbortSignal): Promise<DependencyGraph> {
    const graph = await this.#data().buildGraph(this.#host.graphOptions(), signal);
    if (!this.#holds || signal.aborted || !this.#host.keepsDrawn(graph)) return graph;
    return this.#data().buildGraph(this.#host.graphOptions(), signal);
  }

  #show(drawing: Drawing): void {
    this.#holds = true;
    this.#queue.drawn();
    if (drawing.isDraft) this.#isDrafted = true;
    this.#host.onDrawing(drawing);
    if (drawing.isDraft && this.#isShown) this.#tellWaiting();
  }

  /** Machinery failed (data problems are not errors). What was drawn stays; the failure is reported, not swallowed. */
  #fail(stage: Stage, error: unknown): void {
    if (stage === 'data') {
      this.#queue.skip();
      if (this.#queue.isEmpty && !this.#queue.isAccepted) this.#refuse();
      if (!this.#queue.isEmpty) this.#continueWith('data');
    }
    this.#host.onFailed(error);
  }
}

function rank(stage: Stage): number {
  return STAGES.indexOf(stage);
}
