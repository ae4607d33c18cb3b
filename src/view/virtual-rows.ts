/**
 * Rows of one fixed height of which only those in view are in the DOM. Their height comes from the styles
 * (`--_row-height`), so that a row's place is a product and nothing has to be measured row by row.
 */
import { noChange, nothing, type TemplateResult } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { PartType, type ChildPart, type PartInfo } from 'lit/directive.js';
import { repeat } from 'lit/directives/repeat.js';
import { sizeObserverFor } from './size-observer.js';

/** Rows by their place, some of which are not there yet. */
export interface RowSource<Row> {
  readonly total: number;
  /** `undefined` while the row has not come. */
  at(index: number): Row | undefined;
  /** Rows from `first` to before `end` are seen: they should be fetched, others need not be any more. */
  want(first: number, end: number): void;
  /** Calls back when rows have come, or others than before. @returns what ends that. */
  subscribe(listener: () => void): () => void;
}

/** What a row needs to know of its place. */
export interface RowPlace {
  readonly index: number;
  /** Distance from the first row, CSS pixels. */
  readonly y: number;
  /** Whether it holds the list's one tab stop. */
  readonly isCurrent: boolean;
}

/** The list that is shown. */
export interface VirtualRows<Row> {
  readonly source: RowSource<Row>;
  /** Selector of the ancestor that scrolls. */
  readonly scroller: string;
  /** Selector of what lies over the first rows in view: the sticky head. */
  readonly head: string;
  /** The row that the list begins with, in view and as its tab stop. Default: the first. */
  readonly start?: number;
  /** A row: an element with `aria-rowindex` one above its place after the head, a `tabindex` and `place()`. */
  readonly row: (row: Row | undefined, place: RowPlace) => TemplateResult;
  /** A click, Enter or the space bar on a row that is there, not on a link or button in it. */
  readonly pick: (row: Row) => void;
}

/** Rows drawn beyond each end of what is seen, so that a small scroll shows no gap. */
const MARGIN = 6;

/** Browsers draw no taller than about 17 million pixels; the rest of such a list is reached by the opposite order. */
const MOST_ROWS = 300_000;

/** `aria-rowindex` counts from 1 and counts the head. */
const FIRST_ROW_INDEX = 2;

