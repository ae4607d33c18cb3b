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
  private readonly _view: DrawingController;
  private readonly _operations = new TableRows<OperationRow>();
  private readonly _calls = new TableRows<CallRow>();
  private _scene: Scene | null = null;
  private _critical: CriticalMarks | null = null;
  private _isOpen = false;
  private _shown: TableName = 'operations';
  private _filter = '';
  /** What the rows were made of: they are made anew only when it has changed. */
  private _made = '';

  constructor(view: DrawingController) {
    this._view = view;
  }

  get isOpen(): boolean {
    return this._isOpen;
  }

  /** How the tables are arranged, as a saved view keeps it. */
  get arrangement(): TableArrangement {
    const { _shown: shown, _filter: filter } = this;
    return { shown, filter, operations: this._operations.sort, calls: this._calls.sort };
  }

  /** Arranges the tables as a saved view had them; a column that there is not leaves them in the order of reading. */
  restore({ shown, filter, operations, calls }: TableArrangement): void {
    this._shown = shown;
    this._filter = filter;
    this._operations.sort = sortOf(operations, OPERATION_COLUMNS);
    this._calls.sort = sortOf(calls, CALL_COLUMNS);
    this._view.element.requestUpdate();
  }

  /** A focus in what goes is handed to what comes: to the selected row, or to where it was in the drawing. */
  toggle(open = !this._isOpen): void {
    const { element } = this._view;
    const focused = element.shadowRoot?.activeElement?.closest('.viewport, .table-view');
    this._isOpen = open;
    if (!open) this._release();
    element.requestUpdate();
    if (!focused) return;
    void element.updateComplete.then(() => focusContent(element, this._isOpen));
  }

  show(name: TableName): void {
    this._shown = name;
    this._view.element.requestUpdate();
  }

  filter(text: string): void {
    const { element, announcer, strings } = this._view;
    this._filter = text;
    element.requestUpdate();
    void element.updateComplete.then(() => {
      const { rows, all } = this._shown === 'operations' ? this._operations.content : this._calls.content;
      announcer.announce('find', strings.rowCount(rows.total, all));
    });
  }

  /** Sorts the shown table by a column; once more turns its order round, and a third time takes it back. */
  sort(by: TableColumn): void {
    const table = this._shown === 'operations' ? this._operations : this._calls;
    const first = !isAscending(by, this._shown);
    if (table.sort?.by !== by) table.sort = { by, descending: first };
    else table.sort = table.sort.descending === first ? { by, descending: !first } : null;
    if (table.sort) this._announce(table.sort);
    this._view.element.requestUpdate();
  }

  private _announce({ by, descending }: TableSort): void {
    const { strings, announcer } = this._view;
    const titles: Readonly<Record<string, string>> =
      this._shown === 'operations' ? strings.operationColumns : strings.callColumns;
    announcer.announce(
      'selection',
      strings.sorted(titles[by] ?? by, descending ? 'descending' : 'ascending'),
    );
  }

  /** What the template shows; `null` while the picture is shown instead. */
  state(): Omit<TableState, 'urlOf' | 'hasStubMenus' | 'openStub'> | null {
    const { scene, strings, formats, element, selection } = this._view;
    if (!this._isOpen || !scene) return null;
    const aggregate = readAggregate(element.aggregate);
    this._makeRows(scene);
    return {
      strings,
      formats,
      aggregate,
      shown: this._shown,
      filter: this._filter,
      operations: this._operations.content,
      calls: this._calls.content,
      levelZero: this._view.graph?.focusTraceId === '*' ? strings.entryLevel : strings.focusLevel,
      critical: this._view.critical.marks,
      selected: selection.id,
    };
  }

  /** A closed table holds nothing of a drawing: its rows are made when it is opened again. */
  private _release(): void {
    this._scene = null;
    this._operations.clear();
    this._calls.clear();
  }

  private _makeRows(scene: Scene): void {
    const { strings, formats, element } = this._view;
    const critical = this._view.critical.marks;
    const aggregate = readAggregate(element.aggregate);
    if (scene !== this._scene) {
      const operations = operationRows(scene);
      this._operations.all = operations;
      this._calls.all = callRows(scene, operations);
    }
    const { sort: operationSort } = this._operations;
    const { sort: callSort } = this._calls;
    const key = JSON.stringify([this._filter, operationSort, callSort, aggregate, formats.locale]);
    if (scene === this._scene && key === this._made && critical === this._critical) return;
    this._scene = scene;
    this._critical = critical;
    this._made = key;
    const context = { aggregate, strings, locale: formats.locale, critical };
    const arrange = <Row extends TableRow>({ all, sort }: TableRows<Row>): readonly Row[] => {
      const found = filterRows(all, this._filter, strings);
      return sort ? sortRows(found, sort, context) : found;
    };
    this._operations.rows = arrange(this._operations);
    this._calls.rows = arrange(this._calls);
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
  private _rows: readonly Row[] = [];
  private readonly _listeners = new Set<() => void>();

  get total(): number {
    return this._rows.length;
  }

  get content(): TableContent<Row> {
    return { rows: this, all: this.all.length, sort: this.sort };
  }

  set rows(rows: readonly Row[]) {
    this._rows = rows;
    // Not at once: this is part of a rendering, and who listens measures what is rendered.
    queueMicrotask(() => {
      for (const listener of this._listeners) listener();
    });
  }

  /** While nobody looks at them. */
  clear(): void {
    this.all = [];
    this._rows = [];
  }

  at(index: number): Row | undefined {
    return this._rows[index];
  }

  /** All rows are here already. */
  want(): void {
    // Nothing has to be fetched.
  }

  subscribe(listener: () => void): () => void {
    this._listeners.add(listener);
    return () => this._listeners.delete(listener);
  }
}
