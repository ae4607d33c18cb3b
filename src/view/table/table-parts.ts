/** What both tables are made of: columns, cells and rows. */
import { html, nothing, type TemplateResult } from 'lit';
import { place } from '../place.js';
import type { RowPlace } from '../virtual-rows.js';
import type { TableColumn } from './table-rows.js';

/** A column of a table. */
export interface Column {
  readonly name: TableColumn;
  readonly title: string;
  /** Figures stand at the end of their cell, one above the other. */
  readonly isFigure: boolean;
}

/** The columns of a table: texts, then figures. */
export function columnsOf<Name extends TableColumn>(
  texts: readonly Name[],
  figures: readonly Name[],
  title: (name: Name) => string,
): readonly Column[] {
  return [...texts, ...figures].map((name) => ({
    name,
    title: title(name),
    isFigure: figures.includes(name),
  }));
}

/** A row with one cell per column. */
export function tableRow(
  id: string,
  isSelected: boolean,
  columns: readonly Column[],
  cells: readonly unknown[],
  { index, y, isCurrent }: RowPlace,
): TemplateResult {
  return html`<div
    class="table-row ${isSelected ? 'picked' : ''}"
    part=${isSelected ? 'table-row selected' : 'table-row'}
    role="row"
    data-row-id=${id}
    tabindex=${isCurrent ? 0 : -1}
    aria-rowindex=${index + 2}
    aria-selected=${isSelected}
    ${place({ x: 0, y })}
  >
    ${columns.map(
      ({ name, isFigure }, at) =>
        html`<span
          class="table-cell cell-${name} ${isFigure ? 'figure-cell' : ''}"
          role="gridcell"
          aria-colindex=${at + 1}
          >${cells[at]}</span
        >`,
    )}
  </div>`;
}

/** A number of failures: never by colour alone. */
export function failures(count: number, text: string): TemplateResult {
  return count > 0
    ? html`<span class="failed-text"><span aria-hidden="true">!&nbsp;</span>${text}</span>`
    : html`${text}`;
}

/** A text that is cut where its column ends, whole in its tooltip. */
export function cutText(text: string, whole = text): TemplateResult {
  return html`<span class="cut" title=${whole || nothing}><bdi>${text}</bdi></span>`;
}
