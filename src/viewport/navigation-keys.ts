/** What keys mean in the graph: commands that move the focus, and text that is typed to find a name. */
import type { LayoutDirection } from '../model/layout.js';

/** What a key asks for, independent of the layout's direction. */
export type NavigationCommand =
  | 'callee'
  | 'caller'
  | 'previous'
  | 'next'
  | 'layer-start'
  | 'layer-end'
  | 'first-layer'
  | 'last-layer'
  | 'outgoing-edge'
  | 'incoming-edge';

/** The parts of a `KeyboardEvent` that decide. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const arrows: Readonly<Record<LayoutDirection, ReadonlyMap<string, NavigationCommand>>> = {
  right: new Map([
    ['ArrowRight', 'callee'],
    ['ArrowLeft', 'caller'],
    ['ArrowUp', 'previous'],
    ['ArrowDown', 'next'],
  ]),
  down: new Map([
    ['ArrowDown', 'callee'],
    ['ArrowUp', 'caller'],
    ['ArrowLeft', 'previous'],
    ['ArrowRight', 'next'],
  ]),
};

/**
 * The command of a key, or `null` when the key is not ours. The arrows follow the layout, which text direction never
 * mirrors. Alt+arrow stays with the browser (history), and so do arrows with Shift, Ctrl and Meta.
 */
export function navigationCommand(press: KeyPress, direction: LayoutDirection): NavigationCommand | null {
  if (press.altKey || press.shiftKey) return null;
  const modified = press.ctrlKey || press.metaKey;
  if (press.key === 'Home') return modified ? 'first-layer' : 'layer-start';
  if (press.key === 'End') return modified ? 'last-layer' : 'layer-end';
  if (modified) return null;
  if (press.key === '.') return 'outgoing-edge';
  if (press.key === ',') return 'incoming-edge';
  return arrows[direction].get(press.key) ?? null;
}

/** Collects typed characters into the text that type-ahead looks for; a pause begins a new one. */
export class TypeAhead {
  readonly #pause: number;
  #text = '';
  #last = -Infinity;

  /** @param pause milliseconds after which a character begins a new text. */
  constructor(pause = 700) {
    this.#pause = pause;
  }

  /**
   * The text so far with this key, or `null` when the key does not type a character. A space begins no text: on its
   * own it activates what has the focus.
   *
   * @param time milliseconds, e.g. the event's `timeStamp`.
   */
  push(press: KeyPress, time: number): string | null {
    if (press.ctrlKey || press.metaKey || press.altKey || [...press.key].length !== 1) return null;
    const text = time - this.#last > this.#pause ? '' : this.#text;
    if (text === '' && press.key === ' ') return null;
    this.#text = text + press.key;
    this.#last = time;
    return this.#text;
  }
}
