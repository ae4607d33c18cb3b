/** What is known of traces that are not in the data. State only; asking the source is done elsewhere. */
import type { IncomingLink } from '../model/incoming-link.js';
import type { SourcePage, TimeRange } from '../sources/trace-source.js';

/** What became of a trace that was asked for. Traces that were asked for together may share one. */
export type Outcome =
  | { readonly type: 'loading' }
  /** The source has been asked and this is still not in the data. */
  | { readonly type: 'missing' }
  | { readonly type: 'failed'; readonly reason: string };

/** What became of the question which links point at a drawn trace. */
export interface Search {
  readonly state: 'searching' | 'done' | 'failed';
  /** Why it failed. */
  readonly reason: string | null;
  /** Found so far, oldest first. */
  readonly links: readonly IncomingLink[];
  /** Where the next page begins; `null` when there is none to ask for. */
  readonly cursor: string | null;
  readonly more: SourcePage<IncomingLink>['more'];
  /** In which the linking spans start; a cursor is of this window. The same object for all traces of one question. */
  readonly range: TimeRange | null;
  /** How many times the window has been made wider. */
  readonly widened: number;
}

const unsearched: Search = {
  state: 'searching',
  reason: null,
  links: [],
  cursor: null,
  more: 'unknown',
  range: null,
  widened: 0,
};

/** All that a source has said, at one time. */
export interface KnownLinks {
  readonly outcomes: readonly (readonly [string, Outcome])[];
  readonly searches: readonly (readonly [string, Search])[];
}

/** Remembers, by trace id, what the source has said. */
export class LinkedTraces {
  readonly #outcomes = new Map<string, Outcome>();
  readonly #searches = new Map<string, Search>();
  #links: readonly IncomingLink[] | null = null;

  /** All links that the source has told; the same list until it tells others. */
  get links(): readonly IncomingLink[] {
    this.#links ??= [...this.#searches.values()].flatMap(({ links }) => links);
    return this.#links;
  }

  /** Traces of which links were found, and all of them, as far as the source can tell. */
  get exhausted(): readonly string[] {
    const isExhausted = (search: Search): boolean =>
      search.state === 'done' && search.links.length > 0 && !isOpen(search);
    return [...this.#searches].filter(([, search]) => isExhausted(search)).map(([traceId]) => traceId);
  }

  /** Traces that have been searched, and of which there may be more links. */
  get open(): readonly string[] {
    return [...this.#searches].filter(([, search]) => isOpen(search)).map(([traceId]) => traceId);
  }

  /** One per request that failed and was not followed by another for the same traces. */
  get failures(): number {
    const reasons = new Set<Outcome | Search>();
    for (const outcome of this.#outcomes.values()) if (outcome.type === 'failed') reasons.add(outcome);
    for (const search of this.#searches.values()) if (search.state === 'failed') reasons.add(search);
    return reasons.size;
  }

  outcomeOf(traceId: string): Outcome | undefined {
    return this.#outcomes.get(traceId);
  }

  searchOf(traceId: string): Search | undefined {
    return this.#searches.get(traceId);
  }

  settle(traceIds: readonly string[], outcome: Outcome): void {
    for (const traceId of traceIds) this.#outcomes.set(traceId, outcome);
  }

  /** A question begins; `widened` as often as its window is wider than the first. */
  startSearch(traceIds: readonly string[], range: TimeRange, widened = 0): void {
    for (const traceId of traceIds) {
      const before = this.#searches.get(traceId) ?? unsearched;
      this.#searches.set(traceId, { ...before, state: 'searching', reason: null, range, widened });
    }
  }

  /** A page has come: what it has is added to what was there. */
  addPage(traceId: string, { items, cursor, more }: SourcePage<IncomingLink>): void {
    const before = this.#searches.get(traceId) ?? unsearched;
    const links = new Map([...before.links, ...items].map((link) => [keyOf(link), link]));
    this.#links = null;
    this.#searches.set(traceId, {
      ...before,
      state: 'done',
      links: [...links.values()],
      // Whether there is more is the page's to say: some backends give a cursor with every answer.
      cursor: (more !== 'no' && cursor) || null,
      more,
    });
  }

  failSearch(traceIds: readonly string[], reason: string): void {
    const failed: Search = { ...unsearched, state: 'failed', reason };
    for (const traceId of traceIds) {
      const before = this.#searches.get(traceId);
      this.#searches.set(traceId, before?.links.length ? { ...before, state: 'failed', reason } : failed);
    }
  }

  /** What is under way is given up, and can be asked for again. */
  dropUnfinished(): void {
    for (const [traceId, { type }] of this.#outcomes) if (type === 'loading') this.#outcomes.delete(traceId);
    for (const [traceId, search] of this.#searches) {
      if (search.state !== 'searching') continue;
      if (search.links.length === 0) this.#searches.delete(traceId);
      else this.#searches.set(traceId, { ...search, state: 'done' });
    }
  }

  /** Forgets all, and gives it to be brought back. */
  clear(): KnownLinks {
    const all = { outcomes: [...this.#outcomes], searches: [...this.#searches] };
    this.bringBack({ outcomes: [], searches: [] });
    return all;
  }

  bringBack({ outcomes, searches }: KnownLinks): void {
    this.#outcomes.clear();
    this.#searches.clear();
    for (const [traceId, outcome] of outcomes) this.#outcomes.set(traceId, outcome);
    for (const [traceId, search] of searches) this.#searches.set(traceId, search);
    this.#links = null;
  }
}

/** Whether asking again may bring links that are not known yet. */
export function isOpen({ state, cursor, more, links }: Search): boolean {
  if (state === 'searching') return false;
  return (
    state === 'failed' || cursor !== null || more === 'yes' || (more === 'unknown' && links.length === 0)
  );
}

function keyOf({ from, to }: IncomingLink): string {
  return JSON.stringify([from.traceId, from.spanId, to.traceId, to.spanId]);
}
