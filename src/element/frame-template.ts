/** The element's whole template: bar, stage, dock and details, put together from the parts in `view`. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Problem } from '../model/problem.js';
import { controls, type ControlsActions, type ControlsState } from '../view/controls.js';
import { detailsPanel, type DetailsActions, type DetailsState } from '../view/details-panel.js';
import { graphView, type VisibleScene } from '../view/graph-view.js';
import type { GraphViewContext } from '../view/graph-view-context.js';
import { legend } from '../view/legend.js';
import type { Formats } from '../view/format.js';
import type { Scene } from '../view/scene.js';
import { visibleText } from '../view/node-label.js';
import { pathChip } from '../view/path-chip.js';
import type { Strings } from '../view/strings.js';
import { stubMenu, type StubMenuActions, type StubMenuState } from '../view/stub-menu.js';

/** What the template shows. */
export interface FrameState {
  readonly strings: Strings;
  readonly formats: Formats;
  readonly shows: (control: string) => boolean;
  readonly summary: string;
  /** Whether the built-in layout draws because ELK failed. */
  readonly simplified: boolean;
  readonly problems: readonly Problem[];
  /** `empty`: there is nothing to draw; `loading`: nothing is drawn yet; `ready`: something is drawn. */
  readonly phase: 'empty' | 'loading' | 'ready';
  readonly progress: number | null;
  /** Whether the legend is shown where there is little room. */
  readonly legendOpen: boolean;
  readonly notice: string | null;
  readonly announcement: string;
  readonly scene: Scene | null;
  readonly visible: VisibleScene;
  readonly graph: GraphViewContext;
  readonly controls: ControlsState;
  /** `null` while no menu of a stub is open. */
  readonly stubMenu: StubMenuState | null;
  readonly details: DetailsState | null;
}

/** What the template asks for when the user does something. */
export interface FrameActions {
  readonly zoom: (zoom: 'in' | 'out' | 'fit') => void;
  readonly retryLayout: () => void;
  readonly toggleLegend: () => void;
  readonly clearPath: () => void;
  readonly onGraphClick: (event: MouseEvent) => void;
  readonly onGraphKeyDown: (event: KeyboardEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly controls: ControlsActions;
  readonly stubMenu: StubMenuActions;
  readonly details: DetailsActions;
}

/** The template. What `controls` does not list is left out. */
export function frame(state: FrameState, actions: FrameActions): TemplateResult {
  const { shows } = state;
  const hasDetails = state.details !== null && shows('details');
  return html`<div
    class="frame ${hasDetails ? 'with-details' : ''}"
    part="base"
    @keydown=${actions.onKeyDown}
  >
    ${shows('summary') || shows('zoom') || shows('fit') ? bar(state, actions) : nothing}
    <div class="stage" part="stage">
      ${viewport(state, actions)} ${message(state)}
      ${state.graph.path && state.scene ? pathChip(state.graph.path, state.strings, actions.clearPath) : nothing}
      ${state.notice === null ? nothing : html`<p class="notice" aria-hidden="true">${state.notice}</p>`}
      ${
        state.scene === null
          ? nothing
          : html`<div class="dock">
              ${controls(state.controls, actions.controls)}
              ${shows('legend') ? legendPanel(state, state.scene, actions) : nothing}
            </div>`
      }
    </div>
    ${state.details && shows('details') ? detailsPanel(state.details, actions.details) : nothing}
    ${state.stubMenu ? stubMenu(state.stubMenu, actions.stubMenu) : nothing}
    <p class="visually-hidden" role="status" aria-live="polite">${state.announcement}</p>
  </div>`;
}

function bar(
  { strings, formats, shows, summary, simplified, problems, scene }: FrameState,
  actions: FrameActions,
): TemplateResult {
  return html`<header class="bar" part="toolbar">
    ${
      shows('summary')
        ? html`<h2>${strings.title}</h2>
            <p class="summary" part="summary" title=${summary}>${summary}</p>
            ${simplified ? retryButton(strings, actions) : nothing}
            ${problems.length > 0 ? problemList(problems, strings, formats) : nothing}`
        : html`<span class="summary"></span>`
    }
    <div class="button-group" role="group" aria-label=${strings.toolbar}>
      ${
        shows('zoom')
          ? html`<button
                class="button icon-button"
                part="zoom-out-button"
                type="button"
                ?disabled=${scene === null}
                aria-label=${strings.zoomOut}
                title=${strings.zoomOut}
                @click=${() => actions.zoom('out')}
              >
                <span aria-hidden="true">−</span>
              </button>
              <button
                class="button icon-button"
                part="zoom-in-button"
                type="button"
                ?disabled=${scene === null}
                aria-label=${strings.zoomIn}
                title=${strings.zoomIn}
                @click=${() => actions.zoom('in')}
              >
                <span aria-hidden="true">+</span>
              </button>`
          : nothing
      }
      ${
        shows('fit')
          ? html`<button
              class="button"
              part="fit-button"
              type="button"
              ?disabled=${scene === null}
              @click=${() => actions.zoom('fit')}
            >
              ${strings.fit}
            </button>`
          : nothing
      }
    </div>
  </header>`;
}

/** The legend; where there is little room, behind a button that opens it. */
function legendPanel(
  { strings, legendOpen }: FrameState,
  scene: Scene,
  actions: FrameActions,
): TemplateResult {
  return html`<div class="legend-panel ${legendOpen ? 'open' : ''}">
    ${legend(scene, strings)}
    <button
      class="button legend-toggle"
      part="legend-toggle"
      type="button"
      aria-expanded=${legendOpen}
      @click=${actions.toggleLegend}
    >
      ${strings.legend}
    </button>
  </div>`;
}

/** Says that a simpler layout is drawn, and offers to try ELK again. */
function retryButton(strings: Strings, actions: FrameActions): TemplateResult {
  return html`<span class="simplified">${strings.simplified}</span>
    <button class="button" part="retry-button" type="button" @click=${actions.retryLayout}>
      ${strings.tryAgain}
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

function viewport(state: FrameState, actions: FrameActions): TemplateResult {
  const { strings, scene } = state;
  return html`<div
    class="viewport"
    part="graph"
    role="group"
    aria-label=${strings.graph}
    aria-describedby="graph-help"
    @click=${actions.onGraphClick}
    @keydown=${actions.onGraphKeyDown}
  >
    <span id="graph-help" hidden>${strings.graphHelp}</span>
    ${scene === null ? nothing : graphView(scene, state.visible, state.graph)}
  </div>`;
}

/** Slots are always there, so that late content finds its place; they are hidden while they do not apply. */
function message({ phase, strings, progress }: FrameState): TemplateResult {
  return html`<div class="message" ?hidden=${phase !== 'empty'}>
      <slot name="empty"><strong>${strings.empty}</strong><span>${strings.emptyHint}</span></slot>
    </div>
    <div class="message" ?hidden=${phase !== 'loading'}>
      <slot name="loading"
        ><strong>${strings.loading}</strong>${
          progress === null
            ? nothing
            : html`<progress aria-label=${strings.loading} max="1" .value=${progress}></progress>`
        }</slot
      >
    </div>`;
}
