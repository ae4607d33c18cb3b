/** The graph as rows of two tables, filtered and sorted: what the picture shows, without the picture. */
import type { Aggregate, DependencyNode } from '../../model/dependency-graph.js';
import { callCounts } from '../call-counts.js';
import { measuredWait } from '../combined-wait.js';
import { groupValue } from '../../model/group-value.js';
import { visibleText } from '../node-label.js';
import { readingOrder } from '../reading-order.js';
import { selfTimeOf } from '../self-time.js';
import type { CriticalMarks } from '../critical-marks.js';
import type { Scene, SceneEdge, SceneNode, SceneStub } from '../scene.js';
import type { Strings } from '../strings.js';
import type { CallColumn, OperationColumn } from '../strings/table-strings.js';

/** A node of the graph. */
export interface OperationRow {
  readonly type: 'operation';
  readonly id: string;
  readonly entry: SceneNode;
  readonly service: string;
  /** Edges to the node and from it. */
  readonly callers: number;
  readonly callees: number;
}

/** An edge of the graph, or the calls of a stub, of which one end is not drawn. */
export interface CallRow {
  readonly type: 'call';
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Empty where there is none, or the end is not drawn. */
  readonly sourceService: string;
  readonly targetService: string;
  readonly edge: SceneEdge | null;
  readonly stub: SceneStub | null;
}

/** A row of either table. */
export type TableRow = OperationRow | CallRow;

/** A column by which rows are sorted. */
export type TableColumn = OperationColumn | CallColumn;

/** All columns of the table of operations, as they stand. */
export const OPERATION_COLUMNS: readonly OperationColumn[] = [
  'operation',
  'service',
  'kind',
  'level',
  'spans',
  'errors',
  'duration',
  'selfTime',
  'callers',
  'callees',
  'criticalPath',
];

/** All columns of the table of calls. */
export const CALL_COLUMNS: readonly CallColumn[] = [
  'caller',
  'callee',
  'kind',
  'calls',
  'errors',
  'duration',
  'wait',
  'criticalPath',
];

/** The order of a table. */
export interface TableSort {
  readonly by: TableColumn;
  readonly descending: boolean;
}

/** All nodes, in the order of reading. */
export function operationRows(scene: Scene): OperationRow[] {
  return readingOrder(scene).map((entry): OperationRow => {
    const { node } = entry;
    return {
      type: 'operation',
      id: node.id,
      entry,
      service: serviceOf(node),
      ...callCounts(scene, node.id),
    };
  });
}

function serviceOf(node: DependencyNode | undefined): string {
  return node ? visibleText(groupValue(node, 'service.name') ?? '') : '';
}

/** All edges by their sources in the order of reading, each source's stubs after them. */
export function callRows(scene: Scene, operations: readonly OperationRow[]): CallRow[] {
  const place = new Map(operations.map(({ id }, index) => [id, index]));
  const title = (id: string): string => scene.nodeById.get(id)?.title ?? '';
  const service = (id: string): string => serviceOf(scene.nodeById.get(id)?.node);
  const edges = scene.edges.map((edge): CallRow => ({
    type: 'call',
    id: edge.edge.id,
    source: title(edge.edge.source),
    target: title(edge.edge.target),
    sourceService: service(edge.edge.source),
    targetService: service(edge.edge.target),
    edge,
    stub: null,
  }));
  const stubs = scene.stubs.map((stub): CallRow => {
    const [source, target] =
      stub.stub.direction === 'downstream'
        ? [title(stub.stub.node), stub.text]
        : [stub.text, title(stub.stub.node)];
    const own = service(stub.stub.node);
    const [sourceService, targetService] = stub.stub.direction === 'downstream' ? [own, ''] : ['', own];
    return { type: 'call', id: stub.stub.id, source, target, sourceService, targetService, edge: null, stub };
  });
  const owner = ({ edge, stub }: CallRow): string => edge?.edge.source ?? stub?.stub.node ?? '';
  const target = ({ edge }: CallRow): number => place.get(edge?.edge.target ?? '') ?? operations.length;
  return [...edges, ...stubs].sort(
    (a, b) => (place.get(owner(a)) ?? 0) - (place.get(owner(b)) ?? 0) || target(a) - target(b),
  );
}

