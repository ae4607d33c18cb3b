import { html, type TemplateResult } from 'lit';
import type { Aggregate } from '../../model/dependency-graph.js';
import { timeAndShare } from '../critical-marks.js';
import { shapeSample } from '../legend.js';
import { selfTimeAggregate, selfTimeOf } from '../self-time.js';
import type { Strings } from '../strings.js';
import type { OperationColumn } from '../strings/table-strings.js';
import { columnsOf, cutText, failures, type Column } from './table-parts.js';
import type { OperationRow } from './table-rows.js';
import type { TableActions, TableState } from './table-view.js';

const texts: readonly OperationColumn[] = ['operation', 'service', 'kind', 'level'];
const figures: readonly OperationColumn[] = ['duration', 'selfTime', 'spans', 'errors', 'callers', 'callees'];

/**
 * The columns of the table of operations. Two times that stand side by side say of what they are made.
 *
 * @param isCritical whether the critical path is shown, which has a column then.
 */
export function operationColumns(
  strings: Strings,
  aggregate: Aggregate,
  isCritical: boolean,
): readonly Column[] {
  const { operationColumns: titles, aggregates, aggregatedName } = strings;
  const title = (name: OperationColumn): string => {
    if (name === 'duration') return aggregatedName(titles[name], aggregates[aggregate]);
    if (name === 'selfTime') return aggregatedName(titles[name], aggregates[selfTimeAggregate(aggregate)]);
    return titles[name];
  };
  return columnsOf(texts, isCritical ? [...figures, 'criticalPath'] : figures, title);
}

/** The cells of one operation, in the order of the columns. */
export function operationCells(
  row: OperationRow,
  tabIndex: 0 | -1,
  state: TableState,
  actions: TableActions,
): readonly unknown[] {
  const { strings, formats, aggregate } = state;
  const { entry, service, callers, callees } = row;
  const { node, duration } = entry;
  const isDestination = node.destination !== undefined;
  const selfTime = selfTimeOf(node, aggregate);
  return [
    operation(row, tabIndex, state, actions),
    cutText(isDestination ? strings.destination : service || strings.none),
    html`<span class="kind">${shapeSample(node.kind)}${strings.kinds[node.kind]}</span>`,
    node.level === 0 ? state.levelZero : strings.level(node.level),
    duration,
    isDestination ? '' : selfTime === null ? '–' : formats.duration(selfTime),
    isDestination ? '' : formats.number(node.spanCount),
    isDestination ? '' : failures(node.errorCount, formats.number(node.errorCount)),
    formats.number(callers),
    formats.number(callees),
    stay(row, state),
  ];
}

/** How long the critical path stayed there: "290 ms · 86 %". */
function stay({ id }: OperationRow, { critical, formats }: TableState): string {
  const found = critical?.nodes.get(id);
  return found ? timeAndShare(found.time, found.share, formats) : '';
}

/** The operation's name opens it, as in the picture; a topic or queue has nothing to open. */
function operation(
  row: OperationRow,
  tabIndex: 0 | -1,
  { urlOf }: TableState,
  actions: TableActions,
): TemplateResult {
  const { title, whole, node } = row.entry;
  const name = cutText(title, [whole.title, whole.subtitle].filter(Boolean).join(' · '));
  if (node.destination !== undefined) return name;
  const url = urlOf(row);
  const open = (event: Event): void => actions.open(row, event);
  return url === null
    ? html`<button class="link" type="button" tabindex=${tabIndex} @click=${open}>${name}</button>`
    : html`<a
        class="link"
        href=${url}
        target="_blank"
        rel="noopener noreferrer"
        tabindex=${tabIndex}
        @click=${open}
        >${name}</a
      >`;
}
