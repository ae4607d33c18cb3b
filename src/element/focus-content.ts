/** Where the keys go on when what had the focus goes: in the drawing, or in the table while that is shown in its stead. */
import type { TraceDependenciesElement } from './trace-dependencies-element.js';

/** The filter stands before the rows, and is taken only where there are none. */
const IN_TABLE = ['.table-row[tabindex="0"]', '.table-filter'] as const;
const IN_GRAPH = ['.canvas [tabindex="0"]'] as const;

/** Focuses the drawing's tab stop, or the table's. */
export function focusContent({ renderRoot }: TraceDependenciesElement, isTable: boolean): void {
  const places = isTable ? IN_TABLE : IN_GRAPH;
  const found = places.map((place) => renderRoot.querySelector<HTMLElement>(place));
  // The drawing brings what has the focus into view by itself, and must not be scrolled.
  found.find((place) => place !== null)?.focus({ preventScroll: !isTable });
}
