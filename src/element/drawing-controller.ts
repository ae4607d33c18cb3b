/**
 * The only place where the stages are wired: settings in, pipeline, and the state that the templates draw. What comes of
 * them is in `current-drawing.ts`, what users do in `user-actions.ts`; the element itself only has the public surface.
 */
import type { PropertyValues, ReactiveController } from 'lit';
import type { DataSummary, TraceData } from '../data-worker/trace-data.js';
import type { GraphOptions } from '../graph/graph-options.js';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { LayoutInput } from '../model/layout.js';
import type { Problem } from '../model/problem.js';
import type { ViewState } from '../model/view-state.js';
import type { NamedSpan } from '../model/span.js';
import type { Formats } from '../view/format.js';
import { textMeasure } from '../view/measure-text.js';
import type { Scene } from '../view/scene.js';
import type { Strings } from '../view/strings.js';
import { Announcer } from './announcer.js';
import { choiceOf, warnOfOthers } from './choices.js';
import { CriticalPathController } from './critical-path-controller.js';
import { CurrentDrawing } from './current-drawing.js';
import { DetailsController } from './details-controller.js';
import { ExpansionController } from './expansion-controller.js';
import { DataAndLayout } from './data-and-layout.js';
import { DataInput } from './data-input.js';
import { DrawingExporter } from './export-drawing.js';
import { FindController } from './find-controller.js';
import { FocusController } from './focus-controller.js';
import { HoverController } from './hover-controller.js';
import { LanguageController } from './language-controller.js';
import { frameStateOf } from './frame-state.js';
import type { FrameActions, FrameState } from './frame-template.js';
import { isInUse, rectOf } from './drawing-facts.js';
import { LoadController } from './load-controller.js';
import { MinimapController } from './minimap-controller.js';
import { NodePathController } from './node-path-controller.js';
import { Pipeline } from './pipeline.js';
import { ProblemLog } from './problem-log.js';
import { rehearse } from './rehearsal.js';
import { ReductionController } from './reduction-controller.js';
import { measureBoxes } from './scene-settings.js';
import { applyViewState, viewStateOf } from './saved-view.js';
import { SelectionState } from './selection.js';
import { SizeWatch } from './size-watch.js';
import { SourceController } from './source-controller.js';
import { graphOptionsOf, stageOf } from './stages.js';
import { TracePathController } from './trace-path-controller.js';
import { traceUrl } from './trace-url.js';
import { TableController } from './table-controller.js';
import type { TraceDependenciesElement } from './trace-dependencies-element.js';
import { UserActions } from './user-actions.js';
import { ViewportController } from './viewport-controller.js';

