import { html, nothing, type TemplateResult } from 'lit';
import type { Aggregate } from '../../model/dependency-graph.js';
import { measuredWait } from '../combined-wait.js';
import type { Strings } from '../strings.js';
import { stubMenuButton } from '../stub-menu-button.js';
import type { CallColumn } from '../strings/table-strings.js';
import { columnsOf, cutText, failures, type Column } from './table-parts.js';
import { requestName, type CallRow } from './table-rows.js';
import type { TableActions, TableState } from './table-view.js';

const texts: readonly CallColumn[] = ['caller', 'callee', 'kind'];
const figures: readonly CallColumn[] = ['calls', 'errors', 'duration', 'wait'];

/**
 * The columns of the table of calls. Waits are always averages, durations what was chosen: each says so.
 *
 * @param isCritical whether the critical path is shown, which has a column then.
 */
export function callColumns(strings: Strings, aggregate: Aggregate, isCritical: boolean): readonly Column[] {
  const { callColumns: titles, aggregates, aggregatedName } = strings;
  const title = (name: CallColumn): string => {
    if (name === 'duration') return aggregatedName(titles[name], aggregates[aggregate]);
    return name === 'wait' ? aggregatedName(titles[name], aggregates.avg) : titles[name];
  };
  return columnsOf(texts, isCritical ? [...figures, 'criticalPath'] : figures, title);
}

/** The cells of one edge or stub, in the order of the columns. */
export function callCells(
  row: CallRow,
  tabIndex: 0 | -1,
  state: TableState,
  actions: TableActions,
): readonly unknown[] {
  const { strings, formats, aggregate } = state;
  const { edge, stub } = row;
  const isUpstream = stub?.stub.direction === 'upstream';
  const figures = edge?.edge ?? stub?.stub;
  const duration = figures?.duration;
  return [
    isUpstream ? expand(row, row.source, tabIndex, state, actions) : end(row.source, row.sourceService),
    stub && !isUpstream
      ? expand(row, row.target, tabIndex, state, actions)
      : end(row.target, row.targetService),
    requestName(row, strings),
    formats.number(figures?.callCount ?? 0),
    failures(figures?.errorCount ?? 0, formats.number(figures?.errorCount ?? 0)),
    duration ? formats.duration(duration[aggregate]) : '–',
    wait(row, state),
    step(row, state),
  ];
}

/** Operations of one name are told apart by their services. */
function end(title: string, service: string): TemplateResult {
  return html`${cutText(title)}${service ? html` <bdi class="cell-note" title=${service}>${service}</bdi>` : nothing}`;
}

/** What a stub stands for is drawn, and so listed, when it is activated; its menu draws all of it, or one by name. */
function expand(
  row: CallRow,
  text: string,
  tabIndex: 0 | -1,
  { strings, hasStubMenus, openStub }: TableState,
  actions: TableActions,
): TemplateResult {
  const stub = row.stub?.stub;
  const isOpen = openStub === row.id;
  return html`<span class="hidden-calls"
    ><button class="link" type="button" tabindex=${tabIndex} @click=${() => actions.pick(row)}>
      ${cutText(text)}</button
    >${
      stub && hasStubMenus && !stub.collapsed
        ? stubMenuButton({ strings, text, tabIndex, isOpen }, () => actions.toggleStubMenu(stub))
        : nothing
    }</span
  >`;
}

/** How long work waited on average; where all calls overlap their callers nothing waited. */
function wait({ edge }: CallRow, { strings, formats }: TableState): string {
  const waited = edge?.edge.wait;
  if (!edge || !waited) return edge?.edge.async ? '–' : '';
  return measuredWait(edge.edge) ? formats.duration(waited.avg) : strings.overlapping(waited.overlapping);
}

/** Which step of the critical path it is, and how long that waited: "3 · wait 2.1 s". */
function step({ id }: CallRow, { critical, strings, formats }: TableState): string {
  const found = critical?.edges.get(id);
  if (!found) return '';
  const number = formats.number(found.step);
  return found.wait > 0 ? `${number} · ${strings.wait(formats.duration(found.wait))}` : number;
}