/** The rows in which every word of the text occurs, in any letter case; all of them for an empty text. */
export function filterRows<Row extends TableRow>(
  rows: readonly Row[],
  text: string,
  strings: Strings,
): readonly Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const searched = searchedText(row, strings).toLowerCase();
    return words.every((word) => searched.includes(word));
  });
}

function searchedText(row: TableRow, strings: Strings): string {
  if (row.type === 'call')
    return [row.source, row.sourceService, row.target, row.targetService, requestName(row, strings)].join(
      ' ',
    );
  const { title, subtitle, node } = row.entry;
  return `${title} ${subtitle} ${strings.kinds[node.kind]}`;
}

/** How the call is made, as the legend says it. */
export function requestName({ edge, stub }: CallRow, strings: Strings): string {
  return stub || edge?.edge.async ? strings.asyncRequest : strings.syncRequest;
}

/** What the values of a column depend on besides the rows. */
export interface SortContext {
  readonly aggregate: Aggregate;
  readonly strings: Strings;
  readonly locale: string;
  /** `null` while the critical path is not shown: by it, all rows are equal then. */
  readonly critical: CriticalMarks | null;
}

/** Sorts by one column; equal rows stay in the order of reading. What has no value comes last either way. */
export function sortRows<Row extends TableRow>(
  rows: readonly Row[],
  { by, descending }: TableSort,
  context: SortContext,
): readonly Row[] {
  const { compare } = new Intl.Collator(context.locale, { numeric: true });
  const keys = new Map(rows.map((row) => [row, sortKey(row, by, context)]));
  return [...rows].sort((first, second) => {
    const a = keys.get(first) ?? null;
    const b = keys.get(second) ?? null;
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order = typeof a === 'string' && typeof b === 'string' ? compare(a, b) : Number(a) - Number(b);
    return descending ? -order : order;
  });
}

function sortKey(row: TableRow, by: TableColumn, context: SortContext): string | number | null {
  return row.type === 'operation'
    ? operationKey(row, by as OperationColumn, context)
    : callKey(row, by as CallColumn, context);
}

function operationKey(
  row: OperationRow,
  by: OperationColumn,
  { aggregate, strings, critical }: SortContext,
): string | number | null {
  const { entry, service, callers, callees } = row;
  const { node, title } = entry;
  switch (by) {
    case 'operation':
      return title;
    case 'service':
      return service || null;
    case 'kind':
      return strings.kinds[node.kind];
    case 'level':
      return node.level;
    case 'duration':
      return node.duration?.[aggregate] ?? null;
    case 'selfTime':
      return selfTimeOf(node, aggregate);
    case 'spans':
      return node.destination === undefined ? node.spanCount : null;
    case 'errors':
      return node.errorCount;
    case 'callers':
      return callers;
    case 'callees':
      return callees;
    case 'criticalPath':
      return critical?.nodes.get(row.id)?.time ?? null;
  }
}

function callKey(
  row: CallRow,
  by: CallColumn,
  { aggregate, strings, critical }: SortContext,
): string | number | null {
  const figures = row.edge?.edge ?? row.stub?.stub;
  switch (by) {
    case 'caller':
      return row.source;
    case 'callee':
      return row.target;
    case 'kind':
      return requestName(row, strings);
    case 'calls':
      return figures?.callCount ?? null;
    case 'errors':
      return figures?.errorCount ?? null;
    case 'duration':
      return figures?.duration?.[aggregate] ?? null;
    case 'wait':
      return (row.edge && measuredWait(row.edge.edge)?.avg) ?? null;
    case 'criticalPath':
      return critical?.edges.get(row.id)?.step ?? null;
  }
}
