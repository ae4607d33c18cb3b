/** Finding nodes: what matches a text, which match is shown, and the drawing in which all others step back. */
import type { Highlight } from '../view/graph-view-context.js';
import type { FindState } from '../view/find-bar.js';
import { matchNodes } from '../view/match-nodes.js';
import { readingOrder } from '../view/reading-order.js';

import type { DrawingController } from './drawing-controller.js';

/** Milliseconds without a key until the tags are searched, which takes a walk over all spans. */
const TYPING_PAUSE = 150;

const NO_EDGES: ReadonlySet<string> = new Set();

export class FindController {
  private readonly _view: DrawingController;
  private _text = '';
  private _open = false;
  private _matches: readonly string[] = [];
  private _index = -1;
  private _highlight: Highlight | null = null;
  /** Nodes whose spans' tags match; of the text and graph that were searched last. */
  private _tagged: readonly string[] = [];
  private _request: AbortController | null = null;
  /** Whether the graph has changed since the tags began to be searched. */
  private _again = false;

  constructor(view: DrawingController) {
    this._view = view;
  }

  get text(): string {
    return this._text;
  }

  /** Ids of what was found, in the order of reading. */
  get matches(): readonly string[] {
    return this._matches;
  }

  /** What was found, so that the rest steps back; `null` while nothing is searched for. */
  get highlight(): Highlight | null {
    return this._highlight;
  }

  /** Whether the field is shown where there is little room. */
  get isOpen(): boolean {
    return this._open;
  }

  get state(): FindState {
    return {
      strings: this._view.strings,
      text: this._text,
      count: this._matches.length,
      index: this._index,
      busy: this._request !== null,
      open: this._open,
    };
  }

  toggle(): void {
    this._open = !this._open;
    this._view.element.requestUpdate();
    if (this._open) this.focusField();
  }

  /** Puts the cursor into the field, which shows itself for that. */
  focusField(): void {
    this._open = true;
    const { element } = this._view;
    element.requestUpdate();
    void element.updateComplete.then(() =>
      element.renderRoot.querySelector<HTMLInputElement>('.find-field')?.select(),
    );
  }

  /**
   * Searches the drawing, and brings the first match into view where none is.
   *
   * @param keepsView leaves the view where it is.
   * @returns how many nodes match, tags included; `null` where another text was searched for meanwhile. Never rejects.
   */
  async find(text: string, keepsView = false): Promise<number | null> {
    this._text = text;
    this._index = -1;
    this._tagged = [];
    this._match();
    if (!(await this._searchTags(text)) || text !== this._text) return null;
    this._announce();
    if (!keepsView) this._showOne();
    return this._matches.length;
  }

  /** As `find`, and counts what matches a text also where another is searched for meanwhile. */
  async count(text: string): Promise<number> {
    const count = await this.find(text);
    if (count !== null) return count;
    const { element, pipeline } = this._view;
    const hasTags = text.trim() !== '' && element.isConnected && !pipeline.isGiven;
    const tagged = hasTags ? await this._taggedWith(text, new AbortController().signal) : [];
    return this._matching(text, tagged ?? []).length;
  }

  /** Shows the next match, or the one before, round and round. */
  step(by: 1 | -1): void {
    const count = this._matches.length;
    if (count === 0) return;
    this._index = this._index < 0 ? (by > 0 ? 0 : count - 1) : (this._index + by + count) % count;
    const id = this._matches[this._index];
    if (id === undefined) return;
    const { scene, strings, announcer, focus } = this._view;
    const title = scene?.nodeById.get(id)?.title ?? '';
    announcer.announce('find', strings.facts([strings.findPlace(this._index + 1, count), title]));
    focus.remember(id);
    this._view.reveal(id);
    this._view.element.requestUpdate();
  }

  /** @returns whether there was something to clear. */
  clear(): boolean {
    if (this._text === '') return false;
    this._request?.abort();
    this._request = null;
    this._text = '';
    this._tagged = [];
    this._match();
    return true;
  }

  /** The element is gone: nothing more is asked of its data. */
  stop(): void {
    this._request?.abort();
    this._request = null;
  }

  /** Another drawing: what matched there may be gone, and others may have come. */
  sceneChanged(): void {
    if (this._text === '') return;
    const current = this._matches[this._index];
    this._match();
    this._index = current === undefined ? -1 : this._matches.indexOf(current);
    // In a stream of drawings a search that is under way comes to its end, and is then made once more.
    if (this._request) this._again = true;
    else void this._searchTags(this._text);
  }

  /** The match that is shown; `null` before the first is. */
  get current(): string | null {
    return this._matches[this._index] ?? null;
  }

  private _showOne(): void {
    const { scene, viewport } = this._view;
    const rects = this._matches.flatMap((id) => scene?.nodeById.get(id)?.rect ?? []);
    const [first] = rects;
    if (first && !viewport.seesAny(rects)) viewport.reveal(first);
  }

  private _match(): void {
    this._matches = this._matching(this._text, this._tagged);
    this._highlight =
      this._text.trim() === '' ? null : { kind: 'find', nodes: new Set(this._matches), edges: NO_EDGES };
    this._view.element.requestUpdate();
  }

  /** The drawn nodes that match a text or whose tags do, in the order of reading. */
  private _matching(text: string, taggedIds: readonly string[]): readonly string[] {
    const { scene } = this._view;
    const tagged = new Set(taggedIds);
    const named = scene ? matchNodes(scene, text) : [];
    for (const id of named) tagged.add(id);
    const order = scene && tagged.size > named.length ? readingOrder(scene) : [];
    return order.length > 0 ? order.flatMap(({ node }) => (tagged.has(node.id) ? node.id : [])) : named;
  }

  /**
   * Tags are with the spans, so where these live; a graph that the host has built has none.
   *
   * @returns whether it has come to its end, and not given way to another search
   */
  private async _searchTags(text: string): Promise<boolean> {
    this._request?.abort();
    this._request = null;
    this._again = false;
    if (text.trim() === '' || this._view.pipeline.isGiven) return true;
    const request = new AbortController();
    this._request = request;
    await new Promise((resolve) => setTimeout(resolve, TYPING_PAUSE));
    const found = await this._taggedWith(text, request.signal);
    if (request.signal.aborted) return false;
    if (found) this._tagged = found;
    this._request = null;
    const current = this.current;
    this._match();
    this._index = current === null ? -1 : this._matches.indexOf(current);
    return this._again ? this._searchTags(text) : true;
  }

  /** @returns the nodes whose tags match; `null` where that cannot be told, which is reported. */
  private async _taggedWith(text: string, signal: AbortSignal): Promise<readonly string[] | null> {
    if (signal.aborted) return null;
    try {
      return await this._view.traceData().findNodes(text, signal);
    } catch (error) {
      if (!signal.aborted) this._view.problemLog.fail(error);
      return null;
    }
  }

  private _announce(): void {
    const { strings, announcer } = this._view;
    if (this._text.trim() !== '')
      announcer.announce('find', strings.found(this._matches.length, this._text.trim()));
  }
}
