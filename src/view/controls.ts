import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Aggregate } from '../model/dependency-graph.js';
import type { GroupKey } from '../model/details.js';
import type { Formats } from './format.js';
import { visibleText } from './node-label.js';
import type { Strings } from './strings.js';

/** In the order of the menu. */
export const AGGREGATES: readonly Aggregate[] = ['avg', 'max', 'min', 'sum', 'p50', 'p95', 'p99'];

/** A menu with hundreds of keys helps nobody; the rest is found by typing. */
const KEYS_SHOWN = 60;

/** What the settings show. */
export interface ControlsState {
  readonly strings: Strings;
  readonly formats: Formats;
  readonly groupBy: readonly string[];
  readonly groupKeys: readonly GroupKey[];
  readonly spanCount: number;
  readonly groupMenuOpen: boolean;
  /** The keys that were chosen when the menu was opened. They lead it, and no row moves under the user's hands. */
  readonly groupMenuKeys: readonly string[];
  readonly groupFilter: string;
  readonly aggregate: Aggregate;
  readonly showInternalSpans: boolean;
  readonly hiddenInternalSpans: number;
  readonly showDestinations: boolean;
  readonly shows: (control: string) => boolean;
}

/** What the settings ask for. */
export interface ControlsActions {
  readonly toggleGroupMenu: () => void;
  readonly filterGroupKeys: (text: string) => void;
  readonly toggleGroupKey: (key: string, on: boolean) => void;
  readonly setAggregate: (aggregate: Aggregate) => void;
  readonly setShowInternalSpans: (show: boolean) => void;
  readonly setShowDestinations: (show: boolean) => void;
}

const CONTROLS = ['group-by', 'aggregate', 'internal-spans', 'destinations'];

/** The settings at the bottom: Group by, duration aggregation, Show internal spans, Show topics and queues. */
export function controls(state: ControlsState, actions: ControlsActions): TemplateResult | typeof nothing {
  const { strings, shows } = state;
  if (!CONTROLS.some(shows)) return nothing;
  return html`<div class="controls" part="controls" role="group" aria-label=${strings.controls}>
    ${shows('group-by') ? groupByControl(state, actions) : nothing}
    ${shows('aggregate') ? aggregateControl(state, actions) : nothing}
    ${shows('internal-spans') || shows('destinations') ? switches(state, actions) : nothing}
  </div>`;
}

function groupByControl(state: ControlsState, actions: ControlsActions): TemplateResult {
  const { strings, groupBy, groupMenuOpen } = state;
  const text = groupBy.map((key) => visibleText(key, 60)).join(', ') || strings.none;
  return html`<div class="control group-by">
    <span class="control-name" id="group-by-name">${strings.groupBy}</span>
    <button
      class="select group-by-button"
      type="button"
      aria-haspopup="dialog"
      aria-expanded=${groupMenuOpen}
      aria-labelledby="group-by-name group-by-value"
      @click=${actions.toggleGroupMenu}
    >
      <span id="group-by-value" class="select-text">${text}</span><span aria-hidden="true">▾</span>
    </button>
    ${groupMenuOpen ? groupMenu(state, actions) : nothing}
  </div>`;
}

function groupMenu(state: ControlsState, actions: ControlsActions): TemplateResult {
  const { strings, groupBy, groupKeys, groupMenuKeys, groupFilter, spanCount, formats } = state;
  const known = new Map(groupKeys.map((entry) => [entry.key, entry]));
  const leading = groupMenuKeys.map((key) => known.get(key) ?? { key, spanCount: 0, distinct: 0 });
  const needle = groupFilter.trim().toLowerCase();
  const others = groupKeys
    .filter(({ key }) => !groupMenuKeys.includes(key) && key.toLowerCase().includes(needle))
    .filter(({ key }, index) => index < KEYS_SHOWN || groupBy.includes(key));
  const row = (entry: GroupKey): TemplateResult => {
    const share = spanCount > 0 ? entry.spanCount / spanCount : 0;
    return html`<label class="menu-row" title=${strings.distinctValues(entry.distinct)}>
      <input
        type="checkbox"
        .checked=${live(groupBy.includes(entry.key))}
        .value=${entry.key}
        @change=${(event: Event) => actions.toggleGroupKey(entry.key, (event.target as HTMLInputElement).checked)}
      />
      <span class="menu-key">${visibleText(entry.key, 80)}</span>
      <span class="menu-share">${strings.coverage(formats.percent(share))}</span>
    </label>`;
  };
  return html`<div class="menu" role="dialog" aria-label=${strings.groupBy}>
    <p class="menu-help">${strings.groupByHelp}</p>
    <input
      class="menu-filter"
      type="search"
      autocomplete="off"
      spellcheck="false"
      aria-label=${strings.groupByFilter}
      placeholder=${strings.groupByFilter}
      .value=${groupFilter}
      @input=${(event: Event) => actions.filterGroupKeys((event.target as HTMLInputElement).value)}
    />
    <div class="menu-rows" role="group" aria-label=${strings.groupBy}>
      ${leading.map(row)} ${others.map(row)}
    </div>
  </div>`;
}

function aggregateControl({ strings, aggregate }: ControlsState, actions: ControlsActions): TemplateResult {
  return html`<label class="control">
    <span class="control-name">${strings.aggregate}</span>
    <select
      class="select aggregate"
      .value=${aggregate}
      @change=${(event: Event) => actions.setAggregate((event.target as HTMLSelectElement).value as Aggregate)}
    >
      ${AGGREGATES.map(
        (name) =>
          html`<option value=${name} ?selected=${name === aggregate}>${strings.aggregates[name]}</option>`,
      )}
    </select>
  </label>`;
}

function switches(state: ControlsState, actions: ControlsActions): TemplateResult {
  const { strings, shows, showDestinations } = state;
  return html`<div class="switches">
    ${shows('internal-spans') ? internalSpansControl(state, actions) : nothing}
    ${
      shows('destinations')
        ? switchControl(strings.showDestinations, showDestinations, actions.setShowDestinations)
        : nothing
    }
  </div>`;
}

function internalSpansControl(state: ControlsState, actions: ControlsActions): TemplateResult {
  const { strings, formats, showInternalSpans, hiddenInternalSpans } = state;
  const count =
    hiddenInternalSpans > 0
      ? html` <span class="count">(${formats.number(hiddenInternalSpans)})</span>`
      : nothing;
  return switchControl(
    html`${strings.showInternalSpans}${count}`,
    showInternalSpans,
    actions.setShowInternalSpans,
  );
}

function switchControl(name: unknown, isOn: boolean, set: (on: boolean) => void): TemplateResult {
  return html`<label class="control switch">
    <input
      type="checkbox"
      .checked=${isOn}
      @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}
    />
    <span>${name}</span>
  </label>`;
}
