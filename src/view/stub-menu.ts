import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Aggregate, AsyncStub } from '../model/dependency-graph.js';
import type { Page, StubCallRow } from '../model/details.js';
import { measuredWait } from './combined-wait.js';
import { aggregatedDuration } from './edge-label.js';
import type { Formats } from './format.js';
import { moveFocus } from './menu-keys.js';
import { nodeLabel, visibleText, type NodeLabel } from './node-label.js';
import { shapePath } from './shape.js';
import type { Strings } from './strings.js';

/** With more calls than this, they can be filtered. */
const FILTERED_FROM = 10;

/** What choosing a call does: draw it, load its trace, or move the focus to its trace, which nothing else would draw. */
export type StubMenuMode = 'draw' | 'load' | 'focus';

/** What the menu of a stub shows. */
export interface StubMenuState {
  readonly strings: Strings;
  readonly formats: Formats;
  readonly aggregate: Aggregate;
  readonly stub: AsyncStub;
  readonly nodeTitle: string;
  readonly mode: StubMenuMode;
  /** How many calls "Next" draws; 0 where that would be all. */
  readonly next: number;
  /** `null` until they have come. */
  readonly calls: Page<StubCallRow> | null;
  readonly filter: string;
  /** How many of the calls, or of those that match, are listed. */
  readonly limit: number;
}

/** What the menu asks for. */
export interface StubMenuActions {
  readonly drawNext: () => void;
  /** Draws or loads all. */
  readonly takeAll: () => void;
  readonly choose: (row: StubCallRow) => void;
  readonly filter: (text: string) => void;
  readonly showMore: () => void;
}

/** The calls that a stub hides, one by name, with a way to take the next or all of them. */
export function stubMenu(state: StubMenuState, actions: StubMenuActions): TemplateResult {
  const { strings, stub, mode, next, calls, nodeTitle } = state;
  const count = calls?.total ?? stub.callCount;
  return html`<div
    class="menu stub-menu"
    part="stub-menu"
    role="dialog"
    aria-label=${strings.hiddenCallsOf(nodeTitle)}
    @keydown=${moveFocus}
  >
    ${
      mode === 'focus'
        ? html`<p class="menu-help">${strings.focusHelp}</p>`
        : html`<div class="button-group">
            ${
              next > 0
                ? html`<button class="button" type="button" @click=${actions.drawNext}>
                    ${strings.next(next)}
                  </button>`
                : nothing
            }
            <button class="button" type="button" @click=${actions.takeAll}>
              ${mode === 'load' ? strings.loadAll(count) : strings.all(count)}
            </button>
          </div>`
    }
    ${count > FILTERED_FROM ? filterBox(state, actions) : nothing}
    ${calls === null ? html`<p class="menu-help" role="status">${strings.loadingCalls}</p>` : list(state, calls, actions)}
  </div>`;
}

function filterBox({ strings, filter }: StubMenuState, actions: StubMenuActions): TemplateResult {
  return html`<input
    class="menu-filter"
    type="search"
    autocomplete="off"
    spellcheck="false"
    aria-label=${strings.filterCalls}
    placeholder=${strings.filterCalls}
    .value=${filter}
    @input=${(event: Event) => actions.filter((event.target as HTMLInputElement).value)}
  />`;
}

function list(state: StubMenuState, calls: Page<StubCallRow>, actions: StubMenuActions): TemplateResult {
  const { strings, filter, limit } = state;
  const needle = filter.trim().toLowerCase();
  const named = calls.rows.map((row) => ({ row, label: labelOf(row, strings) }));
  const matching = needle
    ? named.filter(({ label }) => `${label.title} ${label.subtitle}`.toLowerCase().includes(needle))
    : named;
  const total = needle ? matching.length : calls.total;
  if (total === 0) return html`<p class="menu-help" role="status">${strings.noMatches}</p>`;
  return html`<div class="menu-rows" role="list" aria-label=${strings.hiddenCalls}>
    ${matching
      .slice(0, limit)
      .map(({ row, label }) => html`<div role="listitem">${callButton(row, label, state, actions)}</div>`)}
    ${
      total > limit
        ? html`<div role="listitem">
            <button class="button" type="button" @click=${actions.showMore}>${strings.showMore}</button>
          </div>`
        : nothing
    }
  </div>`;
}

function callButton(
  row: StubCallRow,
  { title, subtitle }: NodeLabel,
  state: StubMenuState,
  actions: StubMenuActions,
): TemplateResult {
  const { strings, formats, aggregate, mode, stub } = state;
  const { kind, callCount, errorCount, duration } = row;
  const wait = measuredWait(row);
  const figures = [
    callCount > 1 ? strings.times(formats.number(callCount)) : '',
    // Of the callees, which for the causes of a node is the node itself.
    duration && stub.direction === 'downstream'
      ? aggregatedDuration(duration, aggregate, strings, formats)
      : '',
    wait ? strings.wait(formats.duration(wait.avg)) : '',
  ].filter(Boolean);
  return html`<button class="call" type="button" title=${title} @click=${() => actions.choose(row)}>
    ${
      kind === null
        ? nothing
        : html`<svg
            class="sample"
            width="20"
            height="20"
            viewBox="-24 -24 48 48"
            role="img"
            aria-label=${strings.kinds[kind]}
          >
            ${svg`<path d=${shapePath(kind)}></path>`}
          </svg>`
    }
    <span class="call-text">
      <span class="call-title">${title}</span>
      <span class="call-note"
        >${subtitle}${subtitle && figures.length > 0 ? ' · ' : nothing}${figures.join(' · ')}</span
      >
    </span>
    ${errorCount > 0 ? html`<span class="failed">${strings.failedCalls(errorCount)}</span>` : nothing}
    ${mode === 'load' ? html`<span class="call-action">${strings.loadAll(1)}</span>` : nothing}
  </button>`;
}

/** The far end's name as its node would have it; of a trace that is not loaded, what a source has told, or its id. */
function labelOf({ traceId, kind, group, name, service }: StubCallRow, strings: Strings): NodeLabel {
  if (kind !== null && group !== null) return nodeLabel({ kind, group }, strings);
  return { title: visibleText(name ?? traceId), subtitle: visibleText(service ?? '') };
}
