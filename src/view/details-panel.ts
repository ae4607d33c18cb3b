/** The right-hand panel: everything about the selected node or edge. Texts only; nothing of the data becomes markup. */
import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { destinationDetails } from './destination-details.js';
import type { DetailsActions, DetailsState, Selection } from './details-state.js';
import { edgeDetails } from './edge-details.js';
import { nodeDetails } from './node-details.js';

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
