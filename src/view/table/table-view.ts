/** The graph as two tables, operations and calls, for whoever reads better than looks. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Aggregate, AsyncStub } from '../../model/dependency-graph.js';
import type { CriticalMarks } from '../critical-marks.js';
import type { Formats } from '../format.js';
import type { Strings } from '../strings.js';
import { tabs } from '../tabs.js';
import { virtualRows, type RowSource } from '../virtual-rows.js';
import { callCells, callColumns } from './call-cells.js';
import { operationCells, operationColumns } from './operation-cells.js';
import type { CallRow, OperationRow, TableColumn, TableRow, TableSort } from './table-rows.js';
import { tableRow, type Column } from './table-parts.js';

/** Which of the two tables is shown. */
export type TableName = 'operations' | 'calls';

/** One table as it is filtered and sorted. */
export interface TableContent<Row extends TableRow> {
  readonly rows: RowSource<Row>;
  /** Rows without the filter. */
  readonly all: number;
  readonly sort: TableSort | null;
}

/** What the tables show. */
export interface TableState {
  readonly strings: Strings;
  readonly formats: Formats;
  readonly aggregate: Aggregate;
  readonly shown: TableName;
  readonly filter: string;
  readonly operations: TableContent<OperationRow>;
  readonly calls: TableContent<CallRow>;
  /** What level 0 is called: that of one focus trace, or of all entry traces. */
  readonly levelZero: string;
  /** `null` while the critical path is not shown. */
  readonly critical: CriticalMarks | null;
  /** Id of the selected node or edge. */
  readonly selected: string | null;
  /** Whether single calls of a stub can be chosen. */
  readonly hasStubMenus: boolean;
  /** Id of the stub whose menu is open. */
  readonly openStub: string | null;
  /** Where an operation leads; `null` when no address is configured or safe. */
  readonly urlOf: (row: OperationRow) => string | null;
}

/** What the tables ask for. */
export interface TableActions {
  readonly showTable: (name: TableName) => void;
  readonly filter: (text: string) => void;
  readonly sort: (by: TableColumn) => void;
  readonly pick: (row: TableRow) => void;
  readonly open: (row: OperationRow, event: Event) => void;
  /** Opens or closes the menu of a stub's calls. */
  readonly toggleStubMenu: (stub: AsyncStub) => void;
}

/** Both tables behind tabs, under one field that filters them. */
export function tableView(state: TableState, actions: TableActions): TemplateResult {
  const { strings, formats, aggregate, shown, filter, operations, calls } = state;
  const isCritical = state.critical !== null;
  const list = [
    {
      name: 'operations',
      title: strings.operationsCaption,
      count: operations.rows.total,
      content: () =>
        grid(
          strings.operationsCaption,
          operationColumns(strings, aggregate, isCritical),
          operations,
          (row, tabIndex) => operationCells(row, tabIndex, state, actions),
          state,
          actions,
        ),
    },
    {
      name: 'calls',
      title: strings.callsCaption,
      count: calls.rows.total,
      content: () =>
        grid(
          strings.callsCaption,
          callColumns(strings, aggregate, isCritical),
          calls,
          (row, tabIndex) => callCells(row, tabIndex, state, actions),
          state,
          actions,
        ),
    },
  ];
  return html`<section class="table-view" part="table" aria-label=${strings.table}>
    <input
      class="table-filter"
      part="table-filter"
      type="search"
      autocomplete="off"
      spellcheck="false"
      aria-label=${strings.filterTable}
      placeholder=${strings.filterTable}
      .value=${filter}
      @input=${(event: Event) => actions.filter((event.target as HTMLInputElement).value)}
    />
    ${tabs(list, shown, strings.table, formats, (name) => actions.showTable(name as TableName))}
  </section>`;
}

function grid<Row extends TableRow>(
  name: string,
  columns: readonly Column[],
  content: TableContent<Row>,
  cells: (row: Row, tabIndex: 0 | -1) => readonly unknown[],
  state: TableState,
  actions: TableActions,
): TemplateResult {
  const { strings, selected } = state;
  const { rows, all, sort } = content;
  if (rows.total === 0)
    return html`<p class="table-empty">${all === 0 ? strings.none : strings.findNothing}</p>`;
  return html`<div
    class="table"
    role="grid"
    aria-label=${name}
    aria-rowcount=${rows.total + 1}
    aria-colcount=${columns.length}
  >
    <div class="table-head" role="rowgroup">
      <div class="table-row" role="row" aria-rowindex="1">
        ${columns.map((column) => header(column, sort, actions))}
      </div>
    </div>
    <div class="virtual-rows" role="rowgroup">
      ${virtualRows<Row>({
        source: rows,
        scroller: '.table-view',
        head: '.table-head',
        start: placeOf(rows, selected),
        row: (row, at) =>
          row
            ? tableRow(row.id, row.id === selected, columns, cells(row, at.isCurrent ? 0 : -1), at)
            : html`${nothing}`,
        pick: (row) => actions.pick(row),
      })}
    </div>
  </div>`;
}

/** Where the selected row stands, so that the table begins there; below 0 when it is not in it. */
function placeOf<Row extends TableRow>(rows: RowSource<Row>, id: string | null): number {
  if (id === null) return -1;
  for (let index = 0; index < rows.total; index++) if (rows.at(index)?.id === id) return index;
  return -1;
}

function header(
  { name, isFigure, title }: Column,
  sort: TableSort | null,
  actions: TableActions,
): TemplateResult {
  const isSorted = sort?.by === name;
  return html`<span
    class="table-cell cell-${name} ${isFigure ? 'figure-cell' : ''}"
    role="columnheader"
    aria-sort=${isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
  >
    <button class="sort" type="button" @click=${() => actions.sort(name)}>
      ${title}${isSorted ? html`<span aria-hidden="true">${sort.descending ? '▾' : '▴'}</span>` : nothing}
    </button>
  </span>`;
}
