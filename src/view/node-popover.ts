import { html, nothing, type TemplateResult } from 'lit';
import type { Aggregate, DependencyEdge } from '../model/dependency-graph.js';
import type { Point } from '../model/layout.js';
import { combinedWait } from './combined-wait.js';
import type { Formats } from './format.js';
import { place } from './place.js';
import type { SceneNode } from './scene.js';
import { selfTimeAggregate, selfTimeOf } from './self-time.js';
import type { Strings } from './strings.js';
import type { PopoverFigure } from './strings/explore-strings.js';

/** What the popover tells, and where it stands. */
export interface PopoverState {
  readonly strings: Strings;
  readonly formats: Formats;
  readonly aggregate: Aggregate;
  readonly entry: SceneNode;
  /** Edges to the node and from it. */
  readonly incoming: readonly DependencyEdge[];
  readonly outgoing: readonly DependencyEdge[];
  /** The middle of its edge towards the node, in CSS pixels of the stage. */
  readonly at: Point;
  /** Whether it stands below the node, where there is no room above. */
  readonly below: boolean;
}

/** What the popover is told: it stays while the pointer is over it (WCAG 1.4.13). */
export interface PopoverActions {
  readonly enter: () => void;
  readonly leave: () => void;
}

/** The figures of a node at a glance; everything else is in the details. */
export function nodePopover(state: PopoverState, actions: PopoverActions): TemplateResult {
  const { entry, at, below, strings } = state;
  const { title, subtitle } = entry.whole;

  return html`<div
    class="node-popover ${below ? 'below' : ''}"
    part="popover"
    id="node-popover"
    role="tooltip"
    aria-label=${title}
    ${place(at)}
    @pointerenter=${actions.enter}
    @pointerleave=${actions.leave}
  >
    <strong>${title}</strong>
    ${subtitle ? html`<span class="popover-meta">${subtitle}</span>` : nothing}
    <dl>
      ${figuresOf(state).map(
        ({ figure, value, failed, of }) =>
          html`<div class=${failed ? 'failed-text' : ''}>
            <dt>
              ${of ? strings.aggregatedName(strings.popover[figure], strings.aggregates[of]) : strings.popover[figure]}
            </dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </div>`;
}

interface Row {
  readonly figure: PopoverFigure;
  readonly value: string;
  readonly failed?: boolean;
  /** What was made of many spans or calls; left out where there is one only. */
  readonly of?: Aggregate;
}

function figuresOf({ entry, incoming, outgoing, formats, aggregate }: PopoverState): Row[] {
  const { node, duration } = entry;
  const rows: Row[] = [];
  const ended = node.duration?.count ?? 0;
  const time = (figure: PopoverFigure, value: string, of: Aggregate): Row =>
    ended > 1 ? { figure, value, of } : { figure, value };
  if (incoming.length > 0) {
    rows.push({ figure: 'calls', value: formats.number(sum(incoming, ({ callCount }) => callCount)) });
    rows.push({ figure: 'callers', value: formats.number(incoming.length) });
  }
  if (outgoing.length > 0) rows.push({ figure: 'callees', value: formats.number(outgoing.length) });
  if (node.destination === undefined) {
    rows.push(time('duration', duration, aggregate));
    const selfTime = selfTimeOf(node, aggregate);
    if (selfTime !== null)
      rows.push(time('selfTime', formats.duration(selfTime), selfTimeAggregate(aggregate)));
  }
  if (node.errorCount > 0) {
    rows.push({ figure: 'errors', value: formats.number(node.errorCount), failed: true });
    // A graph that was built elsewhere may tell failures of spans that it does not count.
    if (node.spanCount > 0)
      rows.push({
        figure: 'errorRate',
        value: formats.percent(node.errorCount / node.spanCount),
        failed: true,
      });
  }
  const { times } = combinedWait(incoming);
  if (times !== null) rows.push({ figure: 'wait', value: formats.duration(times.avg), of: 'avg' });
  return rows;
}

const sum = (edges: readonly DependencyEdge[], value: (edge: DependencyEdge) => number): number =>
  edges.reduce((total, edge) => total + value(edge), 0);