/** Joins the stages to one element: every other controller is made here and asks here for what it needs. */
export class DrawingController implements ReactiveController {
  readonly element: TraceDependenciesElement;
  readonly language: LanguageController;
  readonly viewport: ViewportController;
  readonly focus: FocusController;
  readonly details: DetailsController;
  readonly path: TracePathController;
  readonly critical: CriticalPathController;
  readonly expansion: ExpansionController;
  readonly find: FindController;
  readonly hover: HoverController;
  readonly reduction: ReductionController;
  readonly nodePath: NodePathController;
  readonly table: TableController;
  readonly minimap: MinimapController;
  readonly announcer: Announcer;
  readonly pipeline: Pipeline;
  readonly problemLog: ProblemLog;
  readonly source: SourceController;
  readonly selection: SelectionState;
  readonly load: LoadController;
  readonly input = new DataInput(this);
  readonly exporter = new DrawingExporter(this);
  readonly drawing = new CurrentDrawing(this, () => this.#user.changes.drawn());
  readonly #user: UserActions;
  readonly #workers: DataAndLayout;
  /** What is known of the data that were read last; `null` before any were. */
  summary: DataSummary | null = null;
  /** What the live region says. */
  announcement = '';
  #isWaitingForSize = false;

  constructor(element: TraceDependenciesElement) {
    this.element = element;
    this.language = new LanguageController(element, (problem) => this.problemLog.add(problem));
    this.problemLog = new ProblemLog(this);
    this.#workers = new DataAndLayout(element, (problem) => this.problemLog.add(problem));
    this.load = new LoadController(this);
    this.source = new SourceController(this);
    this.selection = new SelectionState(this);
    this.expansion = new ExpansionController(this);
    this.find = new FindController(this);
    this.hover = new HoverController(this);
    this.reduction = new ReductionController(this);
    this.nodePath = new NodePathController(this);
    this.table = new TableController(this);
    this.minimap = new MinimapController(this);
    this.#user = new UserActions(this);
    this.viewport = new ViewportController(element, {
      onMoved: () => this.#user.moved(),
      onBlockedWheel: () => this.#user.wheelHint.show(),
      onView: (...view) => this.#user.viewMoved(...view),
      worked: () => this.selection.rect,
      onResize: (size) => {
        if (size.width > 0 && size.height > 0 && this.#isWaitingForSize) this.pipeline.invalidate('boxes');
      },
    });
    this.focus = new FocusController(element, {
      onFocus: (id) => this.reveal(id),
      onWalk: (id) => this.#user.move(() => this.reveal(id)),
      onZoom: (zoom) => this.#user.zoom(zoom),
      onPage: (direction) => this.#user.page(direction),
      onHelp: () => this.#user.actions.openHelp(),
      onOpen: (id) => this.#user.opener.openById(id),
      onPathTo: (id) => this.#user.showPathTo(id),
      onEscape: () => this.#user.stepBack(),
    });
    this.details = new DetailsController(
      element,
      () => this.traceData(),
      (error) => this.problemLog.fail(error),
    );
    this.path = new TracePathController(this, () => this.traceData());
    this.critical = new CriticalPathController(this, () => this.traceData());
    this.announcer = new Announcer((text) => {
      this.announcement = text;
      element.requestUpdate();
    });
    this.pipeline = new Pipeline(
      {
        graphOptions: () => this.graphOptions(),
        keepsDrawn: (graph) => {
          const traceId = this.selection.missingFrom(graph);
          return traceId !== null && this.expansion.keep(traceId);
        },
        textsReady: () => this.language.awaited,
        reduce: (graph) => this.reduction.reduce(graph),
        layoutInput: (graph) => this.#layoutInput(graph),
        layoutProfile: () => choiceOf(element, 'layout'),
        mayReplace: () => !isInUse(this),
        onLoad: (input) => this.load.begin(input),
        onProgress: (fraction) => this.load.read(fraction),
        onSummary: (...read) => this.#takeSummary(...read),
        onRefused: (problems) => this.keepData('failed', problems),
        onDrawing: (drawing) => this.drawing.take(drawing),
        onProblem: (problem) => this.problemLog.add(problem),
        onFailed: (error) => {
          this.problemLog.fail(error);
          this.load.end('failed');
        },
        onSettled: () => {
          this.load.end('done');
          element.requestUpdate();
        },
      },
      () => this.traceData(),
      () => this.#workers.layout,
    );
    element.addController(this);
    new SizeWatch(element, () => {
      if (this.graph) this.pipeline.invalidate('boxes');
    });
  }

  get actions(): FrameActions {
    return this.#user.actions;
  }

  get problems(): readonly Problem[] {
    return this.problemLog.list;
  }

  get graph(): DependencyGraph | null {
    return this.drawing.graph;
  }

  get scene(): Scene | null {
    return this.drawing.scene;
  }

  get strings(): Strings {
    return this.language.strings;
  }

  get formats(): Formats {
    return this.language.formats;
  }

  get viewState(): ViewState {
    return viewStateOf(this);
  }

  applyViewState(state: Partial<ViewState>): void {
    applyViewState(this, state);
  }

  graphOptions(): GraphOptions {
    return graphOptionsOf(this.element, this.expansion.expanded, this.source.focus, this.source.graphOptions);
  }

  hostConnected(): void {
    this.load.resume();
    this.pipeline.resume();
  }

  /** A move in the document disconnects and connects in one task; only what stays away is ended. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.element.isConnected) return;
      this.pipeline.suspend();
      this.load.suspend();
      this.announcer.stop();
      this.#user.stop();
      this.find.stop();
      this.nodePath.stop();
      this.reduction.stop();
      this.#workers.release();
    });
  }

  /** The user has moved the view by other means than a gesture on the drawing. */
  moved(): void {
    this.#user.moved();
  }

  /** Finds the lowest stage that the changed properties touch. */
  settingsChanged(changed: PropertyValues<TraceDependenciesElement>): void {
    const { element } = this;
    warnOfOthers(element, changed);
    if (changed.has('locale')) this.language.refresh();
    if (changed.has('strings')) this.problemLog.remove('strings-failed');
    this.input.settingsChanged(changed);
    const stage = stageOf(changed);
    if (stage && (this.summary || this.pipeline.isGiven)) this.pipeline.invalidate(stage);
    if (changed.has('wheelZoom')) this.viewport.wheel = choiceOf(element, 'wheelZoom');
    if (changed.has('aggregate') || changed.has('strings') || changed.has('locale')) this.drawing.refresh();
    if (changed.has('selected')) this.selection.nodeGiven();
  }

  async whenComplete(): Promise<void> {
    // What was set must first reach the pipeline, which happens in the next update.
    await this.rendered();
    let settled: Promise<void>;
    do {
      await this.language.awaited;
      await this.rendered();
      settled = this.pipeline.settled;
      await this.expansion.settled;
      await settled;
      await this.rendered();
    } while (settled !== this.pipeline.settled);
  }

  /**
   * Resolves when nothing waits to be rendered, nor what an update has asked for: the first drawing waits for the sizes
   * of what floats over it. Never rejects.
   */
  async rendered(): Promise<void> {
    // An update that fails is over, too, and its error uncaught: lit sees to that.
    while (!(await this.element.updateComplete.catch(() => true)));
  }

  expand(stubId: string): void {
    if (typeof stubId === 'string') this.expansion.expand(stubId);
  }

  zoomTo(id: string | null): void {
    const rect = id === null ? null : rectOf(this.scene, id);
    if (rect) this.viewport.centre(rect);
  }

  reveal(id: string): void {
    const rect = rectOf(this.scene, id);
    if (rect) this.viewport.reveal(rect);
  }

  urlOf(span: NamedSpan): string | null {
    const { element } = this;
    return traceUrl(element.traceUrl, span, element.ownerDocument.baseURI);
  }

  frameState(): FrameState {
    return frameStateOf(this, this.#user.state);
  }

  /** What came last is not drawn after all. */
  keepData(why: 'cancelled' | 'failed', problems: readonly Problem[]): void {
    for (const part of [this.drawing, this.nodePath, this.reduction, this.source]) part.dataKept();
    this.problemLog.dataKept(problems);
    this.load.end(why);
    this.element.requestUpdate();
  }

  /** Nothing of what is drawn belongs to the data that come now. */
  dataReplaced(): void {
    for (const part of [this.drawing, this.nodePath, this.reduction]) part.dataReplaced();
    this.expansion.abort();
    this.problemLog.dataReplaced();
  }

  #layoutInput(graph: DependencyGraph): LayoutInput | null {
    const { size } = this.viewport;
    this.#isWaitingForSize = size.width === 0 || size.height === 0;
    if (this.#isWaitingForSize) return null;
    const input = measureBoxes(graph, this.element, this.language, textMeasure(), size.width / size.height);
    rehearse(this, graph, input);
    return input;
  }

  #takeSummary(summary: DataSummary, isAgain: boolean): void {
    this.summary = summary;
    this.load.group(summary.spanCount);
    this.problemLog.dataRead(summary.problems, isAgain);
  }

  traceData(): TraceData<GraphOptions> {
    return this.#workers.data;
  }
}
