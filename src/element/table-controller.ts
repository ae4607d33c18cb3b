/** The table view: whether it is open, its filter and order, and the rows that follow from them. */
import type { CriticalMarks } from '../view/critical-marks.js';
import type { Scene } from '../view/scene.js';
import type { TableArrangement, TableOrder } from '../model/view-state.js';
import {
  CALL_COLUMNS,
  callRows,
  filterRows,
  OPERATION_COLUMNS,
  operationRows,
  sortRows,
  type CallRow,
  type OperationRow,
  type TableColumn,
  type TableRow,
  type TableSort,
} from '../view/table/table-rows.js';
import type { TableContent, TableName, TableState } from '../view/table/table-view.js';
import type { RowSource } from '../view/virtual-rows.js';
import type { DrawingController } from './drawing-controller.js';
import { focusContent } from './focus-content.js';
import { readAggregate } from './settings.js';

/** Names and places are looked for from A to Z; of figures the largest first. */
const ASCENDING: ReadonlySet<TableColumn> = new Set([
  'operation',
  'service',
  'kind',
  'level',
  'caller',
  'callee',
]);

/** Of the critical path, the calls are steps, to be read from the first. */
const isAscending = (by: TableColumn, table: TableName): boolean =>
  ASCENDING.has(by) || (by === 'criticalPath' && table === 'calls');

/** Keeps what the user does with the tables, and makes their rows while they are shown. */
export class TableController {
  readonly #view: DrawingController;
  readonly #operations = new TableRows<OperationRow>();
  readonly #calls = new TableRows<CallRow>();
  #scene: Scene | null = null;
  #critical: CriticalMarks | null = null;
  #isOpen = false;
  #shown: TableName = 'operations';
  #filter = '';
  /** What the rows were made of: they are made anew only when it has changed. */
  #made = '';

  constructor(view: DrawingController) {
    this.#view = view;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** How the tables are arranged, as a saved view keeps it. */
  get arrangement(): TableArrangement {
    const shown = this.#shown;
    const filter = this.#filter;
    return { shown, filter, operations: this.#operations.sort, calls: this.#calls.sort };
  }

  /** Arranges the tables as a saved view had them; a column that there is not leaves them in the order of reading. */
  restore({ shown, filter, operations, calls }: TableArrangement): void {
    this.#shown = shown;
    this.#filter = filter;
    this.#operations.sort = sortOf(operations, OPERATION_COLUMNS);
    this.#calls.sort = sortOf(calls, CALL_COLUMNS);
    this.#view.element.requestUpdate();
  }

  /** A focus in what goes is handed to what comes: to the selected row, or to where it was in the drawing. */
  toggle(open = !this.#isOpen): void {
    const { element } = this.#view;
    const focused = element.shadowRoot?.activeElement?.closest('.viewport, .table-view');
    this.#isOpen = open;
    if (!open) this.#release();
    element.requestUpdate();
    if (!focused) return;
    void element.updateComplete.then(() => focusContent(element, this.#isOpen));
  }

  show(name: TableName): void {
    this.#shown = name;
    this.#view.element.requestUpdate();
  }

  filter(text: string): void {
    const { element, announcer, strings } = this.#view;
    this.#filter = text;
    element.requestUpdate();
    void element.updateComplete.then(() => {
      const { rows, all } = this.#shown === 'operations' ? this.#operations.content : this.#calls.content;
      announcer.announce('find', strings.rowCount(rows.total, all));
    });
  }

  /** Sorts the shown table by a column; once more turns its order round, and a third time takes it back. */
  sort(by: TableColumn): void {
    const table = this.#shown === 'operations' ? this.#operations : this.#calls;
    const first = !isAscending(by, this.#shown);
    if (table.sort?.by !== by) table.sort = { by, descending: first };
    else table.sort = table.sort.descending === first ? { by, descending: !first } : null;
    if (table.sort) this.#announce(table.sort);
    this.#view.element.requestUpdate();
  }

  #announce({ by, descending }: TableSort): void {
    const { strings, announcer } = this.#view;
    const titles: Readonly<Record<string, string>> =
      this.#shown === 'operations' ? strings.operationColumns : strings.callColumns;
    announcer.announce(
      'selection',
      strings.sorted(titles[by] ?? by, descending ? 'descending' : 'ascending'),
    );
  }

  /** What the template shows; `null` while the picture is shown instead. */
  state(): Omit<TableState, 'urlOf' | 'hasStubMenus' | 'openStub'> | null {
    const { scene, strings, formats, element, selection } = this.#view;
    if (!this.#isOpen || !scene) return null;
    const aggregate = readAggregate(element.aggregate);
    this.#makeRows(scene);
    return {
      strings,
      formats,
      aggregate,
      shown: this.#shown,
      filter: this.#filter,
      operations: this.#operations.content,
      calls: this.#calls.content,
      levelZero: this.#view.graph?.focusTraceId === '*' ? strings.entryLevel : strings.focusLevel,
      critical: this.#view.critical.marks,
      selected: selection.id,
    };
  }

  /** A closed table holds nothing of a drawing: its rows are made when it is opened again. */
  #release(): void {
    this.#scene = null;
    this.#operations.clear();
    this.#calls.clear();
  }

  #makeRows(scene: Scene): void {
    const { strings, formats, element } = this.#view;
    const critical = this.#view.critical.marks;
    const aggregate = readAggregate(element.aggregate);
    if (scene !== this.#scene) {
      const operations = operationRows(scene);
      this.#operations.all = operations;
      this.#calls.all = callRows(scene, operations);
    }
    const { sort: operationSort } = this.#operations;
    const { sort: callSort } = this.#calls;
    const key = JSON.stringify([this.#filter, operationSort, callSort, aggregate, formats.locale]);
    if (scene === this.#scene && key === this.#made && critical === this.#critical) return;
    this.#scene = scene;
    this.#critical = critical;
    this.#made = key;
    const context = { aggregate, strings, locale: formats.locale, critical };
    const arrange = <Row extends TableRow>({ all, sort }: TableRows<Row>): readonly Row[] => {
      const found = filterRows(all, this.#filter, strings);
      return sort ? sortRows(found, sort, context) : found;
    };
    this.#operations.rows = arrange(this.#operations);
    this.#calls.rows = arrange(this.#calls);
  }
}

function sortOf(order: TableOrder | null, columns: readonly TableColumn[]): TableSort | null {
  const by = columns.find((name) => name === order?.by);
  return order && by !== undefined ? { by, descending: order.descending } : null;
}

/** The rows of one table. The same object as long as the table exists, so that the focused row stays where it is. */
class TableRows<Row extends TableRow> implements RowSource<Row> {
  all: readonly Row[] = [];
  sort: TableSort | null = null;
  #rows: readonly Row[] = [];
  readonly #listeners = new Set<() => void>();

  get total(): number {
    return this.#rows.length;
  }

  get content(): TableContent<Row> {
    return { rows: this, all: this.all.length, sort: this.sort };
  }

  set rows(rows: readonly Row[]) {
    this.#rows = rows;
    // Not at once: this is part of a rendering, and who listens measures what is rendered.
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener();
    });
  }

  /** While nobody looks at them. */
  clear(): void {
    this.all = [];
    this.#rows = [];
  }

  at(index: number): Row | undefined {
    return this.#rows[index];
  }

  /** All rows are here already. */
  want(): void {
    // Nothing has to be fetched.
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
