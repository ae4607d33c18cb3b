/** The lists of the details panel: traces, spans, calls, links and tags. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CallRow, LinkRow, Page, SpanRow, TagRow, TraceRow } from '../model/details.js';
import type { DependencyNode } from '../model/dependency-graph.js';
import type { Attributes, AttributeValue } from '../model/span.js';
import type { DetailsActions, DetailsState, SpanTarget } from './details-panel.js';
import { groupValue, visibleText } from './node-label.js';

type State = Pick<DetailsState, 'strings' | 'formats' | 'urlOf' | 'graph' | 'scene' | 'selection'>;
type Actions = Pick<DetailsActions, 'openSpan' | 'focusTrace' | 'showMore'>;

/** A page of rows, with a button for the next page while there is one. */
function rows<Row>(
  page: Page<Row>,
  row: (row: Row) => TemplateResult,
  state: State,
  actions: Actions,
): TemplateResult {
  if (page.total === 0) return html`<p class="details-meta">${state.strings.none}</p>`;
  return html`<div class="rows" role="list">
      ${page.rows.map((entry) => html`<div role="listitem">${row(entry)}</div>`)}
    </div>
    ${
      page.rows.length < page.total
        ? html`<button class="button more" type="button" @click=${actions.showMore}>
            ${state.strings.showMore} (${state.formats.number(page.total - page.rows.length)})
          </button>`
        : nothing
    }`;
}

/** Operation and service of all spans of a node, as far as they are grouped by them. */
export function operationOf(node: DependencyNode | null): Pick<SpanTarget, 'operation' | 'service'> {
  return {
    operation: node && groupValue(node, 'operation.name'),
    service: node && groupValue(node, 'service.name'),
  };
}

/** The node whose spans the traces are told of: an edge counts the called spans. */
function subject({ selection, scene }: State): DependencyNode | null {
  if (selection.type === 'node') return selection.node;
  return scene.nodeById.get(selection.edge.target)?.node ?? null;
}

/** The traces that converge here; any of them can be opened, or made the focus of the view. */
export function traceRows(page: Page<TraceRow>, state: State, actions: Actions): TemplateResult {
  const { strings, formats, graph } = state;
  const operation = operationOf(subject(state));
  return rows(
    page,
    (trace) =>
      html`<div class="row">
        ${spanLink({ ...trace, ...operation }, shortId(trace.traceId), trace.traceId, state, actions)}
        ${trace.errorCount > 0 ? failures(trace.errorCount, state) : nothing}
        <span class="row-time" title=${trace.startTime === null ? '' : formats.dateTime(trace.startTime)}
          >${trace.startTime === null ? '' : formats.time(trace.startTime)}</span
        >
        <span class="row-figure">${durationText(trace.duration, state)}</span>
        ${
          trace.traceId === graph.focusTraceId
            ? html`<span class="row-action"></span>`
            : html`<button
                class="link row-action"
                type="button"
                aria-label=${`${strings.focusTrace} ${trace.traceId}`}
                @click=${() => actions.focusTrace(trace.traceId)}
              >
                ${strings.focusTrace}
              </button>`
        }
      </div>`,
    state,
    actions,
  );
}

/** Short to look at, whole to listen to. */
function failures(count: number, { strings, formats }: State): TemplateResult {
  return html`<span class="failed-text" title=${strings.errorCount(count)}
    ><span aria-hidden="true">!&nbsp;${formats.number(count)}</span
    ><span class="visually-hidden">${strings.errorCount(count)}</span></span
  >`;
}

/** The spans of a node: name, service, kind, times, and the message of a failure. */
export function spanRows(page: Page<SpanRow>, state: State, actions: Actions): TemplateResult {
  return rows(page, (span) => spanRow(span, state, actions), state, actions);
}

function spanRow(span: SpanRow, state: State, actions: Actions): TemplateResult {
  const { strings, formats } = state;
  return html`<div class="row">
      ${spanLink({ ...span, operation: span.name }, visibleText(span.name) || strings.unnamed, span.spanId, state, actions)}
      <span class="row-time" title=${span.startTime === null ? '' : formats.dateTime(span.startTime)}
        >${span.startTime === null ? '' : formats.time(span.startTime)}</span
      >
      <span class="row-figure">${durationText(span.duration, state)}</span>
    </div>
    <p class="row-note">
      ${[span.service === null ? strings.none : visibleText(span.service), strings.spanKinds[span.kind]].join(' · ')}
    </p>
    ${
      span.status === 'error'
        ? html`<p class="row-note failed-text">${visibleText(span.statusMessage ?? strings.failed, 500)}</p>`
        : nothing
    }`;
}

