import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Strings } from './strings.js';

/** What the field for finding shows. */
export interface FindState {
  readonly strings: Strings;
  readonly text: string;
  /** Nodes that match. */
  readonly count: number;
  /** Which of them is shown, from 0 on; -1 before the first is. */
  readonly index: number;
  /** Whether tags are still being searched. */
  readonly busy: boolean;
  /** Whether the field is shown where there is little room. */
  readonly open: boolean;
}

/** What the field asks for. */
export interface FindActions {
  readonly find: (text: string) => void;
  readonly step: (by: 1 | -1) => void;
  readonly clear: () => void;
  readonly showOnlyFound: () => void;
  readonly toggle: () => void;
}

/** A field with the number of matches, and buttons that walk them. Enter and Shift+Enter do the same. */
export function findBar(state: FindState, actions: FindActions): TemplateResult {
  const { strings, text, count, open } = state;
  const hasMatches = count > 0;
  return html`<button
      class="button icon-button find-toggle"
      part="find-toggle"
      type="button"
      aria-expanded=${open}
      aria-label=${strings.find}
      title=${strings.find}
      @click=${actions.toggle}
    >
      <svg aria-hidden="true" width="14" height="14" viewBox="0 0 14 14">
        <path d="M10.2 6A4.2 4.2 0 1 1 1.8 6A4.2 4.2 0 1 1 10.2 6M9.2 9.2L13 13"></path>
      </svg>
    </button>
    <div
      class="find ${open ? 'open' : ''}"
      part="find"
      role="search"
      @keydown=${(event: KeyboardEvent) => onKeyDown(event, actions)}
    >
      <input
        class="find-field"
        part="find-field"
        type="search"
        autocomplete="off"
        spellcheck="false"
        aria-label=${strings.find}
        aria-describedby=${text.trim() === '' ? nothing : 'find-place'}
        placeholder=${strings.findPlaceholder}
        .value=${live(text)}
        @input=${(event: Event) => actions.find((event.target as HTMLInputElement).value)}
      />
      ${
        text.trim() === ''
          ? nothing
          : html`<span class="find-place" part="find-place" id="find-place">${placeText(state)}</span>
              ${stepButton('find-previous-button', strings.findPrevious, '↑', !hasMatches, () => actions.step(-1))}
              ${stepButton('find-next-button', strings.findNext, '↓', !hasMatches, () => actions.step(1))}
              <button
                class="button"
                part="show-only-button"
                type="button"
                ?disabled=${!hasMatches}
                title=${strings.showOnlyFound}
                aria-label=${strings.showOnlyFound}
                @click=${actions.showOnlyFound}
              >
                <span aria-hidden="true">⊙</span>
              </button>`
      }
    </div>`;
}

function placeText({ strings, count, index, busy }: FindState): string {
  if (count > 0) return strings.findPlace(index + 1, count);
  return busy ? '…' : strings.findNothing;
}

function stepButton(
  part: string,
  name: string,
  sign: string,
  isDisabled: boolean,
  step: () => void,
): TemplateResult {
  return html`<button
    class="button icon-button"
    part=${part}
    type="button"
    ?disabled=${isDisabled}
    aria-label=${name}
    title=${name}
    @click=${step}
  >
    <span aria-hidden="true">${sign}</span>
  </button>`;
}

/** Enter walks on, with Shift back; Escape takes the text away before it does anything else. */
function onKeyDown(event: KeyboardEvent, actions: FindActions): void {
  const field = event.target as HTMLElement;
  if (!field.matches('input')) return;
  if (event.key === 'Enter') actions.step(event.shiftKey ? -1 : 1);
  else if (event.key === 'Escape' && (field as HTMLInputElement).value !== '') actions.clear();
  else return;
  event.preventDefault();
}
