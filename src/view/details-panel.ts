/** The right-hand panel: everything about the selected node or edge. Texts only; nothing of the data becomes markup. */
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type {
  Aggregate,
  DependencyEdge,
  DependencyGraph,
  DependencyNode,
} from '../model/dependency-graph.js';
import type { EdgeDetails, NodeDetails, TraceRow, TraceSort } from '../model/details.js';
import type { NamedSpan } from '../model/span.js';
import { criticalOfEdge, criticalOfNode, type CriticalMarks } from './critical-marks.js';
import { destinationDetails } from './destination-details.js';
import { callRows, linkRows, missingLinks, spanRows, tagRows } from './details-rows.js';
import { durationFigures, figures, waitFigures } from './figures.js';
import type { Formats } from './format.js';
import { histogram } from './histogram.js';
import { visibleText } from './node-label.js';
import type { Scene } from './scene.js';
import type { Strings } from './strings.js';
import { tabs, type Tab } from './tabs.js';
import { traceList } from './trace-list.js';
import type { RowSource } from './virtual-rows.js';

/** What is selected, with its details once they have arrived. */
export type Selection =
  | {
      readonly type: 'node';
      readonly node: DependencyNode;
      /** Its first span; `node.spans` itself may be long and not made yet. */
      readonly first: NamedSpan | null;
      readonly details: NodeDetails | null;
    }
  | { readonly type: 'edge'; readonly edge: DependencyEdge; readonly details: EdgeDetails | null };

/** What the panel shows. */
export interface DetailsState {
  readonly strings: Strings;
  readonly formats: Formats;
  readonly scene: Scene;
  readonly graph: DependencyGraph;
  readonly selection: Selection;
  /** The aggregate that the graph shows. */
  readonly aggregate: Aggregate;
  readonly tab: string;
  /** All traces of the selection, in the order of `sort`. */
  readonly traces: RowSource<TraceRow>;
  readonly sort: TraceSort;
  /** Id of the trace whose path is shown. */
  readonly pathOf: string | null;
  /** `null` while the critical path is not shown. */
  readonly critical: CriticalMarks | null;
  /** Whether spans can be asked for; not where the host has given the graph. */
  readonly hasSpans: boolean;
  /** Whether what is reached through the node only can be put away. */
  readonly canCollapse: boolean;
  /** Where a span leads; `null` when no address is configured or safe. */
  readonly urlOf: (span: NamedSpan) => string | null;
}

/** What the panel asks for. */
export interface DetailsActions {
  readonly close: () => void;
  readonly showTab: (name: string) => void;
  readonly openSpan: (span: NamedSpan, event: Event) => void;
  readonly focusTrace: (traceId: string) => void;
  /** Shows the path of a trace, or no longer shows it. */
  readonly pickTrace: (traceId: string) => void;
  readonly sortTraces: (by: TraceSort['by']) => void;
  readonly select: (id: string) => void;
  readonly showMore: () => void;
  /** Puts away what is reached through a node only. */
  readonly collapse: (id: string) => void;
}

/** The panel, closed by its button or Escape. Of another selection it is another one, which begins at its top. */
export function detailsPanel(state: DetailsState, actions: DetailsActions): unknown {
  const { selection } = state;
  const { id } = selection.type === 'node' ? selection.node : selection.edge;
  return keyed(id, panel(state, selection, actions));
}

function panel(state: DetailsState, selection: Selection, actions: DetailsActions): TemplateResult {
  const { strings } = state;
  return html`<aside class="details" part="details" aria-label=${strings.details}>
    <button
      class="button icon-button close"
      part="close-button"
      type="button"
      aria-label=${strings.close}
      @click=${actions.close}
    >
      <span aria-hidden="true">✕</span>
    </button>
    ${content(state, selection, actions)}
  </aside>`;
}

function content(state: DetailsState, selection: Selection, actions: DetailsActions): TemplateResult {
  if (selection.type === 'edge') return edgeDetails(state, selection, actions);
  const { destination } = selection.node;
  return destination === undefined
    ? nodeDetails(state, selection, actions)
    : destinationDetails(selection.node, destination, state, actions);
}

function nodeDetails(
  state: DetailsState,
  selection: Extract<Selection, { type: 'node' }>,
  actions: DetailsActions,
): TemplateResult {
  const { strings, formats, scene, graph } = state;
  const { node, details } = selection;
  const entry = scene.nodeById.get(node.id);
  const title = entry?.whole.title ?? '';
  const incoming = graph.edges.filter((edge) => edge.async && edge.target === node.id);
  const kinds =
    details?.kinds.filter((kind) => kind !== 'unspecified').map((kind) => strings.spanKinds[kind]) ?? [];
  const meta = [entry?.whole.subtitle, strings.kinds[node.kind], kinds.join(', ')].filter(Boolean);
  return html`
    <h3 class="details-title">${heading(state, selection, title, actions)}</h3>
    <p class="details-meta">${meta.join(' · ')} · ${strings.converge(node.traceCount)}</p>
    ${node.group.map(({ key, value }) =>
      key === 'operation.name' || key === 'service.name'
        ? nothing
        : html`<p class="details-meta">
            <span class="key">${visibleText(key)}</span> ${visibleText(value ?? strings.none)}
          </p>`,
    )}
    ${notes(state, node, details)}
    ${
      state.canCollapse
        ? html`<p class="details-actions">
            <button
              class="button"
              part="collapse-button"
              type="button"
              @click=${() => actions.collapse(node.id)}
            >
              ${strings.collapse}
            </button>
          </p>`
        : nothing
    }
    ${figures(
      [
        ...durationFigures(node, state.aggregate, strings, formats),
        { value: formats.duration(node.selfTime), name: selfTimeName(node, strings) },
        ...(node.spanCount > 1 ? [{ value: formats.duration(node.wallTime), name: strings.wallTime }] : []),
      ],
      strings,
      strings.details,
    )}
    ${details?.histogram ? histogram(details.histogram, strings, formats) : nothing}
    ${waitFigures(incoming, strings, formats)} ${criticalOfNode(node.id, incoming, state)}
    ${
      details === null
        ? pending(state)
        : tabs(nodeTabs(state, details, actions), state.tab, strings.details, formats, actions.showTab)
    }
  `;
}

