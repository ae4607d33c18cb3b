/** Gathers what the template shows from what the controllers know. */
import { namedSpanOf } from '../data-worker/graph-lookup.js';
import type { DependencyNode } from '../model/dependency-graph.js';
import { callCounts } from '../view/call-counts.js';
import type { Highlight } from '../view/graph-view-context.js';
import { pathText, type Chip } from '../view/path-chip.js';
import type { DrawingController } from './drawing-controller.js';
import type { FrameState } from './frame-template.js';
import { isMac } from './platform.js';
import { directionOf } from './scene-settings.js';
import { readAggregate, readControls, readGroupBy } from './settings.js';
import type { InterfaceState } from './user-actions.js';

/** Controls that mean nothing for a graph that the host has built: they ask for its spans. */
const NEEDS_SPANS: ReadonlySet<string> = new Set([
  'group-by',
  'internal-spans',
  'destinations',
  'critical-path',
]);

/** All that one rendering shows. */
export function frameStateOf(view: DrawingController, ui: InterfaceState): FrameState {
  const { element, scene, strings, formats, summary, graph } = view;
  const isDrawn = scene !== null && scene.nodes.length > 0;
  const listed = readControls(element.controls);
  const shows = (control: string): boolean =>
    (listed === null || listed.includes(control)) && !(view.pipeline.isGiven && NEEDS_SPANS.has(control));
  return {
    strings,
    formats,
    language: view.language.tag,
    textDirection: view.language.direction,
    shows,
    toolbar: {
      strings,
      formats,
      shows,
      summary: summaryText(view),
      layoutNote: view.drawing.layoutNote,
      following: view.source.busy,
      problems: view.problems,
      hasScene: isDrawn,
      tableOpen: view.table.isOpen,
      criticalPath: Boolean(element.criticalPath),
      hasSelection: view.selection.shown !== null,
      helpOpen: ui.helpOpen,
    },
    phase: isDrawn ? 'ready' : view.pipeline.busy ? 'loading' : 'empty',
    load: view.load.shown,
    legendOpen: ui.legendOpen,
    notice: ui.wheelHint ? strings.wheelHint(ui.wheelHint) : (view.nodePath.notice ?? view.reduction.notice),
    announcement: view.announcement,
    scene: isDrawn ? scene : null,
    visible: view.viewport.visible({
      ids: [view.focus.current, view.selection.id],
      path: highlightOf(view) ?? view.critical.marks?.parts ?? null,
    }),
    chips: isDrawn ? chipsOf(view) : [],
    find: view.find.state,
    popover: isDrawn ? view.hover.popover : null,
    graph: {
      strings,
      formats,
      direction: directionOf(element),
      callsOf: (id) => (scene ? callCounts(scene, id) : { callers: 0, callees: 0 }),
      levels: Math.max(0, ...(scene?.bands ?? []).map(({ level }) => level)),
      selected: view.selection.id,
      current: view.focus.current,
      entering: view.drawing.entering,
      added: view.expansion.added,
      hasStubMenus: !view.pipeline.isGiven,
      openStub: ui.stubMenu?.stub.id ?? null,
      highlight: highlightOf(view),
      critical: view.critical.marks,
      match: view.find.current,
      urlOf: (node) => nodeUrl(view, node),
      noteOf: (stub) => view.source.noteOf(stub),
    },
    controls: {
      strings,
      formats,
      groupBy: readGroupBy(element.groupBy),
      groupKeys: summary?.groupKeys ?? [],
      spanCount: summary?.spanCount ?? 0,
      groupMenuOpen: ui.groupMenuOpen,
      groupMenuKeys: ui.groupMenuKeys,
      groupFilter: ui.groupFilter,
      aggregate: readAggregate(element.aggregate),
      showInternalSpans: Boolean(element.showInternalSpans),
      hiddenInternalSpans: graph?.hiddenInternalSpans ?? 0,
      showDestinations: Boolean(element.showDestinations),
      shows: (control) => shows(control) && (control !== 'destinations' || hasDestinations(view)),
    },
    minimap: isDrawn ? view.minimap.state : null,
    table: tableState(view, ui.stubMenu?.stub.id ?? null),
    stubMenu: isDrawn ? ui.stubMenu : null,
    help: ui.helpOpen ? { strings, direction: directionOf(element), isMac: isMac() } : null,
    details: detailsState(view),
  };
}

