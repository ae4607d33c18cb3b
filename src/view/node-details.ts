import { html, nothing, type TemplateResult } from 'lit';
import type { DependencyNode } from '../model/dependency-graph.js';
import type { NodeDetails } from '../model/details.js';
import { criticalOfNode } from './critical-marks.js';
import { hiddenSpanRows, linkRows, missingLinks, pending, spanRows, tagRows } from './details-rows.js';
import type { DetailsActions, DetailsState, Selection } from './details-state.js';
import { durationFigures, figures, waitFigures } from './figures.js';
import { histogram } from './histogram.js';
import { visibleText } from './node-label.js';
import type { Strings } from './strings.js';
import { tabs, type Tab } from './tabs.js';
import { traceList } from './trace-list.js';

/** The spans of a node: what they have in common, their figures, and lists of all that is behind them. */
export function nodeDetails(
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
      content: () =>
        html`${spanRows(details.spans, state, actions)}
        ${
          // Both grow by one button: the hidden ones come when the others are all there.
          details.spans.rows.length < details.spans.total
            ? nothing
            : hiddenSpanRows(details.contracted, state, actions)
        }`,
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
