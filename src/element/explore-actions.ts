/** What the templates ask for when the user looks closer: finds, filters, walks paths, or reads the tables. */
import type { AsyncStub, DependencyNode } from '../model/dependency-graph.js';
import type { ViewState } from '../model/view-state.js';
import type { TableRow } from '../view/table/table-rows.js';
import type { DrawingController } from './drawing-controller.js';
import type { FrameActions } from './frame-template.js';

/** What looking closer comes back to. */
export interface ExploreHost {
  readonly viewChanged: (changed: readonly (keyof ViewState)[]) => void;
  readonly focusGraph: () => void;
  readonly select: (id: string) => void;
  readonly openNode: (node: DependencyNode, event: Event) => void;
  readonly takeCalls: (stub: AsyncStub) => void;
}

/** The part of all actions that is about looking closer. */
export type ExploreActions = Pick<
  FrameActions,
  | 'toggleTable'
  | 'clearPath'
  | 'clearNodePath'
  | 'showAll'
  | 'table'
  | 'find'
  | 'hover'
  | 'popover'
  | 'minimap'
>;

export function exploreActions(view: DrawingController, host: ExploreHost): ExploreActions {
  const pick = (row: TableRow): void => {
    if (row.type === 'call' && row.stub) host.takeCalls(row.stub.stub);
    else host.select(row.id);
  };
  return {
    toggleTable: () => {
      view.table.toggle();
      host.viewChanged(['view']);
    },
    clearPath: () => {
      view.path.clear();
      host.focusGraph();
    },
    clearNodePath: () => {
      view.nodePath.clear();
      host.focusGraph();
    },
    showAll: () => {
      view.reduction.showAll();
      host.focusGraph();
      host.viewChanged(['only']);
    },
    table: {
      showTable: (name) => view.table.show(name),
      filter: (text) => view.table.filter(text),
      sort: (by) => view.table.sort(by),
      pick,
      open: ({ entry }, event) => host.openNode(entry.node, event),
    },
    find: {
      find: (text) => {
        void view.find.find(text);
        host.viewChanged(['find']);
      },
      step: (by) => view.find.step(by),
      clear: () => {
        if (view.find.clear()) host.viewChanged(['find']);
      },
      showOnlyFound: () => {
        view.reduction.showOnly(view.find.matches);
        view.find.clear();
        // The button goes with the text that was searched for.
        view.find.focusField();
        host.viewChanged(['only', 'find']);
      },
      toggle: () => view.find.toggle(),
    },
    hover: view.hover,
    popover: { enter: view.hover.keep, leave: view.hover.onPointerLeave },
    minimap: { onPointer: view.minimap.onPointer },
  };
}
