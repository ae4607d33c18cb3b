/** The traces that converge in a node or edge, as a grid that can be sorted and holds any number of rows. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TraceRow, TraceSort } from '../model/details.js';
import type { DetailsActions, DetailsState } from './details-state.js';
import { durationText, shortId, spanLink } from './details-rows.js';
import { place } from './place.js';
import { virtualRows, type RowPlace } from './virtual-rows.js';

const COLUMNS: readonly TraceSort['by'][] = ['start', 'duration', 'spans', 'errors'];

/** The list: opening a trace is its link, picking a row shows its path through the graph. */
export function traceList(state: DetailsState, actions: DetailsActions): TemplateResult {
  const { strings, traces } = state;
  return html`<p class="visually-hidden" id="trace-list-help">${strings.traceListHelp}</p>
    <div
      class="trace-list"
      part="trace-list"
      role="grid"
      aria-label=${strings.traces}
      aria-describedby="trace-list-help"
      aria-rowcount=${traces.total + 1}
    >
      <div class="trace-head" role="rowgroup">
        <div class="trace-columns" role="row" aria-rowindex="1">
          <span class="visually-hidden" role="columnheader">${strings.trace}</span>
          ${COLUMNS.map((column) => header(column, state, actions))}
          <span class="visually-hidden" role="columnheader">${strings.focusTrace}</span>
        </div>
      </div>
      <div class="virtual-rows" role="rowgroup">
        ${virtualRows<TraceRow>({
          source: traces,
          scroller: '.details',
          head: '.trace-head',
          row: (trace, at) => traceRow(trace, at, state, actions),
          pick: (trace) => actions.pickTrace(trace.traceId),
        })}
      </div>
    </div>`;
}

function header(
  column: TraceSort['by'],
  { strings, sort }: DetailsState,
  actions: DetailsActions,
): TemplateResult {
  const isSorted = sort.by === column;
  const direction = sort.descending ? 'descending' : 'ascending';
  return html`<span
    class="column column-${column}"
    role="columnheader"
    aria-sort=${isSorted ? direction : 'none'}
  >
    <button class="sort" type="button" @click=${() => actions.sortTraces(column)}>
      ${strings.traceColumns[column]}${
        isSorted ? html`<span aria-hidden="true">${sort.descending ? '▾' : '▴'}</span>` : nothing
      }
    </button>
  </span>`;
}

function traceRow(
  trace: TraceRow | undefined,
  { index, y, isCurrent }: RowPlace,
  state: DetailsState,
  actions: DetailsActions,
): TemplateResult {
  const { strings, formats, timeText, graph, pathOf } = state;
  const isPicked = trace !== undefined && trace.traceId === pathOf;
  const tabIndex = isCurrent ? 0 : -1;
  return html`<div
    class="trace-row ${isPicked ? 'picked' : ''}"
    part=${isPicked ? 'trace-row picked' : 'trace-row'}
    role="row"
    tabindex=${tabIndex}
    aria-rowindex=${index + 2}
    aria-selected=${isPicked}
    aria-busy=${trace ? nothing : 'true'}
    ${place({ x: 0, y })}
  >
    ${
      trace
        ? html`<span class="column-trace" role="gridcell"
              >${spanLink(trace, shortId(trace.traceId), trace.traceId, state, actions, tabIndex)}</span
            >
            <span
              class="column-start"
              role="gridcell"
              title=${trace.startTime === null ? nothing : formats.dateTime(trace.startTime)}
              >${trace.startTime === null ? '–' : timeText(trace.startTime)}</span
            >
            <span class="column-duration" role="gridcell">${durationText(trace.duration, state)}</span>
            <span class="column-spans" role="gridcell">${formats.number(trace.spanCount)}</span>
            <span class="column-errors ${trace.errorCount > 0 ? 'failed-text' : ''}" role="gridcell"
              >${trace.errorCount > 0 ? html`<span aria-hidden="true">!&nbsp;</span>` : nothing}${formats.number(trace.errorCount)}</span
            >
            <span class="column-action" role="gridcell"
              >${
                trace.traceId === graph.focusTraceId
                  ? nothing
                  : html`<button
                      class="link row-action"
                      type="button"
                      tabindex=${tabIndex}
                      aria-label=${strings.focusTraceOf(trace.traceId)}
                      @click=${() => actions.focusTrace(trace.traceId)}
                    >
                      ${strings.focusTrace}
                    </button>`
              }</span
            >`
        : html`<span class="placeholder" role="gridcell" aria-colspan="6"
            ><span class="visually-hidden">${strings.loading}</span></span
          >`
    }
  </div>`;
}
