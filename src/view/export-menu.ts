/** A button that opens the formats in which the drawing can be saved as a file. */
import { html, type TemplateResult } from 'lit';
import { moveFocus } from './menu-keys.js';
import type { Strings } from './strings.js';

/** Name and format; the names are the same in all languages. */
const FORMATS = [
  ['svg', 'SVG'],
  ['png', 'PNG'],
  ['mermaid', 'Mermaid'],
  ['dot', 'Graphviz DOT'],
  ['json', 'JSON'],
] as const;

/** A format that a drawing is saved in. */
export type SavedFormat = (typeof FORMATS)[number][0];

/** @param save makes the file and hands it to the browser. */
export function exportMenu(
  strings: Strings,
  isEnabled: boolean,
  save: (format: SavedFormat) => void,
): TemplateResult {
  return html`<details
    class="export"
    part="export"
    ?inert=${!isEnabled}
    @keydown=${closeByEscape}
    @focusout=${closeWhenLeft}
  >
    <summary class="button roomy" part="export-button" aria-disabled=${!isEnabled}>
      ${strings.exportAs}
    </summary>
    <div class="menu export-menu" role="group" aria-label=${strings.exportAs} @keydown=${moveFocus}>
      ${FORMATS.map(
        ([format, name]) =>
          html`<button
            class="menu-item"
            type="button"
            data-format=${format}
            ?disabled=${!isEnabled}
            @click=${(event: MouseEvent) => {
              close(event.currentTarget as HTMLElement);
              save(format);
            }}
          >
            ${name}
          </button>`,
      )}
    </div>
  </details>`;
}

/** The focus must not go down with the menu. */
function close(inside: HTMLElement): void {
  const details = inside.closest('details');
  details?.querySelector('summary')?.focus();
  details?.removeAttribute('open');
}

function closeByEscape(event: KeyboardEvent): void {
  const details = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !details.open) return;
  event.stopPropagation();
  close(details);
}

function closeWhenLeft({ currentTarget, relatedTarget }: FocusEvent): void {
  const details = currentTarget as HTMLDetailsElement;
  if (!details.contains(relatedTarget as Node | null)) details.removeAttribute('open');
}
