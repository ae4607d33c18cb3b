/** What is drawn: takes a finished layout, makes a scene of it, and hands that to all who show or follow it. */
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { ViewState } from '../model/view-state.js';
import { glide, placesOf, type Places } from '../view/glide.js';
import { textMeasure } from '../view/measure-text.js';
import type { Scene } from '../view/scene.js';
import { assignSeries } from '../view/series.js';
import type { ToolbarState } from '../view/toolbar.js';
import type { DrawingController } from './drawing-controller.js';
import { layoutEventOf, newcomers, servicesOf } from './drawing-facts.js';
import { DrawingNews } from './drawing-news.js';
import type { Addition } from './expansion-controller.js';
import { idFollower } from './followed-nodes.js';
import type { Drawing } from './layout-stage.js';
import { sceneOf } from './scene-settings.js';

export class CurrentDrawing {
  readonly #view: DrawingController;
  readonly #onRendered: () => void;
  readonly #news: DrawingNews;
  #drawing: Drawing | null = null;
  #scene: Scene | null = null;
  /** Colours of the services, which stay as long as the same data are shown, or added to. */
  #series: ReadonlyMap<string, number> = new Map();
  /** Whether the next drawing is the first of its data. */
  #isFirst = true;
  /** Where a saved view stood, while only a draft of its drawing is shown. */
  #savedPlace: ViewState['viewport'] = null;
  /** Ids of the nodes that the last change brought in. */
  entering: ReadonlySet<string> = new Set();
  /** Whether the user has done something with what is drawn. */
  isTouched = false;

  /** @param onRendered told of each drawing once it is in the document, before hosts are. */
  constructor(view: DrawingController, onRendered: () => void) {
    this.#view = view;
    this.#onRendered = onRendered;
    this.#news = new DrawingNews(view);
  }

  get graph(): DependencyGraph | null {
    return this.#drawing?.graph ?? null;
  }

  get scene(): Scene | null {
    return this.#scene;
  }

  /** Why a fresh layout would be better; `null` when it would not. */
  get layoutNote(): ToolbarState['layoutNote'] {
    if (this.#drawing?.problem) return 'simplified';
    return this.#drawing?.extended ? 'extended' : null;
  }

  /** Nothing of what is drawn belongs to the data that come now. */
  dataReplaced(): void {
    this.#isFirst = true;
    this.#news.reset();
  }

  /** What came last is not drawn after all. */
  dataKept(): void {
    this.#isFirst = this.#scene === null;
  }

  /** The same layout with other texts or figures: the view stays where it is. */
  refresh(): void {
    this.#buildScene();
    if (this.#scene) this.#view.viewport.replaceScene(this.#scene);
  }

  take(drawing: Drawing): void {
    const { element, expansion, find, focus, load, nodePath, selection, source, viewport } = this.#view;
    const before = this.#scene;
    const wasSeen = selection.isSeen;
    const from = drawing.isFinal ? placesOf(element.renderRoot) : null;
    const idNow = idFollower(drawing.graph, drawing.held ? this.graph : null);
    this.#drawing = drawing;
    load.end('done');
    this.#buildScene();
    const scene = this.#scene;
    if (!scene) return;
    this.entering = newcomers(scene, before, idNow);
    const addition = drawing.held && before ? expansion.drawn(scene, this.entering) : null;
    const anchor = addition?.anchor ?? focus.anchor;
    this.isTouched = false;
    // A saved place is one in the final drawing, and comes again with it.
    if (drawing.isFinal && this.#savedPlace) viewport.restore(this.#savedPlace);
    this.#savedPlace = drawing.isDraft ? viewport.placeToRestore : null;
    const how = { isHeld: addition !== null, isBetter: drawing.isFinal, idNow };
    const isStill = drawing.held || viewport.placeToRestore !== null;
    viewport.show(scene, this.#isFirst ? null : before, anchor, how);
    focus.show(scene, idNow);
    nodePath.follow(idNow);
    find.sceneChanged();
    if (this.#isFirst) selection.showFocusSpan(drawing.graph);
    selection.takeDrawing(this.#isFirst ? null : before, wasSeen, isStill, idNow);
    this.#isFirst = false;
    element.requestUpdate();
    void this.#announce(drawing, addition, from);
    source.drawn();
  }

  async #announce(drawing: Drawing, addition: Addition | null, from: Places | null): Promise<void> {
    const { element } = this.#view;
    await this.#view.rendered();
    if (from) glide(element.renderRoot, from);
    this.#news.announce(drawing, addition);
    this.#onRendered();
    element.dispatchEvent(layoutEventOf(drawing));
  }

  #buildScene(): void {
    if (!this.#drawing) return;
    const { element, language } = this.#view;
    const services = servicesOf(this.#view, this.#drawing.graph);
    this.#series = assignSeries(services, this.#isFirst ? undefined : this.#series);
    this.#scene = sceneOf(this.#drawing, element, language, textMeasure(), this.#series);
  }
}
