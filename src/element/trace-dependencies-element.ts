import type { CSSResultGroup, PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Aggregate, DependencyGraph, NodeKind } from '../model/dependency-graph.js';
import type { LayoutDirection } from '../model/layout.js';
import type { Problem } from '../model/problem.js';
import type { Span } from '../model/span.js';
import type { ViewState } from '../model/view-state.js';
import type { TraceSource } from '../sources/trace-source.js';
import { version } from '../version.js';
import type { StringOverrides } from '../view/strings.js';
import { styles } from '../view/styles/styles.js';
import { AdoptableElement } from './adoptable-element.js';
import { defineElement } from './define-element.js';
import { DrawingController } from './drawing-controller.js';
import type { TraceDependenciesEventMap } from './events.js';
import type { ImageFormat, TextFormat } from './export-drawing.js';
import { frame } from './frame-template.js';
import { PrintController } from './print-controller.js';
import { limitConverter, readText, readViewState } from './settings.js';
import type { WheelPolicy } from '../viewport/wheel-zoom.js';
import type { WorkerFactory } from '../workers/worker-factory.js';

/**
 * Draws the dependencies of distributed traces: spans grouped into nodes, synchronous calls as full straight lines,
 * asynchronous calls (span links, producer to consumer) as curved dotted lines, level by level across queues.
 *
 * ```js
 * import 'trace-dependencies/define';
 *
 * const element = document.createElement('trace-dependencies');
 * element.data = await (await fetch('/traces.json')).blob();
 * document.body.append(element);
 * ```
 *
 * @tag trace-dependencies
 * @tagname trace-dependencies
 * @summary A dependency graph of traces, across span links.
 *
 * @fires {TraceSelectEvent} trace-select - The user selected a node, or cleared the selection. Bubbles, composed.
 * @fires {OperationSelectEvent} operation-select - The user activated an operation. Bubbles, composed, cancelable: unless prevented, its `url` opens in a new tab.
 * @fires {EdgeSelectEvent} edge-select - The user selected an edge.
 * @fires {AsyncExpandEvent} async-expand - The user activated a stub. Cancelable: prevented means that the host supplies the data, and the source is not asked.
 * @fires {ViewChangeEvent} view-change - The user changed grouping, aggregation, filters or the viewport.
 * @fires {LayoutCompleteEvent} layout-complete - A layout is drawn.
 * @fires {LoadProgressEvent} load-progress - Data that take longer than a moment are being read, or that has ended.
 * @fires {TraceProblemEvent} trace-problem - Something is wrong with the data, or a worker or the source failed.
 *
 * @slot empty - Shown when there is nothing to draw.
 * @slot loading - Shown while nothing is drawn yet.
 *
 * @csspart base - The frame around everything.
 * @csspart toolbar - The bar with summary and buttons.
 * @csspart summary - The text that counts levels, nodes and spans.
 * @csspart zoom-out-button - Makes the drawing smaller.
 * @csspart zoom-in-button - Makes the drawing larger.
 * @csspart actual-size-button - Goes to the natural size, 100 %.
 * @csspart zoom-to-selection-button - Puts what is selected in the middle.
 * @csspart fit-button - Shows the whole drawing.
 * @csspart export - The menu of formats in which the drawing can be saved.
 * @csspart export-button - Opens it.
 * @csspart help-button - Shows what the keys do.
 * @csspart help - What the keys do, a dialog.
 * @csspart help-close-button - Closes it.
 * @csspart problems - What is wrong with the data, behind a button.
 * @csspart retry-button - Tries ELK's layout again after it failed.
 * @csspart tidy-button - Lays out afresh a drawing that was added to.
 * @csspart following - Says that links are being followed.
 * @csspart find - The field for finding, with its buttons.
 * @csspart find-toggle - Shows the field where there is little room.
 * @csspart find-field - The field itself.
 * @csspart find-place - "3 of 17".
 * @csspart find-previous-button - Goes to the match before.
 * @csspart find-next-button - Goes to the next match.
 * @csspart show-only-button - Draws only what was found and its neighbours.
 * @csspart critical-path-button - Shows the critical path, or no longer shows it.
 * @csspart critical-path - Says over the drawing how long the critical path is.
 * @csspart hide-critical-path-button - No longer shows it.
 * @csspart critical-step - The number of a call on the critical path.
 * @csspart critical-share - How much of the critical path passed in a node, or waiting on an edge.
 * @csspart table-button - Shows the graph as tables, or as a picture again.
 * @csspart table - The tables of operations and calls.
 * @csspart table-filter - The field that filters the rows of the tables.
 * @csspart table-row - A row of the tables; also `selected`.
 * @csspart minimap - A small picture of all of the drawing, while part of it is out of view.
 * @csspart minimap-frame - Marks in it what is in view.
 * @csspart load-progress - How far data have come that take longer than a moment.
 * @csspart cancel-button - Gives up the data that are being read.
 * @csspart stage - The area of the drawing with its docks.
 * @csspart graph - The drawing's viewport.
 * @csspart band - The background of an async level.
 * @csspart node - A node; also `async`, `error`, `selected`, `critical` on the critical path, while a path is shown `on-path` or `off-path`, and while something is searched for `match` or `no-match`.
 * @csspart node-shape - The shape of a node, a button.
 * @csspart node-label - Operation, service and duration of a node.
 * @csspart node-badge - The count of a node; with `error`, that of its failures.
 * @csspart operation - The operation, a link or button.
 * @csspart edge - An edge; also `sync` or `async`, `error`, `selected`, `critical` on the critical path, and while a path is shown `on-path` or `off-path`.
 * @csspart edge-label - The label of an edge, a button.
 * @csspart stub - Calls that are not drawn; also `collapsed` where it stands for a collapsed subtree.
 * @csspart stub-menu-button - Opens the menu of a stub.
 * @csspart stub-menu - The calls of a stub, to be chosen from.
 * @csspart stub-note - What became of a stub's traces that were asked for.
 * @csspart stub-edge - The line to a stub.
 * @csspart controls - The settings at the bottom.
 * @csspart legend - The legend.
 * @csspart legend-toggle - Opens the legend where there is little room.
 * @csspart details - The details panel.
 * @csspart close-button - Closes the details panel.
 * @csspart histogram - How durations are spread, in the details panel.
 * @csspart trace-list - The traces that converge, in the details panel.
 * @csspart trace-row - A row of that list; also `picked` while the path of its trace is shown.
 * @csspart trace-path - Says over the drawing whose path is shown.
 * @csspart popover - Figures of the node that is pointed at or focused.
 * @csspart node-path - Says between which nodes a path is shown.
 * @csspart only-found - Says that only what was found is drawn.
 * @csspart show-all-button - Draws everything again.
 * @csspart collapse-button - Puts away what is reached through the selected node only.
 * @csspart clear-path-button - No longer shows the path.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the interface only adds typed listeners
export class TraceDependenciesElement extends AdoptableElement {
  static override styles: CSSResultGroup = styles;

  /** The package's version; two versions on one page are told apart by it. */
  static readonly version: string = version;

  /** Keys that make a node, separated by commas, or as a list. Default: `service.name, operation.name`. */
  @property({ attribute: 'group-by' }) groupBy: string | readonly string[] = 'service.name, operation.name';

  /** Which of many durations is shown: `avg`, `max`, `min`, `sum`, `p50`, `p95` or `p99`. Any other counts as `avg`, with a warning. */
  @property() aggregate: Aggregate = 'avg';

  /** Whether internal spans are nodes of their own; by default they are contracted into their ancestors. */
  @property({ type: Boolean, attribute: 'show-internal-spans' }) showInternalSpans = false;

  /** Whether topics and queues are nodes of their own, between producers and consumers. */
  @property({ type: Boolean, attribute: 'show-destinations' }) showDestinations = false;

  /**
   * Whether the critical path is marked: what made the focus trace, and what follows it asynchronously as far as it is
   * drawn, take as long as it did. Nothing is laid out for it; a graph that the host has built has none.
   */
  @property({ type: Boolean, attribute: 'critical-path' }) criticalPath = false;

  /** Asynchronous calls drawn from one trace in one direction; 0 means no limit. */
  @property({ type: Number, attribute: 'async-limit', converter: limitConverter }) asyncLimit = 3;

  /** Highest async level drawn, in both directions; 0 means no limit. */
  @property({ type: Number, attribute: 'async-depth', converter: limitConverter }) asyncDepth = 3;

  /** The trace of level 0; `*` draws all. Default: the earliest trace that no other trace causes. */
  @property({ attribute: 'focus-trace-id' }) focusTraceId: string | null = null;

  /** The span whose node is selected and centred at first. */
  @property({ attribute: 'focus-span-id' }) focusSpanId: string | null = null;

  /** Id of the selected node. */
  @property() selected: string | null = null;

  /** Whether levels go to the `right` or `down`. Anything else counts as `right`, with a warning on the console. */
  @property() direction: LayoutDirection = 'right';

  /**
   * How much room there is between things, and how large texts are: the tokens `space` and `font-size` times a factor.
   * Sizes change, so this lays out anew. Any other counts as `normal`, with a warning on the console.
   */
  @property({ reflect: true, useDefault: true }) density: 'compact' | 'normal' | 'comfortable' = 'normal';

  /**
   * All draw at once by the built-in layout. `auto` changes to ELK's drawing when that is clearly better to read, `elk`
   * whenever ELK gives one within its budget; neither does so once the user has begun to work with what is drawn.
   * Any other counts as `auto`, with a warning on the console.
   */
  @property() layout: 'auto' | 'elk' | 'instant' = 'auto';

  /** `standard` follows the semantic conventions old and new; `strict` is the plain rule of four attributes. Any other counts as `standard`, with a warning. */
  @property() classification: 'standard' | 'strict' = 'standard';

  /** Where operations lead, with `{traceId}`, `{spanId}`, `{service}`, `{operation}`; only http(s) or relative results count. */
  @property({ attribute: 'trace-url' }) traceUrl: string | null = null;

  /** What a plain turn of the wheel does: `modifier` scrolls the page (Ctrl or Cmd zooms), `always` zooms, `off` never zooms. Any other counts as `modifier`, with a warning. */
  @property({ attribute: 'wheel-zoom' }) wheelZoom: WheelPolicy = 'modifier';

  /** What to show of `summary find critical-path table zoom fit export help group-by aggregate internal-spans destinations legend minimap details`; default all. Any other shows nothing, with a warning. */
  @property() controls: string | null = null;

  /**
   * BCP 47 tag of the language of texts, numbers and times. Default: the nearest `lang`, then the browser's language;
   * changes of either are followed. There are texts in English, German, Spanish, Japanese and Arabic, loaded when needed.
   * For other languages, `registerLanguage` adds them; until then their texts are English.
   */
  @property() locale = '';

  /** Traces in any supported format: objects, text, bytes or a `Blob`. Replaced as a whole, never changed. */
  @property({ attribute: false }) data: unknown = null;

  /** Spans that are already normalised. */
  @property({ attribute: false }) spans: readonly Span[] | null = null;

  /**
   * A graph that is already built, e.g. aggregated by a database. Of `data`, `spans` and `graph`, what was set last is
   * drawn; appended data are read, and drawn once `graph` is `null`. What cannot be drawn leaves what is, and is reported.
   */
  @property({ attribute: false }) graph: DependencyGraph | null = null;

  /**
   * Supplies linked traces that are not in the data, when the user asks for them. Without it, a source that an element
   * above provides is asked (`traceSourceContext`).
   */
  @property({ attribute: false }) source: TraceSource | null = null;

  /** Overrides the kind of a span; `undefined` leaves it to the rules. With it, spans stay in this thread. */
  @property({ attribute: false }) classify: ((span: Span) => NodeKind | undefined) | null = null;

  /** Texts that replace those of the language, one by one. */
  @property({ attribute: false }) strings: StringOverrides | null = null;

  /**
   * Starts the workers where the page must do it itself, e.g. under a strict policy or in a bundle: `layout` is ELK's,
   * `layered` that of the built-in layout. `undefined` leaves a kind to the element. It is asked when a worker is started:
   * set it before the data.
   */
  @property({ attribute: false }) workerFactory: WorkerFactory | null = null;

  private readonly _drawing = new DrawingController(this);

  constructor() {
    super();
    new PrintController(this, (isOnPaper) => {
      this._drawing.viewport.setOnPaper(isOnPaper);
      // At once: `print()` leaves no time for an update.
      if (this.isUpdatePending) this.performUpdate();
    });
    // Set before the element was defined, when it was a plain property that now hides the accessor.
    const early = Object.getOwnPropertyDescriptor(this, 'viewState');
    if (!early) return;
    delete (this as Partial<this>).viewState;
    this._drawing.applyViewState(readViewState(early.value));
  }

  /**
   * Defines the element. A class has one tag in a registry: for a second one, a subclass is defined that adds nothing.
   * Nothing happens when the tag is taken already; if it is by another version, the console says so.
   *
   * @returns the class of the tag; where a class that is not of this one has the tag, this one, which the tag does not make.
   */
  static define(
    tag = 'trace-dependencies',
    registry: CustomElementRegistry = customElements,
  ): typeof TraceDependenciesElement {
    return defineElement(this, tag, registry);
  }

  /** Problems of the data and the machinery, one per code. */
  get problems(): readonly Problem[] {
    return this._drawing.problems;
  }

  /** The drawn model. */
  get dependencyGraph(): DependencyGraph | null {
    return this._drawing.graph;
  }

  /**
   * Resolves when everything that was set is drawn (or has failed and is reported), or when the element has been removed
   * from its document. Never rejects.
   */
  get layoutComplete(): Promise<void> {
    return this._drawing.whenComplete();
  }

  /** Everything a user changed, as plain JSON. What cannot be read of a given state is left as it is. */
  get viewState(): ViewState {
    return this._drawing.viewState;
  }

  set viewState(value: Partial<ViewState>) {
    this._drawing.applyViewState(readViewState(value));
  }

  /**
   * Adds to the data that are there; spans that are known already are replaced. A `graph` that is drawn stays. What is
   * added while other data are read belongs to these, also when nothing in them can be read; once they are refused, what
   * is added later goes to those that are drawn.
   */
  appendData(input: unknown): void {
    this._drawing.input.append(input);
  }

  /**
   * Gives up data that are being read, or that are not drawn yet: what is drawn stays, with its data. `data` keeps the
   * value that was given up; to have it read after all, set it to `null` first.
   */
  cancelLoad(): void {
    this._drawing.input.cancel();
  }

  /** Shows the whole drawing. */
  fit(): void {
    this._drawing.viewport.fit();
  }

  /** Centres a node, an edge or a stub, large enough to read; without an id the selection. */
  zoomTo(id: string | null = null): void {
    this._drawing.zoomTo(readText(id) ?? this._drawing.selection.id);
  }

  /** Selects a node or an edge by its id; `null` clears the selection. Raises no event. */
  select(id: string | null): void {
    this._drawing.selection.select(readText(id));
  }

  /**
   * All of the drawing in the colours of the theme: as an SVG document without scripts, styles or references, or as a PNG
   * image of two pixels for each CSS pixel, fewer where that would be too large. Rejects with `InvalidStateError` when
   * nothing is drawn, with `EncodingError` when the browser makes no image, with a `TypeError` for any other format.
   */
  exportImage(format: ImageFormat): Promise<Blob> {
    return this._drawing.exporter.image(format);
  }

  /**
   * The drawn graph as text: a Mermaid flowchart, Graphviz' DOT, or JSON as `graph` takes it, in which nodes and edges name
   * their first 100 spans and calls. Rejects with `InvalidStateError` when nothing is drawn, with a `TypeError` for any
   * other format.
   */
  exportText(format: TextFormat): Promise<string> {
    return this._drawing.exporter.text(format);
  }

  /**
   * Searches operations, services, tags and `key=value` for a plain text, in any letter case, as the field in the bar
   * does: what matches stays, the rest steps back. An empty text ends that.
   *
   * @returns how many drawn nodes match this text, once the tags are searched too; also where another text is searched
   *   for meanwhile, of which the drawing then tells. Never rejects.
   */
  find(text: string): Promise<number> {
    return this._drawing.find.count(readText(text) ?? '');
  }

  /**
   * Draws the next calls of a stub, or asks the source for its traces if they are not loaded. `viewState.expanded` then
   * holds a trace of each call, so that they stay drawn whatever is grouped or appended later. Raises no event.
   */
  expand(stubId: string): void {
    this._drawing.expand(stubId);
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(name, before, value);
    // Not a property of ours, but what `locale` stands for as long as it is empty.
    if (name === 'lang' && before !== value) this.requestUpdate('locale');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this._drawing.settingsChanged(changed);
  }

  protected override render(): TemplateResult {
    return frame(this._drawing.frameState(), this._drawing.actions);
  }
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- overloads of inherited methods, nothing to initialise
export interface TraceDependenciesElement {
  addEventListener<Name extends keyof TraceDependenciesEventMap>(
    type: Name,
    listener: (this: TraceDependenciesElement, event: TraceDependenciesEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: TraceDependenciesElement, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof TraceDependenciesEventMap>(
    type: Name,
    listener: (this: TraceDependenciesElement, event: TraceDependenciesEventMap[Name]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}