class VirtualRowsDirective extends AsyncDirective {
  private _list: VirtualRows<unknown> | null = null;
  private _group: HTMLElement | null = null;
  private _scroller: HTMLElement | null = null;
  private _unsubscribe: (() => void) | null = null;
  private _observer: ResizeObserver | null = null;
  private _first = 0;
  private _end = 0;
  private _height = 0;
  private _current = 0;
  /** Whether the first row to be shown still has to be scrolled to. */
  private _mayStart = false;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.CHILD) throw new Error('virtualRows() stands between tags');
  }

  render(_list: VirtualRows<unknown>): unknown {
    return noChange;
  }

  override update(part: ChildPart, [list]: [VirtualRows<unknown>]): unknown {
    const isOther = list.source !== this._list?.source;
    this._list = list;
    this._group = part.parentNode as HTMLElement;
    if (isOther) {
      this._disconnect();
      this._current = Math.max(0, list.start ?? 0);
      this._mayStart = this._current > 0;
      // The rows' element is in the document only when the template that holds it has been rendered.
      queueMicrotask(() => this._connect());
    }
    return this._rows();
  }

  protected override disconnected(): void {
    this._disconnect();
  }

  protected override reconnected(): void {
    queueMicrotask(() => this._connect());
  }

  private get _count(): number {
    return Math.min(this._list?.source.total ?? 0, MOST_ROWS);
  }

  private _connect(): void {
    const { _group: group, _list: list } = this;
    if (!this.isConnected || !group || !list || this._observer) return;
    this._scroller = group.closest<HTMLElement>(list.scroller);
    this._scroller?.addEventListener('scroll', this._measure, { passive: true });
    group.addEventListener('click', this._onClick);
    group.addEventListener('keydown', this._onKeyDown);
    group.addEventListener('focusin', this._onFocusIn);
    this._unsubscribe = list.source.subscribe(this._measure);
    this._observer = sizeObserverFor(group, this._measure);
    this._observer.observe(group);
    if (this._scroller) this._observer.observe(this._scroller);
    this._measure();
  }

  private _disconnect(): void {
    this._scroller?.removeEventListener('scroll', this._measure);
    this._group?.removeEventListener('click', this._onClick);
    this._group?.removeEventListener('keydown', this._onKeyDown);
    this._group?.removeEventListener('focusin', this._onFocusIn);
    this._unsubscribe?.();
    this._observer?.disconnect();
    this._observer = null;
  }

  /** Finds the rows in view, draws them and asks for those that are missing. */
  private readonly _measure = (): void => {
    const { _group: group, _scroller: scroller, _count: count, _list: list } = this;
    if (!group || !scroller || !list || !this.isConnected) return;
    group.style.setProperty('--_rows', String(count));
    this._height = group.offsetHeight / count;
    if (this._mayStart && this._height > 0) this._scrollTo(this._current);
    const box = group.getBoundingClientRect();
    const view = scroller.getBoundingClientRect();
    const height = box.height / count;
    const within = (index: number): number => Math.max(0, Math.min(count, index));
    const first = height > 0 ? within(Math.floor((view.top - box.top) / height)) : 0;
    const end = height > 0 ? within(Math.ceil((view.bottom - box.top) / height)) : 0;
    this._first = within(first - MARGIN);
    this._end = within(end + MARGIN);
    this._current = Math.max(0, Math.min(count - 1, this._current));
    if (end > first) list.source.want(this._first, this._end);
    this.setValue(this._rows());
  };

  /** The rows in view, and the one that the keyboard is at: were it taken away, the focus would be lost. */
  private _rows(): unknown {
    const { _list: list, _current: current, _height: height } = this;
    if (!list || height === 0 || this._count === 0) return nothing;
    const indices: number[] = [];
    if (current < this._first) indices.push(current);
    for (let index = this._first; index < this._end; index++) indices.push(index);
    if (current >= this._end) indices.push(current);
    return repeat(
      indices,
      (index) => index,
      (index) => list.row(list.source.at(index), { index, y: index * height, isCurrent: index === current }),
    );
  }

  private readonly _onFocusIn = ({ target }: Event): void => {
    const index = indexOf(target);
    if (!(index >= 0) || index === this._current) return;
    this._current = index;
    this.setValue(this._rows());
  };

  private readonly _onClick = ({ target }: Event): void => {
    if (!(target as Element).closest('a, button')) this._pick(indexOf(target));
  };

  private _pick(index: number): void {
    const row = this._list?.source.at(index);
    if (row !== undefined) this._list?.pick(row);
  }

  private readonly _onKeyDown = (event: KeyboardEvent): void => {
    const { key, target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((key === 'Enter' || key === ' ') && (target as Element).matches('[aria-rowindex]')) {
      event.preventDefault();
      this._pick(this._current);
      return;
    }
    const page = Math.max(1, Math.floor((this._scroller?.clientHeight ?? 0) / this._height) - 2);
    const moves = new Map([
      ['ArrowDown', this._current + 1],
      ['ArrowUp', this._current - 1],
      ['PageDown', this._current + page],
      ['PageUp', this._current - page],
      ['Home', 0],
      ['End', this._count - 1],
    ]);
    const to = moves.get(key);
    if (to === undefined) return;
    event.preventDefault();
    this._moveTo(Math.max(0, Math.min(this._count - 1, to)));
  };

  private _moveTo(index: number): void {
    this._current = index;
    this._scrollTo(index);
    this._measure();
    const row = this._group?.querySelector<HTMLElement>(`[aria-rowindex="${index + FIRST_ROW_INDEX}"]`);
    row?.focus({ preventScroll: true });
  }

  private _scrollTo(index: number): void {
    this._mayStart = false;
    const { _group: group, _scroller: scroller, _list: list } = this;
    if (!group || !scroller || !list) return;
    const head = group.parentElement?.querySelector(list.head)?.getBoundingClientRect().height ?? 0;
    const top = group.getBoundingClientRect().top + index * this._height;
    const view = scroller.getBoundingClientRect();
    const above = view.top + head - top;
    // What lies over the end of the list, such as a bar, says so as the scroller's padding.
    const covered = parseFloat(getComputedStyle(scroller).scrollPaddingBlockEnd) || 0;
    const below = top + this._height + covered - view.bottom;
    if (above > 0) scroller.scrollTop -= above;
    else if (below > 0) scroller.scrollTop += below;
  }
}

/** The place of the row in which something lies; below 0 or NaN outside of any. */
function indexOf(target: EventTarget | null): number {
  const row = (target as Element).closest('[aria-rowindex]');
  return Number(row?.getAttribute('aria-rowindex')) - FIRST_ROW_INDEX;
}

/**
 * The only child of a `rowgroup` that is as tall as `--_rows` times `--_row-height`. Arrow keys, Home, End, PageUp and
 * PageDown move from row to row, after the grid pattern of the ARIA Authoring Practices.
 */
export const virtualRows = directive(VirtualRowsDirective) as <Row>(list: VirtualRows<Row>) => unknown;
