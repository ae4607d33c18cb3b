import { isElement } from '../viewport/next-frame.js';

/**
 * Closes what is open once the user presses or focuses anything outside of it.
 *
 * @param inside selector of what counts as inside.
 */
export function onOutside(document: Document, inside: string, close: () => void, signal: AbortSignal): void {
  const notice = (event: Event): void => {
    const isInside = event.composedPath().some((part) => isElement(part) && part.matches(inside));
    if (!isInside) close();
  };
  for (const type of ['pointerdown', 'focusin'])
    document.addEventListener(type, notice, { capture: true, signal });
}
