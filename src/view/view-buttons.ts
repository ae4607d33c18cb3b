/** The buttons at the end of the bar: what is shown, at which size, and the help on keys. */
import { html, nothing, type TemplateResult } from 'lit';
import { exportMenu } from './export-menu.js';
import type { ToolbarActions, ToolbarState } from './toolbar.js';

/** A group of buttons; the ones that do less go first where there is little room. */
export function viewButtons(state: ToolbarState, actions: ToolbarActions): TemplateResult {
  const { strings, formats, shows, hasScene, tableOpen, criticalPath, hasSelection, helpOpen } = state;
  const hasPicture = hasScene && !tableOpen;
  const fullSize = formats.percent(1);
  return html`<div class="button-group">
    ${
      shows('critical-path')
        ? html`<button
            class="button"
            part="critical-path-button"
            type="button"
            ?disabled=${!hasScene}
            aria-pressed=${criticalPath}
            aria-label=${strings.criticalPath}
            title=${strings.criticalPathHint}
            @click=${actions.toggleCriticalPath}
          >
            <span class="wide">${strings.criticalPath}</span>${steps}
          </button>`
        : nothing
    }
    ${
      shows('table')
        ? html`<button
            class="button"
            part="table-button"
            type="button"
            ?disabled=${!hasScene}
            aria-pressed=${tableOpen}
            @click=${actions.toggleTable}
          >
            ${strings.table}
          </button>`
        : nothing
    }
    ${
      shows('zoom')
        ? html`${iconButton('zoom-out-button', '', strings.zoomOut, '−', hasPicture, () => actions.zoom('out'))}
            ${iconButton('zoom-in-button', '', strings.zoomIn, '+', hasPicture, () => actions.zoom('in'))}
            <button
              class="button roomy"
              part="actual-size-button"
              type="button"
              ?disabled=${!hasPicture}
              aria-label=${strings.facts([fullSize, strings.actualSize])}
              title=${strings.actualSize}
              @click=${() => actions.zoom('actual')}
            >
              ${fullSize}
            </button>
            ${iconButton('zoom-to-selection-button', 'roomy', strings.zoomToSelection, target, hasPicture && hasSelection, () => actions.zoom('selection'))}`
        : nothing
    }
    ${
      shows('fit')
        ? html`<button
            class="button"
            part="fit-button"
            type="button"
            ?disabled=${!hasPicture}
            @click=${() => actions.zoom('fit')}
          >
            ${strings.fit}
          </button>`
        : nothing
    }
    ${shows('export') ? exportMenu(strings, hasScene, actions.saveAs) : nothing}
    ${
      shows('help')
        ? html`<button
            class="button icon-button"
            part="help-button"
            type="button"
            aria-haspopup="dialog"
            aria-expanded=${helpOpen}
            aria-label=${strings.help}
            title=${strings.help}
            @click=${actions.openHelp}
          >
            <span aria-hidden="true">?</span>
          </button>`
        : nothing
    }
  </div>`;
}

/** Stands for the critical path where there is little room: a line in steps between two spots. */
const steps = html`<svg
  class="button-icon narrow"
  width="16"
  height="14"
  viewBox="0 0 16 14"
  aria-hidden="true"
>
  <path d="M4 11H8V3H12M4 11A1.6 1.6 0 1 1 3.99 10.9ZM15.2 3A1.6 1.6 0 1 1 15.19 2.9Z"></path>
</svg>`;

/** A frame around a spot. */
const target = html`<svg class="button-icon" width="14" height="14" viewBox="0 0 14 14">
  <path d="M1 4.5V1H4.5M9.5 1H13V4.5M13 9.5V13H9.5M4.5 13H1V9.5M7 5V9M5 7H9"></path>
</svg>`;

function iconButton(
  part: string,
  room: string,
  name: string,
  sign: unknown,
  isEnabled: boolean,
  press: () => void,
): TemplateResult {
  return html`<button
    class="button icon-button ${room}"
    part=${part}
    type="button"
    ?disabled=${!isEnabled}
    aria-label=${name}
    title=${name}
    @click=${press}
  >
    <span class="sign" aria-hidden="true">${sign}</span>
  </button>`;
}
