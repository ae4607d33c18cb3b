/** What the templates ask for when the user looks closer: finds, filters, walks paths, or reads the tables. */
import type { AsyncStub, DependencyNode } from '../model/dependency-graph.js';
import type { TableRow } from '../view/table/table-rows.js';
import type { DrawingController } from './drawing-controller.js';
import type { FrameActions } from './frame-template.js';
import type { ViewChanges } from './view-changes.js';

/** What looking closer comes back to. */
export interface ExploreHost {
  readonly viewChanged: ViewChanges['tell'];
  readonly focusGraph: () => void;
  readonly select: (id: string) => void;
  readonly openNode: (node: DependencyNode, event: Event) => void;
  readonly openStub: (stub: AsyncStub) => void;
  readonly toggleStubMenu: (stub: AsyncStub) => void;
}

/** The part of all actions that is about looking closer. */
export type ExploreActions = Pick<
  FrameActions,
  | 'toggleTable'
  | 'toggleCriticalPath'
  | 'hideCriticalPath'
  | 'clearPath'
  | 'showAll'
  | 'table'
  | 'find'
  | 'hover'
  | 'onFocusIn'
  | 'popover'
  | 'minimap'
>;

/** Takes back the path that is shown. @returns whether there was one. */
export function clearPath(
  { path, nodePath }: DrawingController,
  changed: ExploreHost['viewChanged'],
): boolean {
  if (!path.clear() && !nodePath.clear()) return false;
  changed(['path']);
  return true;
}

/** Ends the search. @returns whether there was one. */
export function clearFind({ find }: DrawingController, changed: ExploreHost['viewChanged']): boolean {
  if (!find.clear()) return false;
  changed(['find']);
  return true;
}

export function exploreActions(view: DrawingController, host: ExploreHost): ExploreActions {
  const pick = (row: TableRow): void => {
    if (row.type === 'call' && row.stub) host.openStub(row.stub.stub);
    else host.select(row.id);
  };
  return {
    toggleTable: () => {
      view.table.toggle();
      host.viewChanged(['view']);
    },
    toggleCriticalPath: () => {
      view.critical.toggle();
      host.viewChanged(['criticalPath']);
    },
    hideCriticalPath: () => {
      view.critical.toggle();
      host.focusGraph();
      host.viewChanged(['criticalPath']);
    },
    clearPath: () => {
      clearPath(view, host.viewChanged);
      host.focusGraph();
    },
    showAll: () => {
      view.reduction.showAll();
      host.focusGraph();
      host.viewChanged(['only']);
    },
    table: {
      showTable: (name) => {
        view.table.show(name);
        host.viewChanged(['table']);
      },
      filter: (text) => {
        view.table.filter(text);
        host.viewChanged(['table']);
      },
      sort: (by) => {
        view.table.sort(by);
        host.viewChanged(['table']);
      },
      pick,
      open: ({ entry }, event) => host.openNode(entry.node, event),
      toggleStubMenu: host.toggleStubMenu,
    },
    find: {
      find: (text) => {
        void view.find.find(text);
        host.viewChanged(['find']);
      },
      step: (by) => view.find.step(by),
      clear: () => clearFind(view, host.viewChanged),
      showOnlyFound: () => {
        view.reduction.showOnly(view.find.matches);
        view.find.clear();
        // The button goes with the text that was searched for.
        view.find.focusField();
        host.viewChanged(['only', 'find']);
      },
      toggle: () => {
        if (view.find.isOpen) clearFind(view, host.viewChanged);
        view.find.toggle();
      },
    },
    hover: view.hover,
    onFocusIn: (event) => {
      view.focus.onFocusIn(event);
      view.hover.onFocusIn(event);
    },
    popover: { enter: view.hover.keep, leave: view.hover.onPointerLeave },
    minimap: { onPointer: view.minimap.onPointer },
  };
}
