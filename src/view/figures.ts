import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Aggregate, DependencyEdge, Durations } from '../model/dependency-graph.js';
import { combinedWait } from './combined-wait.js';
import type { Formats } from './format.js';
import type { Strings } from './strings.js';

/** A number with its name, in a small card. */
export interface Figure {
  readonly value: string;
  readonly name: string;
  /** Drawn as bad news. */
  readonly failed?: boolean;
  /** Whether it is the one that the graph shows. */
  readonly chosen?: boolean;
}

/** Cards that lead; what comes after them stands in lines, so that the lists are not pushed out of sight. */
const CARDS = 6;

/** A row of cards. The value stands above its name, as in the design; read aloud, the name comes first. */
export function figures(list: readonly Figure[], strings: Strings, name: string): TemplateResult {
  const block = (part: readonly Figure[], names: string): TemplateResult =>
    html`<dl class=${names} aria-label=${name}>
      ${part.map(
        ({ value, name, failed, chosen }) =>
          html`<div class=${classMap({ figure: true, failed: Boolean(failed), chosen: Boolean(chosen) })}>
            <dt>
              ${name}${chosen ? html`<span class="visually-hidden">, ${strings.shownInGraph}</span>` : nothing}
            </dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`;
  return html`${block(list.slice(0, CARDS), 'figures')}
  ${list.length > CARDS ? block(list.slice(CARDS), 'figures in-lines') : nothing}`;
}

interface Measured {
  readonly duration: Durations | null;
  readonly errorCount: number;
  readonly spanCount: number;
}

/** All aggregates of a node's spans or an edge's callee spans, and the share that failed; of one span, its duration. */
export function durationFigures(
  { duration, errorCount, spanCount }: Measured,
  chosen: Aggregate,
  strings: Strings,
  formats: Formats,
): Figure[] {
  const failed = {
    value: `${formats.shortNumber(errorCount)} / ${formats.shortNumber(spanCount)}`,
    name: strings.errors,
    failed: errorCount > 0,
  };
  if (!duration) return [{ value: '–', name: strings.neverEnded }, failed];
  if (duration.count === 1)
    return [{ value: formats.duration(duration.max), name: strings.duration }, failed];
  const figure = (key: Aggregate): Figure => ({
    value: formats.duration(duration[key]),
    name: strings.aggregates[key],
    chosen: key === chosen,
  });
  return [
    figure('avg'),
    figure('p95'),
    failed,
    ...(['min', 'max', 'p50', 'p99', 'sum'] as const).map(figure),
  ];
}

/** How long work waited on these edges; nothing where no edge is asynchronous or none has times. */
export function waitFigures(
  edges: readonly DependencyEdge[],
  strings: Strings,
  formats: Formats,
): TemplateResult | typeof nothing {
  const { times, overlapping } = combinedWait(edges);
  if (times === null && overlapping === 0) return nothing;
  const { aggregates } = strings;
  const list: Figure[] = times
    ? (['avg', 'min', 'max'] as const).map((name) => ({
        value: formats.duration(times[name]),
        name: aggregates[name],
      }))
    : [];
  return html`<h4 class="details-heading">${strings.waitedInQueue}</h4>
    ${list.length > 0 ? figures(list, strings, strings.waitedInQueue) : nothing}
    ${overlapping > 0 ? html`<p class="details-meta">${strings.overlapping(overlapping)}</p>` : nothing}`;
}