/** What was asked for last, or most closely: a path goes before what was found. */
function highlightOf(view: DrawingController): Highlight | null {
  return view.path.highlight ?? view.nodePath.highlight ?? view.find.highlight;
}

function chipsOf({ path, nodePath, reduction, critical, strings, actions }: DrawingController): Chip[] {
  const list: Chip[] = [];
  if (reduction.limitedTo > 0)
    list.push({
      part: 'only-found',
      buttonPart: 'show-all-button',
      text: strings.onlyFound(reduction.limitedTo),
      clearName: strings.showAll,
      clear: actions.showAll,
    });
  if (critical.text !== null)
    list.push({
      part: 'critical-path',
      buttonPart: 'hide-critical-path-button',
      text: critical.text,
      clearName: strings.hideCriticalPath,
      clear: actions.hideCriticalPath,
    });
  const clearName = strings.clearPath;
  const buttonPart = 'clear-path-button';
  if (path.highlight)
    list.push({
      part: 'trace-path',
      buttonPart,
      text: pathText(path.highlight, strings),
      title: path.highlight.traceId,
      clearName,
      clear: actions.clearPath,
    });
  else if (nodePath.text !== null)
    list.push({
      part: 'node-path',
      buttonPart,
      text: nodePath.text,
      clearName,
      clear: actions.clearPath,
    });
  return list;
}

function tableState(view: DrawingController, openStub: string | null): FrameState['table'] {
  const state = view.table.state();
  if (!state) return null;
  const hasStubMenus = !view.pipeline.isGiven;
  return { ...state, hasStubMenus, openStub, urlOf: ({ entry }) => nodeUrl(view, entry.node) };
}

/** Whether there is a topic or queue to show; the keys are counted with the data. */
function hasDestinations({ element, summary }: DrawingController): boolean {
  const isKnown = summary?.groupKeys.some(({ key }) => key === 'messaging.destination.name');
  return Boolean(element.showDestinations) || isKnown === true;
}

function detailsState(view: DrawingController): FrameState['details'] {
  const { scene, graph, strings, formats, summary } = view;
  const selection = view.selection.shown;
  if (!scene || !graph || !selection) return null;
  return {
    strings,
    formats,
    timeText: formats.timesWithin(...(summary?.starts ?? [0, 0])),
    scene,
    graph,
    selection,
    aggregate: readAggregate(view.element.aggregate),
    tab: view.details.tab,
    traces: view.details.traces,
    sort: view.details.traces.sort,
    pathOf: view.path.traceId,
    critical: view.critical.marks,
    canCollapse: selection.type === 'node' && view.reduction.canCollapse(selection.node.id),
    urlOf: (span) => view.urlOf(span),
    hasSpans: !view.pipeline.isGiven,
  };
}

function nodeUrl(view: DrawingController, node: DependencyNode): string | null {
  const span = namedSpanOf(node);
  return span && view.urlOf(span);
}

/** "POST /checkout · 3 async levels · 19 nodes · 214 spans". */
export function summaryText({ scene, graph, reduction, strings, formats }: DrawingController): string {
  if (!scene || !graph || scene.nodes.length === 0) return '';
  // The internal spans are counted for the whole graph only: of a part, nobody knows how many are in it.
  const hidden = reduction.isPart ? 0 : graph.hiddenInternalSpans;
  const spans = graph.nodes.reduce((sum, node) => sum + node.spanCount, hidden);
  const levels = new Set(graph.nodes.map((node) => node.level)).size;
  const figures = strings.summary(graph.nodes.length, levels, spans, (value) => formats.number(value));
  const start = scene.start?.title;
  return start === undefined ? figures : strings.summaryFrom(start, figures);
}
