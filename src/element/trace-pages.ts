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
  readonly #load: (page: PageRequest, signal: AbortSignal) => Promise<Page<TraceRow> | null>;
  readonly #onError: (error: unknown) => void;
  readonly #pages = new Map<number, readonly TraceRow[]>();
  /** Pages of before the data changed: shown until their successors come, so that nothing flickers. */
  #outdated: ReadonlyMap<number, readonly TraceRow[]> = new Map();
  readonly #requests = new Map<number, AbortController>();
  readonly #listeners = new Set<() => void>();
  #sort = BY_START;
  #total = 0;

  /** @param load gives `null` when what the list belongs to is not drawn any more. */
  constructor(
    load: (page: PageRequest, signal: AbortSignal) => Promise<Page<TraceRow> | null>,
    onError: (error: unknown) => void,
  ) {
    this.#load = load;
    this.#onError = onError;
  }

  get total(): number {
    return this.#total;
  }

  get sort(): TraceSort {
    return this.#sort;
  }

  at(index: number): TraceRow | undefined {
    const page = Math.floor(index / PAGE);
    return (this.#pages.get(page) ?? this.#outdated.get(page))?.[index % PAGE];
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes another list, or the same (`isSame`) with newer data. Its first page has come with it, in the order of
   * `sort`.
   */
  reset({ rows, total }: Page<TraceRow>, isSame = false): void {
    const outdated = isSame ? new Map([...this.#outdated, ...this.#pages]) : new Map();
    this.#clear();
    this.#outdated = outdated;
    this.#total = total;
    if (rows.length > 0) this.#pages.set(0, rows.slice(0, PAGE));
    this.#changed();
  }

  /** Sorts by a column, or turns its order round. What is slow, long or failed is looked for first. */
  sortBy(by: TraceSort['by']): void {
    this.restoreSort({ by, descending: this.#sort.by === by ? !this.#sort.descending : by !== 'start' });
  }

  /** Brings rows into an order. */
  restoreSort({ by, descending }: TraceSort): void {
    if (by === this.#sort.by && descending === this.#sort.descending) return;
    this.#sort = { by, descending };
    this.#clear();
    this.#changed();
  }

  /** Fetches the pages that are missing and gives up those that were scrolled past. */
  want(first: number, end: number): void {
    const firstPage = Math.floor(first / PAGE);
    const lastPage = Math.floor((end - 1) / PAGE);
    for (const [page, request] of this.#requests) {
      if (page >= firstPage && page <= lastPage) continue;
      request.abort();
      this.#requests.delete(page);
    }
    for (let page = firstPage; page <= lastPage; page++) {
      const rows = this.#pages.get(page);
      if (rows) {
        // To the end, where the pages stand that are dropped last.
        this.#pages.delete(page);
        this.#pages.set(page, rows);
      } else if (!this.#requests.has(page)) void this.#fetch(page);
    }
  }

  /** Gives up all that is under way. */
  abort(): void {
    for (const request of this.#requests.values()) request.abort();
    this.#requests.clear();
  }

  #clear(): void {
    this.abort();
    this.#pages.clear();
    this.#outdated = new Map();
  }

  async #fetch(page: number): Promise<void> {
    const request = new AbortController();
    this.#requests.set(page, request);
    try {
      const found = await this.#load({ offset: page * PAGE, limit: PAGE, sort: this.#sort }, request.signal);
      if (request.signal.aborted) return;
      this.#requests.delete(page);
      if (!found) return;
      this.#keep(page, found);
    } catch (error) {
      if (request.signal.aborted) return;
      this.#requests.delete(page);
      this.#onError(error);
    }
  }

  #keep(page: number, { rows, total }: Page<TraceRow>): void {
    this.#total = total;
    this.#pages.set(page, rows);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > MOST_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
