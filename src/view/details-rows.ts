/** The lists of the details panel that grow by pages: spans, calls and links; and the tags. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CallRow, LinkCoverage, LinkRow, Page, SpanRow, TagRow } from '../model/details.js';
import type { Attributes, AttributeValue, NamedSpan } from '../model/span.js';
import type { DetailsActions, DetailsState } from './details-state.js';
import { visibleText } from './node-label.js';
import type { Strings } from './strings.js';

type State = Pick<DetailsState, 'strings' | 'formats' | 'timeText' | 'urlOf'>;
type Actions = Pick<DetailsActions, 'openSpan' | 'showMore'>;

/**
 * A page of rows, with a button for the next page while there is one.
 *
 * @param label of a list that is not the only one.
 */
function rows<Row>(
  page: Page<Row>,
  row: (row: Row) => TemplateResult,
  state: State,
  actions: Actions,
  label: string | typeof nothing = nothing,
): TemplateResult {
  if (page.total === 0) return html`<p class="details-meta">${state.strings.none}</p>`;
  return html`<div class="rows" role="list" aria-label=${label}>
      ${page.rows.map((entry) => html`<div role="listitem">${row(entry)}</div>`)}
    </div>
    ${
      page.rows.length < page.total
        ? html`<button class="button more" type="button" @click=${actions.showMore}>
            ${state.strings.showMoreOf(page.total - page.rows.length)}
          </button>`
        : nothing
    }`;
}

/** Stands for the lists until they have come; of a graph that the host has given there are none. */
export function pending({ strings, hasSpans }: DetailsState): TemplateResult | typeof nothing {
  return hasSpans ? html`<p class="details-meta" role="status">${strings.loading}</p>` : nothing;
}

/** The spans of a node: name, service, kind, times, and the message of a failure. */
export function spanRows(page: Page<SpanRow>, state: State, actions: Actions): TemplateResult {
  return rows(page, (span) => spanRow(span, state, actions), state, actions);
}

/** The hidden spans of a node, below its own: nothing where there are none. */
export function hiddenSpanRows(
  page: Page<SpanRow>,
  state: State,
  actions: Actions,
): TemplateResult | typeof nothing {
  const { hiddenSpans } = state.strings;
  if (page.total === 0) return nothing;
  return html`<h4 class="details-heading">${hiddenSpans}</h4>
    ${rows(page, (span) => spanRow(span, state, actions), state, actions, hiddenSpans)}`;
}

function spanRow(span: SpanRow, state: State, actions: Actions): TemplateResult {
  const { strings, formats, timeText } = state;
  return html`<div class="row">
      ${spanLink({ ...span, operation: span.name }, visibleText(span.name) || strings.unnamed, span.spanId, state, actions)}
      <span class="row-time" title=${span.startTime === null ? '' : formats.dateTime(span.startTime)}
        >${span.startTime === null ? '' : timeText(span.startTime)}</span
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
    }
    ${missingLinks(span, strings).map((line) => html`<p class="row-note details-note">${line}</p>`)}`;
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
      ${attributeList(call.messaging, strings.message)}
    `,
    state,
    actions,
  );
}

/** Links in both directions. What a link leads to may not be in the data; then its ids are all there is. */
export function linkRows(page: Page<LinkRow>, state: State, actions: Actions): TemplateResult {
  const { strings } = state;
  const note = ({ loaded, other, otherName, otherService }: LinkRow): string => {
    if (otherName !== null) return visibleText(otherService ?? strings.none);
    const reason =
      other.traceId === '' || other.spanId === ''
        ? strings.problemTexts['invalid-link']
        : loaded
          ? strings.problemTexts['dangling-link']
          : strings.notLoaded;
    return [reason, visibleText(other.spanId)].filter(Boolean).join(' · ');
  };
  return rows(
    page,
    (link) =>
      html`<div class="row">
          <span class="row-tag">${link.direction === 'cause' ? strings.causes : strings.effects}</span>
          ${link.other.traceId === '' ? html`<span class="row-name">${strings.none}</span>` : spanLink({ ...link.other, operation: link.otherName, service: link.otherService }, link.otherName === null ? shortId(link.other.traceId) : visibleText(link.otherName), link.other.traceId, state, actions)}
          <span class="row-figure">${link.wait === null ? '' : waitText(link.wait, state)}</span>
        </div>
        <p class="row-note">${note(link)}</p>
        ${attributeList(link.attributes, strings.links)} ${attributeList(link.messaging, strings.message)}`,
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
                        ? html` <span class="tab-count">${strings.times(formats.number(count))}</span>`
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
  return html`<dl class="attributes in-row" aria-label=${name}>
    ${entries.map(
      ([key, value]) =>
        html`<div>
          <dt>${visibleText(key)}</dt>
          <dd><span class="value">${visibleText(valueText(value), 500)}</span></dd>
        </div>`,
    )}
  </dl>`;
}

/** What is known of links that are not there: messages of a batch without one, and links that the SDK dropped. */
export function missingLinks(
  of: { readonly droppedLinks: number; readonly coverage: LinkCoverage | null },
  strings: Strings,
): readonly string[] {
  return [
    of.coverage ? strings.linkedOf(of.coverage.linked, of.coverage.expected) : '',
    of.droppedLinks > 0 ? strings.droppedLinks(of.droppedLinks) : '',
  ].filter((line) => line !== '');
}

/** A span's name or trace id: a link where there is an address, the event is raised either way. */
export function spanLink(
  span: NamedSpan,
  text: string,
  title: string,
  state: State,
  actions: Pick<DetailsActions, 'openSpan'>,
  tabIndex = 0,
): TemplateResult {
  const url = state.urlOf(span);
  const open = (event: Event): void => actions.openSpan(span, event);
  return url === null
    ? html`<button class="link row-name" type="button" tabindex=${tabIndex} title=${title} @click=${open}>
        ${text}
      </button>`
    : html`<a
        class="link row-name"
        href=${url}
        target="_blank"
        rel="noopener noreferrer"
        tabindex=${tabIndex}
        title=${title}
        @click=${open}
        >${text}</a
      >`;
}

/** An aggregate over spans that never ended would be a lie; a dash is not. */
export function durationText(duration: number | null, { strings, formats }: State): string {
  return duration === null ? strings.neverEnded : formats.duration(duration);
}

/** Negative waits are never shown: the two overlapped. */
function waitText(wait: number, { strings, formats }: State): string {
  return wait < 0 ? strings.overlapping(1) : strings.wait(formats.duration(wait));
}

/** The beginning and the end of an id, which is what people compare. */
export function shortId(id: string): string {
  return id.length > 14 ? `${visibleText(id.slice(0, 8))}…${visibleText(id.slice(-3))}` : visibleText(id);
}

function valueText(value: AttributeValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
