import { html, nothing, type TemplateResult } from 'lit';
import type { DependencyEdge, DependencyNode } from '../model/dependency-graph.js';
import type { DetailsActions, DetailsState } from './details-state.js';
import { edgeLabel } from './edge-label.js';
import { figures, waitFigures } from './figures.js';
import { visibleText } from './node-label.js';

/** A topic or queue, which has no spans: what is known of it is the traffic on its edges. */
export function destinationDetails(
  node: DependencyNode,
  name: string,
  state: DetailsState,
  actions: DetailsActions,
): TemplateResult {
  const { strings, formats, graph } = state;
  const incoming = graph.edges.filter(({ target, source }) => target === node.id && source !== node.id);
  const outgoing = graph.edges.filter(({ target, source }) => source === node.id && target !== node.id);
  const callsOf = (edges: readonly DependencyEdge[]): number =>
    edges.reduce((sum, { callCount }) => sum + callCount, 0);
  const errors = outgoing.reduce((sum, { errorCount }) => sum + errorCount, 0);
  return html`
    <h3 class="details-title">${visibleText(name)}</h3>
    <p class="details-meta">${[strings.destination, strings.converge(node.traceCount)].join(' · ')}</p>
    ${figures(
      [
        { value: formats.number(callsOf(incoming)), name: strings.callsIn },
        { value: formats.number(callsOf(outgoing)), name: strings.callsOut },
        { value: formats.number(errors), name: strings.errors, failed: errors > 0 },
      ],
      strings,
      strings.details,
    )}
    ${waitFigures(outgoing, strings, formats)}
    ${neighbours(strings.producers, incoming, ({ source }) => source, state, actions)}
    ${neighbours(strings.consumers, outgoing, ({ target }) => target, state, actions)}
  `;
}

/** The nodes at the other ends; each leads to its own details. */
function neighbours(
  name: string,
  edges: readonly DependencyEdge[],
  end: (edge: DependencyEdge) => string,
  { strings, formats, scene }: DetailsState,
  { select }: DetailsActions,
): TemplateResult | typeof nothing {
  if (edges.length === 0) return nothing;
  return html`<h4 class="details-heading">${name}</h4>
    <div class="rows" role="list" aria-label=${name}>
      ${edges.map((edge) => {
        const label = scene.nodeById.get(end(edge))?.whole;
        return html`<div role="listitem">
          <div class="row">
            <button class="link row-name" type="button" @click=${() => select(end(edge))}>
              ${label?.title ?? strings.unnamed}
            </button>
            <span class="row-figure"
              >${edgeLabel(edge, strings, formats) ?? strings.callCount(edge.callCount)}</span
            >
          </div>
          <p class="row-note">${label?.subtitle ?? ''}</p>
        </div>`;
      })}
    </div>`;
}
