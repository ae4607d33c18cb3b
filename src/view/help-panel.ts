/** The help on keys: what each key does in the graph, with the keys as this computer names them. */
import { html, type TemplateResult } from 'lit';
import type { LayoutDirection } from '../model/layout.js';
import type { Strings } from './strings.js';
import type { KeyHelp, KeyName } from './strings/frame-strings.js';

/** What the help shows. */
export interface HelpState {
  readonly strings: Strings;
  /** The arrows follow calls along the drawing's direction. */
  readonly direction: LayoutDirection;
  /** Whether Command does what Control does elsewhere. */
  readonly isMac: boolean;
}

/** What the help asks for. */
export interface HelpActions {
  readonly close: () => void;
}

/** Keys that are pressed together. A name is one of the language's; anything else is what stands on the key. */
type Combination = readonly string[];

/** What the help lists, in the order in which it is learnt. */
function keysOf({ direction, isMac }: HelpState): readonly (readonly [KeyHelp, readonly Combination[]])[] {
  const modifier = isMac ? 'command' : 'control';
  const [along, within] = direction === 'right' ? ['→←', '↑↓'] : ['↓↑', '←→'];
  const each = (signs: string): Combination[] => [...signs].map((sign) => [sign]);
  return [
    ['tab', [['tab'], ['shift', 'tab']]],
    ['along', each(along)],
    ['within', each(within)],
    ['ends', [['home'], ['end']]],
    [
      'levels',
      [
        [modifier, 'home'],
        [modifier, 'end'],
      ],
    ],
    ['calls', each('.,')],
    ['letters', [['A'], ['B'], ['C'], ['…']]],
    ['select', [['enter'], ['space']]],
    ['open', [[modifier, 'enter']]],
    ['path', [['shift', 'enter']]],
    ['zoom', each('+−0')],
    ['pages', [['pageUp'], ['pageDown']]],
    ['find', [[modifier, 'F']]],
    ['escape', [['escape']]],
    ['help', [['?']]],
  ];
}

/** The dialog; who opens it shows it modally. */
export function helpPanel(state: HelpState, { close }: HelpActions): TemplateResult {
  const { strings } = state;
  return html`<dialog
    class="help"
    part="help"
    aria-labelledby="help-title"
    @close=${close}
    @click=${(event: MouseEvent) => event.target === event.currentTarget && close()}
    @keydown=${(event: KeyboardEvent) => onKeyDown(event, close)}
  >
    <div class="help-content">
      <div class="help-head">
        <h2 class="help-title" id="help-title">${strings.help}</h2>
        <button
          class="button icon-button"
          part="help-close-button"
          type="button"
          aria-label=${strings.close}
          title=${strings.close}
          @click=${close}
        >
          <span aria-hidden="true">✕</span>
        </button>
      </div>
      <dl class="help-keys">
        ${keysOf(state).map(
          ([name, combinations]) =>
            html`<div>
              <dt>${combinations.map((keys) => combination(keys, strings))}</dt>
              <dd>${strings.keys[name]}</dd>
            </div>`,
        )}
      </dl>
    </div>
  </dialog>`;
}

function combination(keys: Combination, { keyNames }: Strings): TemplateResult {
  const isNamed = (key: string): key is KeyName => Object.hasOwn(keyNames, key);
  return html`<kbd class="combination"
    >${keys.map(
      (key, index) =>
        html`${index > 0 ? html`<span class="plus">+</span>` : ''}<kbd
            >${isNamed(key) ? keyNames[key] : key}</kbd
          >`,
    )}</kbd
  > `;
}

/** The keys of the dialog are its own: Escape closes it and nothing behind it. */
function onKeyDown(event: KeyboardEvent, close: () => void): void {
  event.stopPropagation();
  if (event.key !== 'Escape') return;
  event.preventDefault();
  close();
}
