import { html, nothing, type TemplateResult } from 'lit';
import { criticalOfEdge } from './critical-marks.js';
import { callRows, pending } from './details-rows.js';
import type { DetailsActions, DetailsState, Selection } from './details-state.js';
import { durationFigures, figures, waitFigures } from './figures.js';
import { histogram } from './histogram.js';
import { tabs, type Tab } from './tabs.js';
import { traceList } from './trace-list.js';

/** The calls of an edge: from where to where, their figures, and lists of the calls and their traces. */
export function edgeDetails(
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
