import type { Page, PageRequest, TraceRow, TraceSort } from '../model/details.js';
import type { RowSource } from '../view/virtual-rows.js';

/** Rows of each list that are asked for at once. */
export const PAGE = 50;

/** Pages that are kept: far more than a view holds, few enough for a list of a million rows. */
const MOST_PAGES = 60;

/** The order of a list that nobody has sorted, as `PageRequest.sort` has it. */
const BY_START: TraceSort = { by: 'start', descending: false };

/** The rows of a list of traces, fetched page by page as they come into view. */
export class TracePages implements RowSource<TraceRow> {
  private readonly _load: (page: PageRequest, signal: AbortSignal) => Promise<Page<TraceRow> | null>;
  private readonly _onError: (error: unknown) => void;
  private readonly _pages = new Map<number, readonly TraceRow[]>();
  /** Pages of before the data changed: shown until their successors come, so that nothing flickers. */
  private _outdated: ReadonlyMap<number, readonly TraceRow[]> = new Map();
  private readonly _requests = new Map<number, AbortController>();
  private readonly _listeners = new Set<() => void>();
  private _sort = BY_START;
  private _total = 0;

  /** @param load gives `null` when what the list belongs to is not drawn any more. */
  constructor(
    load: (page: PageRequest, signal: AbortSignal) => Promise<Page<TraceRow> | null>,
    onError: (error: unknown) => void,
  ) {
    this._load = load;
    this._onError = onError;
  }

  get total(): number {
    return this._total;
  }

  get sort(): TraceSort {
    return this._sort;
  }

  at(index: number): TraceRow | undefined {
    const page = Math.floor(index / PAGE);
    return (this._pages.get(page) ?? this._outdated.get(page))?.[index % PAGE];
  }

  subscribe(listener: () => void): () => void {
    this._listeners.add(listener);
    return () => this._listeners.delete(listener);
  }

  /**
   * Takes another list, or the same (`isSame`) with newer data. Its first page has come with it, in the order of
   * `sort`.
   */
  reset({ rows, total }: Page<TraceRow>, isSame = false): void {
    const outdated = isSame ? new Map([...this._outdated, ...this._pages]) : new Map();
    this._clear();
    this._outdated = outdated;
    this._total = total;
    if (rows.length > 0) this._pages.set(0, rows.slice(0, PAGE));
    this._changed();
  }

  /** Sorts by a column, or turns its order round. What is slow, long or failed is looked for first. */
  sortBy(by: TraceSort['by']): void {
    this.restoreSort({ by, descending: this._sort.by === by ? !this._sort.descending : by !== 'start' });
  }

  /** Brings rows into an order. */
  restoreSort({ by, descending }: TraceSort): void {
    if (by === this._sort.by && descending === this._sort.descending) return;
    this._sort = { by, descending };
    this._clear();
    this._changed();
  }

  /** Fetches the pages that are missing and gives up those that were scrolled past. */
  want(first: number, end: number): void {
    const firstPage = Math.floor(first / PAGE);
    const lastPage = Math.floor((end - 1) / PAGE);
    for (const [page, request] of this._requests) {
      if (page >= firstPage && page <= lastPage) continue;
      request.abort();
      this._requests.delete(page);
    }
    for (let page = firstPage; page <= lastPage; page++) {
      const rows = this._pages.get(page);
      if (rows) {
        // To the end, where the pages stand that are dropped last.
        this._pages.delete(page);
        this._pages.set(page, rows);
      } else if (!this._requests.has(page)) void this._fetch(page);
    }
  }

  /** Gives up all that is under way. */
  abort(): void {
    for (const request of this._requests.values()) request.abort();
    this._requests.clear();
  }

  private _clear(): void {
    this.abort();
    this._pages.clear();
    this._outdated = new Map();
  }

  private async _fetch(page: number): Promise<void> {
    const request = new AbortController();
    this._requests.set(page, request);
    try {
      const found = await this._load({ offset: page * PAGE, limit: PAGE, sort: this._sort }, request.signal);
      if (request.signal.aborted) return;
      this._requests.delete(page);
      if (!found) return;
      this._keep(page, found);
    } catch (error) {
      if (request.signal.aborted) return;
      this._requests.delete(page);
      this._onError(error);
    }
  }

  private _keep(page: number, { rows, total }: Page<TraceRow>): void {
    this._total = total;
    this._pages.set(page, rows);
    const [oldest] = this._pages.keys();
    if (this._pages.size > MOST_PAGES && oldest !== undefined) this._pages.delete(oldest);
    this._changed();
  }

  private _changed(): void {
    for (const listener of this._listeners) listener();
  }
}
