/** What the user has changed, gathered from all that knows a part of it, and given back. */
import type { ViewState } from '../model/view-state.js';
import type { DrawingController } from './drawing-controller.js';
import { readAggregate, readGroupBy, readText } from './settings.js';

/** Everything the user changed. */
export function viewStateOf(view: DrawingController): ViewState {
  const { element } = view;
  return {
    groupBy: readGroupBy(element.groupBy),
    aggregate: readAggregate(element.aggregate),
    showInternalSpans: Boolean(element.showInternalSpans),
    showDestinations: Boolean(element.showDestinations),
    criticalPath: Boolean(element.criticalPath),
    focusTraceId: readText(element.focusTraceId),
    expanded: view.expansion.expanded,
    ...view.reduction.state,
    find: view.find.text,
    view: view.table.isOpen ? 'table' : 'graph',
    table: view.table.arrangement,
    selected: view.selection.id,
    tab: view.details.tab,
    traceOrder: view.details.traces.sort,
    path: view.path.traceId === null ? view.nodePath.state : { traceId: view.path.traceId },
    viewport: view.viewport.userState,
  };
}

/** Puts a view back; what is left out stays as it is. */
export function applyViewState(view: DrawingController, state: Partial<ViewState>): void {
  const {
    expanded,
    only,
    collapsed,
    find,
    view: shown,
    table,
    selected,
    tab,
    traceOrder,
    path,
    viewport,
    ...settings
  } = state;
  Object.assign(view.element, settings);
  view.reduction.restore({ ...(only !== undefined && { only }), ...(collapsed && { collapsed }) });
  if (find !== undefined) void view.find.find(find, Boolean(viewport));
  if (table) view.table.restore(table);
  if (shown !== undefined) view.table.toggle(shown === 'table');
  if (expanded) view.expansion.restore(expanded);
  if (selected !== undefined) view.selection.select(selected, Boolean(viewport));
  if (tab !== undefined) view.details.tab = tab;
  if (traceOrder) view.details.restoreTraceOrder(traceOrder);
  if (path !== undefined) {
    view.path.restore(path && 'traceId' in path ? path.traceId : null);
    view.nodePath.restore(path && 'from' in path ? path : null);
  }
  if (viewport === undefined) return;
  view.viewport.restore(viewport);
  void view.whenComplete().then(() => view.viewport.settle());
}
