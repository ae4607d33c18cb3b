import { html, nothing, type TemplateResult } from 'lit';
import type { Strings } from './strings.js';

/** What the button depends on. */
export interface StubMenuButton {
  readonly strings: Strings;
  /** What the stub says, so that buttons are told apart. */
  readonly text: string;
  readonly tabIndex: 0 | -1;
  readonly isOpen: boolean;
}

/** Opens the menu of a stub's calls; in the drawing, which hears all clicks itself, without a listener. */
export function stubMenuButton(
  { strings, text, tabIndex, isOpen }: StubMenuButton,
  toggle?: () => void,
): TemplateResult {
  return html`<button
    class="stub-menu-button"
    part="stub-menu-button"
    type="button"
    tabindex=${tabIndex}
    aria-haspopup="dialog"
    aria-expanded=${isOpen}
    aria-label=${`${strings.chooseCalls}, ${text}`}
    title=${strings.chooseCalls}
    @click=${toggle ?? nothing}
  >
    <svg aria-hidden="true" width="12" height="8" viewBox="-6 -4 12 8">
      <path d="M-4 -2L0 2L4 -2"></path>
    </svg>
  </button>`;
}
