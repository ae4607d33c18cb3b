/** The element's whole template: bar, stage, dock and details, put together from the parts in `view`. */
import { html, nothing, type TemplateResult } from 'lit';
import { findBar, type FindActions, type FindState } from '../view/find-bar.js';
import { controls, type ControlsActions, type ControlsState } from '../view/controls.js';
import { detailsPanel } from '../view/details-panel.js';
import type { DetailsActions, DetailsState } from '../view/details-state.js';
import { graphView, type VisibleScene } from '../view/graph-view.js';
import type { GraphViewContext } from '../view/graph-view-context.js';
import { helpPanel, type HelpActions, type HelpState } from '../view/help-panel.js';
import { legend } from '../view/legend.js';
import type { Formats } from '../view/format.js';
import { loadProgress, type LoadProgress } from '../view/load-progress.js';
import type { Scene } from '../view/scene.js';
import { minimap, type MinimapActions, type MinimapState } from '../view/minimap.js';
import { nodePopover, type PopoverActions, type PopoverState } from '../view/node-popover.js';
import { chips, type Chip } from '../view/path-chip.js';
import type { Strings } from '../view/strings.js';
import { tableView, type TableActions, type TableState } from '../view/table/table-view.js';
import { stubMenu, type StubMenuActions, type StubMenuState } from '../view/stub-menu.js';
import { toolbar, type ToolbarActions, type ToolbarState } from '../view/toolbar.js';

/** What the template shows. */
export interface FrameState {
  readonly strings: Strings;
  readonly formats: Formats;
  /** BCP 47 tag of the texts; `null` where it is not known. */
  readonly language: string | null;
  /** How all but the graph runs; `null` leaves it to the page. */
  readonly textDirection: 'rtl' | null;
  readonly shows: (control: string) => boolean;
  readonly toolbar: ToolbarState;
  /** `empty`: there is nothing to draw; `loading`: nothing is drawn yet; `ready`: something is drawn. */
  readonly phase: 'empty' | 'loading' | 'ready';
  /** How far data have come that take longer than a moment; `null` when there are none. */
  readonly load: LoadProgress | null;
  /** Whether the legend is shown where there is little room. */
  readonly legendOpen: boolean;
  readonly notice: string | null;
  readonly announcement: string;
  readonly scene: Scene | null;
  readonly visible: VisibleScene;
  readonly graph: GraphViewContext;
  /** Why the drawing does not show all there is, or not all alike. */
  readonly chips: readonly Chip[];
  readonly controls: ControlsState;
  readonly find: FindState;
  /** `null` while nothing is pointed at. */
  readonly popover: PopoverState | null;
  /** `null` while all of the drawing is in view. */
  readonly minimap: MinimapState | null;
  /** `null` while the picture is shown. */
  readonly table: TableState | null;
  /** `null` while no menu of a stub is open. */
  readonly stubMenu: StubMenuState | null;
  /** `null` while the help on keys is closed. */
  readonly help: HelpState | null;
  readonly details: DetailsState | null;
}

/** What the drawing tells of the pointer and the focus. */
export interface HoverListeners {
  readonly onPointerOver: (event: PointerEvent) => void;
  readonly onPointerLeave: (event: PointerEvent) => void;
  readonly onFocusOut: (event: FocusEvent) => void;
}

