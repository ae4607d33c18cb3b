/** The bar above the drawing: what is drawn, what is wrong or under way, and the buttons that move the view. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Problem } from '../model/problem.js';
import type { SavedFormat } from './export-menu.js';
import type { Formats } from './format.js';
import { visibleText } from './node-label.js';
import type { Strings } from './strings.js';
import { viewButtons } from './view-buttons.js';

/** What the bar shows. */
export interface ToolbarState {
  readonly strings: Strings;
  readonly formats: Formats;
  readonly shows: (control: string) => boolean;
  readonly summary: string;
  /**
   * Why a fresh layout would be better. `simplified`: the built-in layout draws because ELK failed. `extended`: the
   * drawing was added to, and what was there has kept its place. `null`: it would not.
   */
  readonly layoutNote: 'simplified' | 'extended' | null;
  /** Whether links are being followed. */
  readonly following: boolean;
  readonly problems: readonly Problem[];
  readonly hasScene: boolean;
  /** Whether the tables are shown instead of the picture. */
  readonly tableOpen: boolean;
  /** Whether the critical path is to be shown. */
  readonly criticalPath: boolean;
  /** Whether there is something selected to zoom to. */
  readonly hasSelection: boolean;
  readonly helpOpen: boolean;
}

/** What a button or key does to the view. `actual` is the natural size, 100 %. */
export type Zoom = 'in' | 'out' | 'fit' | 'actual' | 'selection';

/** What the bar asks for. */
export interface ToolbarActions {
  readonly zoom: (zoom: Zoom) => void;
  readonly openHelp: () => void;
  /** Lay out afresh. */
  readonly retryLayout: () => void;
  readonly toggleCriticalPath: () => void;
  readonly toggleTable: () => void;
  /** Save the drawing as a file. */
  readonly saveAs: (format: SavedFormat) => void;
}

/**
 * A name that runs against the rest is cut at its own end: with the rest in one line, that of the line would be its
 * beginning.
 */
function summaryOf(summary: string): TemplateResult {
  const [, name, rest] = /^\u2068(.*)\u2069(.*)$/s.exec(summary) ?? [];
  const text = name === undefined ? summary : html`<bdi>${name}</bdi><span>${rest}</span>`;
  const classes = name === undefined ? 'summary' : 'summary named';
  return html`<p class=${classes} part="summary" title=${summary}>${text}</p>`;
}

/**
 * The bar; what `shows` does not name is left out.
 *
 * @param find the field for finding, which stands before the buttons.
 */
export function toolbar(
  state: ToolbarState,
  actions: ToolbarActions,
  find: TemplateResult | typeof nothing,
): TemplateResult {
  const { strings, formats, shows, summary, layoutNote, following, problems } = state;
  return html`<header class="bar" part="toolbar">
    ${
      shows('summary')
        ? html`<h2>${strings.title}</h2>
            ${summaryOf(summary)}
            ${following ? html`<p class="following" part="following">${strings.following}</p>` : nothing}`
        : html`<span class="summary"></span>`
    }
    <div class="tools" role="toolbar" aria-label=${strings.toolbar}>
      ${shows('summary') && layoutNote !== null ? layoutButton(layoutNote, strings, actions) : nothing}
      ${shows('summary') && problems.length > 0 ? problemList(problems, strings, formats) : nothing} ${find}
      ${viewButtons(state, actions)}
    </div>
  </header>`;
}

/** Offers to lay out afresh, and says why. */
function layoutButton(
  note: NonNullable<ToolbarState['layoutNote']>,
  strings: Strings,
  actions: ToolbarActions,
): TemplateResult {
  const [part, text] =
    note === 'simplified' ? ['retry-button', strings.tryAgain] : ['tidy-button', strings.tidy];
  return html`${note === 'simplified' ? html`<span class="simplified">${strings.simplified}</span>` : nothing}
    <button
      class="button"
      part=${part}
      type="button"
      title=${note === 'extended' ? strings.tidyHint : nothing}
      @click=${actions.retryLayout}
    >
      ${text}
    </button>`;
}

/** What is wrong with the data, once per cause, behind one small button: nothing is swallowed, nothing shouts. */
function problemList(problems: readonly Problem[], strings: Strings, formats: Formats): TemplateResult {
  return html`<details class="problems" part="problems">
    <summary class="button">${strings.problems(problems.length)}</summary>
    <div class="menu problem-list" role="list" tabindex="0" aria-label=${strings.problems(problems.length)}>
      ${problems.map(
        ({ code, count, example }) =>
          html`<div role="listitem">
            <strong>${strings.problemTexts[code]}</strong>
            <span class="count">${strings.times(formats.number(count))}</span>
            <code>${visibleText(example, 120)}</code>
          </div>`,
      )}
    </div>
  </details>`;
}
