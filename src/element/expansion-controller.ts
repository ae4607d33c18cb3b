/**
 * What the user has asked to see beyond the limits. Calls are kept by the ids of their traces, one per call, so that an
 * expansion outlives the grouping and the data in which it was made; ids of stubs that a host has given are kept too.
 */
import type { ReactiveController } from 'lit';
import type { AsyncStub } from '../model/dependency-graph.js';
import type { Page, StubCallRow } from '../model/details.js';
import type { Scene } from '../view/scene.js';
import type { DrawingController } from './drawing-controller.js';
import { readLimit } from './settings.js';

/** How long nodes that an expansion has added stay marked. */
const MARKED_MILLISECONDS = 2000;

/** An announcement names so many of the new nodes. */
const NAMES_SPOKEN = 2;

/** What has just been added to a drawing. */
export interface Addition {
  /** Id of the node whose calls were hidden, and which holds still; `null` when nobody has expanded anything. */
  readonly anchor: string | null;
  /** What is announced; `null` when no node is new. */
  readonly news: string | null;
}

/** Finds the traces behind hidden calls, has them drawn, and marks what they have added. */
export class ExpansionController implements ReactiveController {
  private readonly _view: DrawingController;
  private _expanded: readonly string[] = [];
  private _requests = new AbortController();
  private _settled: Promise<unknown> = Promise.resolve();
  /** The node whose expansion the next drawing will show. */
  private _anchor: string | null = null;
  private _added: ReadonlySet<string> = new Set();
  private _timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: DrawingController) {
    this._view = view;
    view.element.addController(this);
  }

  /** As `buildDependencyGraph` takes it. */
  get expanded(): readonly string[] {
    return this._expanded;
  }

  /** Ids of the nodes that the last expansion has added, for as long as they are marked. */
  get added(): ReadonlySet<string> {
    return this._added;
  }

  /** Resolves when the traces of all that was expanded are known. Never rejects. */
  get settled(): Promise<unknown> {
    return this._settled;
  }

  /** How many calls an expansion draws; infinite without a limit. */
  get step(): number {
    return readLimit(this._view.element.asyncLimit) || Infinity;
  }

  hostDisconnected(): void {
    clearTimeout(this._timer);
    this._added = new Set();
  }

  /** Takes what the host has kept; what is under way is dropped for it. */
  restore(expanded: readonly string[]): void {
    this.abort();
    this._set(expanded, false);
  }

  /** Drops what is under way: the data in which it was asked for are gone. */
  abort(): void {
    this._requests.abort();
    this._requests = new AbortController();
    this._anchor = null;
  }

  /** Draws the next calls of a stub. An id that is not drawn, or in a graph of the host's, is kept as it is. */
  expand(stubId: string): void {
    const { graph, pipeline, source } = this._view;
    const stub = graph?.stubs.find(({ id }) => id === stubId);
    if (stub && !stub.loaded) void source.load(stub);
    else if (stub && !pipeline.isGiven) void this.draw(stub, this.step);
    else this._set([...this._expanded, stubId]);
  }

  /**
   * Draws the first calls of a stub.
   *
   * @returns whether there is something to draw; it is in `expanded` then.
   */
  draw(stub: AsyncStub, limit: number): Promise<boolean> {
    const { signal } = this._requests;
    const drawing = this.calls(stub.id, limit, signal)
      .then(
        (page) => !signal.aborted && this.drawTraces(stub, page?.rows.map(({ traceId }) => traceId) ?? []),
      )
      .catch((error: unknown) => {
        if (!signal.aborted) this._view.problemLog.fail(error);
        return false;
      });
    this._settled = Promise.all([this._settled, drawing]);
    return drawing;
  }

  /** Draws the calls behind which these traces are, whatever the limits say. */
  drawTraces(stub: AsyncStub, traceIds: readonly string[]): boolean {
    if (traceIds.length === 0) return false;
    this.expect(stub.node);
    this._set([...new Set([...this._expanded, ...traceIds])]);
    return true;
  }

  /**
   * The first calls of a stub. New data may have been read since it was drawn, which no graph has been made of yet:
   * then the next graph is waited for.
   */
  async calls(stubId: string, limit: number, signal: AbortSignal): Promise<Page<StubCallRow> | null> {
    const page = { offset: 0, limit: Math.min(limit, Number.MAX_SAFE_INTEGER) };
    for (;;) {
      const { pipeline } = this._view;
      const wasBusy = pipeline.busy;
      const calls = await this._view.traceData().stubCalls(stubId, page, signal);
      if (calls || !wasBusy || signal.aborted) return calls;
      await pipeline.settled;
    }
  }

  /** The next drawing will show what was hidden, or not loaded, at this node. */
  expect(nodeId: string): void {
    this._anchor = nodeId;
  }

  /**
   * Tells of a drawing to which all that is new was added; says what that is. What an expansion has added is marked.
   *
   * @param added ids of the nodes that are new
   */
  drawn(scene: Scene, added: ReadonlySet<string>): Addition {
    const anchor = this._anchor;
    this._anchor = null;
    const fresh = scene.nodes.filter(({ node }) => added.has(node.id));
    if (anchor !== null) this._mark(fresh.map(({ node }) => node.id));
    const names = fresh.slice(0, NAMES_SPOKEN).map(({ title }) => title);
    const news = fresh.length > 0 ? this._view.strings.nodesAdded(names, fresh.length - names.length) : null;
    return { anchor, news };
  }

  /** Keeps a trace drawn from the graph on that is being built. @returns whether that is new. */
  keep(traceId: string): boolean {
    if (this._expanded.includes(traceId)) return false;
    this._expanded = [...this._expanded, traceId];
    return true;
  }

  /** @param holds leaves in its place what is drawn. */
  private _set(expanded: readonly string[], holds = true): void {
    this._expanded = expanded;
    if (this._view.summary) this._view.pipeline.invalidate('graph', holds);
  }

  private _mark(ids: readonly string[]): void {
    clearTimeout(this._timer);
    this._added = new Set(ids);
    this._timer = setTimeout(() => {
      this._added = new Set();
      this._view.element.requestUpdate();
    }, MARKED_MILLISECONDS);
  }
}