/** All figures of time but these two are told with their aggregates; a wall time is none. */
const selfTimeName = (
  { duration }: DependencyNode,
  { selfTime, aggregates, aggregatedName }: Strings,
): string => ((duration?.count ?? 0) > 1 ? aggregatedName(selfTime, aggregates.sum) : selfTime);

/** Stands for the lists until they have come; of a graph that the host has given there are none. */
function pending({ strings, hasSpans }: DetailsState): TemplateResult | typeof nothing {
  return hasSpans ? html`<p class="details-meta" role="status">${strings.loading}</p>` : nothing;
}

/** The operation as a link to its first trace, when there is an address; the event is raised either way. */
function heading(
  state: DetailsState,
  { first }: Extract<Selection, { type: 'node' }>,
  title: string,
  actions: DetailsActions,
): TemplateResult {
  if (!first) return html`${title}`;
  const url = state.urlOf(first);
  const open = (event: Event): void => actions.openSpan(first, event);
  return url === null
    ? html`<button class="link" type="button" title=${state.strings.openTrace} @click=${open}>
        ${title}
      </button>`
    : html`<a
        class="link"
        href=${url}
        target="_blank"
        rel="noopener noreferrer"
        title=${state.strings.openTraceNewTab}
        @click=${open}
        >${title}<span class="arrow" aria-hidden="true"> ↗</span></a
      >`;
}

function notes({ strings }: DetailsState, node: DependencyNode, details: NodeDetails | null): TemplateResult {
  const lines = [
    node.missingParents > 0 ? strings.missingParents(node.missingParents) : '',
    node.hiddenErrors > 0 ? strings.hiddenErrors(node.hiddenErrors) : '',
    ...(details
      ? missingLinks({ droppedLinks: droppedLinks(details), coverage: details.coverage }, strings)
      : []),
  ].filter((line) => line !== '');
  return html`${lines.map((line) => html`<p class="details-note">${line}</p>`)}
  ${details?.reasons.map((reason) => html`<p class="details-meta">${strings.classifiedBy(reasonText(reason, strings))}</p>`)}`;
}

/** A reason of the rules in the element's language; any other, as of an older worker, as it is. */
function reasonText(reason: string, { kindReasons }: Strings): string {
  return Object.hasOwn(kindReasons, reason) ? kindReasons[reason as keyof typeof kindReasons] : reason;
}

/** Summed over the spans when all of them are at hand; of a part of them the sum would mislead. */
function droppedLinks({ spans: { rows, total } }: NodeDetails): number {
  return rows.length < total ? 0 : rows.reduce((sum, row) => sum + row.droppedLinks, 0);
}

function nodeTabs(state: DetailsState, details: NodeDetails, actions: DetailsActions): Tab[] {
  const { strings } = state;
  return [
    {
      name: 'traces',
      title: strings.traces,
      count: details.traces.total,
      content: () => traceList(state, actions),
    },
    {
      name: 'spans',
      title: strings.spans,
      count: details.spans.total,
      content: () => spanRows(details.spans, state, actions),
    },
    {
      name: 'links',
      title: strings.links,
      count: details.links.total,
      content: () => linkRows(details.links, state, actions),
    },
    {
      name: 'tags',
      title: strings.tags,
      count: details.tags.length,
      content: () => tagRows(details.tags, state),
    },
  ];
}

function edgeDetails(
  state: DetailsState,
  { edge, details }: Extract<Selection, { type: 'edge' }>,
  actions: DetailsActions,
): TemplateResult {
  const { strings, formats, scene } = state;
  const end = (id: string): TemplateResult =>
    html`<button class="link" type="button" @click=${() => actions.select(id)}>
      ${scene.nodeById.get(id)?.whole.title ?? ''}
    </button>`;
  const meta = [
    edge.async ? strings.asyncRequest : strings.syncRequest,
    strings.callCount(edge.callCount),
    strings.converge(edge.traceCount),
    edge.via > 0 ? strings.via(edge.via) : '',
  ];
  const list: Tab[] =
    details === null
      ? []
      : [
          {
            name: 'calls',
            title: strings.calls,
            count: details.calls.total,
            content: () => callRows(details.calls, state, actions),
          },
          {
            name: 'traces',
            title: strings.traces,
            count: details.traces.total,
            content: () => traceList(state, actions),
          },
        ];
  return html`
    <h3 class="details-title">
      ${end(edge.source)} <span class="arrow" aria-hidden="true">→</span
      ><span class="visually-hidden">,</span> ${end(edge.target)}
    </h3>
    <p class="details-meta">${meta.filter(Boolean).join(' · ')}</p>
    ${figures(
      durationFigures({ ...edge, spanCount: edge.callCount }, state.aggregate, strings, formats),
      strings,
      strings.details,
    )}
    ${details?.histogram ? histogram(details.histogram, strings, formats) : nothing}
    ${waitFigures([edge], strings, formats)} ${criticalOfEdge(edge.id, state)}
    ${details === null ? pending(state) : tabs(list, state.tab, strings.details, formats, actions.showTab)}
  `;
}