/** What the template asks for when the user does something. */
export interface FrameActions extends ToolbarActions {
  readonly toggleLegend: () => void;
  readonly clearPath: () => void;
  readonly hideCriticalPath: () => void;
  readonly showAll: () => void;
  /** Give up the data that are being read. */
  readonly cancelLoad: () => void;
  readonly onGraphClick: (event: MouseEvent) => void;
  readonly onGraphKeyDown: (event: KeyboardEvent) => void;
  readonly onFocusIn: (event: FocusEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly controls: ControlsActions;
  readonly table: TableActions;
  readonly find: FindActions;
  readonly popover: PopoverActions;
  readonly hover: HoverListeners;
  readonly minimap: MinimapActions;
  readonly stubMenu: StubMenuActions;
  readonly help: HelpActions;
  readonly details: DetailsActions;
}

/** Parts of the chips that tell of the tables as well. */
const IN_TABLE: ReadonlySet<string> = new Set(['only-found', 'critical-path']);

/** The template. What `controls` does not list is left out. */
export function frame(state: FrameState, actions: FrameActions): TemplateResult {
  const { shows } = state;
  const hasDetails = state.details !== null && shows('details');
  return html`<div
    class="frame ${hasDetails ? 'with-details' : ''}"
    part="base"
    lang=${state.language ?? nothing}
    dir=${state.textDirection ?? nothing}
    @keydown=${actions.onKeyDown}
  >
    ${
      shows('summary')
        ? nothing
        : html`<h2 class="visually-hidden">${state.strings.title}</h2>
            <p class="visually-hidden">${state.toolbar.summary}</p>`
    }
    ${['summary', 'find', 'critical-path', 'table', 'zoom', 'fit', 'export', 'help'].some(shows) ? toolbar(state.toolbar, actions, shows('find') && state.scene && !state.table ? findBar(state.find, actions.find) : nothing) : nothing}
    <div class="stage" part="stage">
      <span class="size-probe" aria-hidden="true"></span>
      ${viewport(state, actions)} ${state.table ? tableView(state.table, actions.table) : nothing}
      ${message(state, actions)} ${loadChip(state, actions)}
      ${state.popover && !state.table ? nodePopover(state.popover, actions.popover) : nothing}
      ${state.minimap && !state.table && shows('minimap') ? minimap(state.minimap, actions.minimap) : nothing}
      ${chips(state.table ? state.chips.filter(({ part }) => IN_TABLE.has(part)) : state.chips)}
      ${state.notice === null ? nothing : html`<p class="notice" aria-hidden="true">${state.notice}</p>`}
      ${
        state.scene === null
          ? nothing
          : html`<div class="dock">
              ${controls(state.controls, actions.controls)}
              ${shows('legend') && !state.table ? legendPanel(state, state.scene, actions) : nothing}
            </div>`
      }
    </div>
    ${state.details && shows('details') ? detailsPanel(state.details, actions.details) : nothing}
    ${state.stubMenu ? stubMenu(state.stubMenu, actions.stubMenu) : nothing}
    ${state.help ? helpPanel(state.help, actions.help) : nothing}
    <p class="visually-hidden" role="status" aria-live="polite">${state.announcement}</p>
  </div>`;
}

/** The legend; where there is little room, behind a button that opens it. */
function legendPanel(
  { strings, legendOpen, graph }: FrameState,
  scene: Scene,
  actions: FrameActions,
): TemplateResult {
  return html`<div class="legend-panel ${legendOpen ? 'open' : ''}">
    ${legend(scene, strings, graph.critical !== null)}
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

function viewport(state: FrameState, actions: FrameActions): TemplateResult {
  const { strings, scene } = state;
  return html`<div
    class="viewport"
    part="graph"
    role="group"
    aria-label=${strings.graph}
    aria-describedby="graph-help"
    ?inert=${state.table !== null}
    @click=${actions.onGraphClick}
    @keydown=${actions.onGraphKeyDown}
    @pointerover=${actions.hover.onPointerOver}
    @pointerleave=${actions.hover.onPointerLeave}
    @focusin=${actions.onFocusIn}
    @focusout=${actions.hover.onFocusOut}
  >
    <span id="graph-help" hidden>${strings.graphHelp}</span>
    ${scene === null ? nothing : graphView(scene, state.visible, state.graph)}
  </div>`;
}

/** Slots are always there, so that late content finds its place; they are hidden while they do not apply. */
function message(state: FrameState, actions: FrameActions): TemplateResult {
  const { phase, strings, formats, load } = state;
  return html`<div class="message" ?hidden=${phase !== 'empty'}>
      <slot name="empty"><strong>${strings.empty}</strong><span>${strings.emptyHint}</span></slot>
    </div>
    <div class="message" ?hidden=${phase !== 'loading'}>
      <slot name="loading"
        ><strong>${strings.loading}</strong>${
          load === null || phase !== 'loading'
            ? nothing
            : loadProgress(load, strings, formats, actions.cancelLoad)
        }</slot
      >
    </div>`;
}

/** While other data are read, what was drawn before stays to be used. */
function loadChip(
  { phase, strings, formats, load }: FrameState,
  actions: FrameActions,
): TemplateResult | typeof nothing {
  if (load === null || phase !== 'ready') return nothing;
  return html`<div class="load-chip">${loadProgress(load, strings, formats, actions.cancelLoad)}</div>`;
}
