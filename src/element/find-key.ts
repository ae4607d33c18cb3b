/** Ctrl+F in place of the page's own search, which does not find what is out of view; only while the focus is in here. */
import type { DrawingController } from './drawing-controller.js';

export function isFindKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'f' && (ctrlKey || metaKey) && !shiftKey && !altKey;
}

/** To the field for finding, or to the filter of the tables where they are shown. */
export function findByKey({ element, scene, table, find }: DrawingController, event: KeyboardEvent): void {
  if (event.defaultPrevented || !scene) return;
  event.preventDefault();
  if (table.isOpen) element.renderRoot.querySelector<HTMLInputElement>('.table-filter')?.select();
  else find.focusField();
}
