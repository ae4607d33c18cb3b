/** A column of the table of operations. */
export type OperationColumn =
  | 'operation'
  | 'service'
  | 'kind'
  | 'level'
  | 'spans'
  | 'errors'
  | 'duration'
  | 'selfTime'
  | 'criticalPath'
  | 'callers'
  | 'callees';

/** A column of the table of calls. */
export type CallColumn =
  'caller' | 'callee' | 'kind' | 'calls' | 'errors' | 'duration' | 'wait' | 'criticalPath';

/** Texts of the table view. */
export interface TableStrings {
  /** The button that shows the tables. */
  readonly table: string;
  readonly operationsCaption: string;
  readonly callsCaption: string;
  readonly operationColumns: Readonly<Record<OperationColumn, string>>;
  readonly callColumns: Readonly<Record<CallColumn, string>>;
  /** Announced after sorting. */
  readonly sorted: (column: string, order: 'ascending' | 'descending') => string;
  readonly filterTable: string;
  readonly rowCount: (shown: number, all: number) => string;
}
