/** What the user has changed, gathered from all that knows a part of it, and given back. */
import type { ViewState } from '../model/view-state.js';
import type { DrawingController } from './drawing-controller.js';
import { readAggregate, readGroupBy } from './settings.js';

export function viewStateOf(view: DrawingController): ViewState {
  const { element, expansion, reduction, find, table, selection, viewport } = view;
  return {
    groupBy: readGroupBy(element.groupBy),
    aggregate: readAggregate(element.aggregate),
    showInternalSpans: Boolean(element.showInternalSpans),
    showDestinations: Boolean(element.showDestinations),
    focusTraceId: element.focusTraceId,
    expanded: expansion.expanded,
    ...reduction.state,
    find: find.text,
    view: table.isOpen ? 'table' : 'graph',
    selected: selection.id,
    viewport: viewport.userState,
  };
}

/** What a state leaves out stays as it is. */
export function applyViewState(view: DrawingController, state: Partial<ViewState>): void {
  const { expanded, only, collapsed, find, view: shown, selected, viewport, ...settings } = state;
  Object.assign(view.element, settings);
  view.reduction.restore({ ...(only !== undefined && { only }), ...(collapsed && { collapsed }) });
  if (find !== undefined) void view.find.find(find);
  if (shown !== undefined) view.table.toggle(shown === 'table');
  if (expanded) view.expansion.restore(expanded);
  if (selected !== undefined) view.selection.select(selected);
  if (viewport !== undefined) view.viewport.restore(viewport);
}