/** The calls of an edge: caller, callee, how long the work waited, and what the link tells of the message. */
export function callRows(page: Page<CallRow>, state: State, actions: Actions): TemplateResult {
  const { strings } = state;
  return rows(
    page,
    (call) => html`
      ${spanRow(call.caller, state, actions)} ${spanRow(call.callee, state, actions)}
      ${call.wait === null ? nothing : html`<p class="row-note">${waitText(call.wait, state)}</p>`}
      ${call.attributes ? attributeList(call.attributes, strings.links) : nothing}
    `,
    state,
    actions,
  );
}

/** Links in both directions. What a link leads to may not be in the data; then its ids are all there is. */
export function linkRows(page: Page<LinkRow>, state: State, actions: Actions): TemplateResult {
  const { strings } = state;
  return rows(
    page,
    (link) =>
      html`<div class="row">
          <span class="row-tag">${link.direction === 'cause' ? strings.causes : strings.effects}</span>
          ${spanLink({ ...link.other, operation: link.otherName, service: link.otherService }, link.otherName === null ? shortId(link.other.traceId) : visibleText(link.otherName), link.other.traceId, state, actions)}
          <span class="row-figure">${link.wait === null ? '' : waitText(link.wait, state)}</span>
        </div>
        <p class="row-note">
          ${link.loaded ? visibleText(link.otherService ?? strings.none) : `${strings.notLoaded} · ${visibleText(link.other.spanId)}`}
        </p>
        ${attributeList(link.attributes, strings.links)}`,
    state,
    actions,
  );
}

/** Tags, then process tags: their most frequent values and how many spans have them. */
export function tagRows(tags: readonly TagRow[], { strings, formats }: State): TemplateResult {
  const list = (process: boolean): TemplateResult | typeof nothing => {
    const chosen = tags.filter((tag) => tag.process === process);
    if (chosen.length === 0) return nothing;
    return html`<h4 class="details-heading">${process ? strings.processTags : strings.tags}</h4>
      <dl class="attributes">
        ${chosen.map(
          (tag) =>
            html`<div>
              <dt>${visibleText(tag.key)}</dt>
              ${tag.values.map(
                ({ value, count }) =>
                  html`<dd>
                    <span class="value">${visibleText(value, 500)}</span>${
                      tag.distinct > 1
                        ? html` <span class="tab-count">×${formats.number(count)}</span>`
                        : nothing
                    }
                  </dd>`,
              )}
              ${
                tag.distinct > tag.values.length
                  ? html`<dd class="row-note">${strings.distinctValues(tag.distinct)}</dd>`
                  : nothing
              }
            </div>`,
        )}
      </dl>`;
  };
  return html`${list(false)}${list(true)}`;
}

function attributeList(attributes: Attributes, name: string): TemplateResult | typeof nothing {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return nothing;
  return html`<dl class="attributes" aria-label=${name}>
    ${entries.map(
      ([key, value]) =>
        html`<div>
          <dt>${visibleText(key)}</dt>
          <dd><span class="value">${visibleText(valueText(value), 500)}</span></dd>
        </div>`,
    )}
  </dl>`;
}

function spanLink(
  span: SpanTarget,
  text: string,
  title: string,
  state: State,
  actions: Actions,
): TemplateResult {
  const url = state.urlOf(span);
  const open = (event: Event): void => actions.openSpan(span, event);
  return url === null
    ? html`<button class="link row-name" type="button" title=${title} @click=${open}>${text}</button>`
    : html`<a
        class="link row-name"
        href=${url}
        target="_blank"
        rel="noopener noreferrer"
        title=${title}
        @click=${open}
        >${text}</a
      >`;
}

/** An aggregate over spans that never ended would be a lie; a dash is not. */
function durationText(duration: number | null, { strings, formats }: State): string {
  return duration === null ? strings.neverEnded : formats.duration(duration);
}

/** Negative waits are never shown: the two overlapped. */
function waitText(wait: number, { strings, formats }: State): string {
  return wait < 0 ? strings.overlapping(1) : strings.wait(formats.duration(wait));
}

/** The beginning and the end of an id, which is what people compare. */
function shortId(id: string): string {
  return id.length > 14 ? `${visibleText(id.slice(0, 8))}…${visibleText(id.slice(-3))}` : visibleText(id);
}

function valueText(value: AttributeValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
