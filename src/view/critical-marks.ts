/** The critical path as everything that draws or tells of it needs it: by the ids of nodes and edges. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { DependencyEdge } from '../model/dependency-graph.js';
import type { CriticalPath } from '../model/details.js';
import type { Point, Rect } from '../model/layout.js';
import type { Formats } from './format.js';
import type { Scene } from './scene.js';
import type { Strings } from './strings.js';

/** A smaller share is rounded to 0 %. */
const LEAST = 0.005;

/** Where the share of a node begins, and its middle, from the middle of the upper edge of the node's box. */
export const SHARE_PLACE = { x: 12, y: 44 } as const;

/** Where the share of a wait stands: at the lower edge of the label. */
export const belowLabel = ({ x, y, width, height }: Rect): Point => ({ x: x + width / 2, y: y + height + 6 });

/** How long the path stayed in a node. */
export interface CriticalStay {
  readonly time: number;
  /** Of the whole path, 0 to 1. */
  readonly share: number;
}

/** Where an edge stands on the path, and how long it waited there. */
export interface CriticalStep {
  /** Counted from 1. */
  readonly step: number;
  readonly wait: number;
  /** Of the whole path, 0 to 1. */
  readonly share: number;
}

/** What is marked while the critical path is shown. */
export interface CriticalMarks {
  readonly path: CriticalPath;
  readonly nodes: ReadonlyMap<string, CriticalStay>;
  readonly edges: ReadonlyMap<string, CriticalStep>;
  /** The ids of both. */
  readonly parts: { readonly nodes: ReadonlySet<string>; readonly edges: ReadonlySet<string> };
}

export function criticalMarks(path: CriticalPath): CriticalMarks {
  const share = (time: number): number => (path.total > 0 ? time / path.total : 0);
  const nodes = new Map(path.nodes.map(({ nodeId, time }) => [nodeId, { time, share: share(time) }]));
  const edges = new Map(
    path.edges.map(({ edgeId, step, wait }) => [edgeId, { step, wait, share: share(wait) }]),
  );
  return { path, nodes, edges, parts: { nodes: new Set(nodes.keys()), edges: new Set(edges.keys()) } };
}

/** "Critical path: 5 steps, 3.2 s, of which 2.1 s waiting". */
export function criticalText(
  { path: { edges, total, waiting, notDrawn } }: CriticalMarks,
  strings: Strings,
  formats: Formats,
): string {
  const part = (time: number): string | null => (time > 0 ? formats.duration(time) : null);
  return strings.criticalSummary(edges.length, formats.duration(total), part(waiting), part(notDrawn));
}

/** "86 %"; what is less than one is not nothing. */
export function shareText(share: number, formats: Formats): string {
  return share > 0 && share < LEAST ? `<${formats.percent(0.01)}` : formats.percent(share);
}

/** Whether a share is large enough to be written into the drawing. */
export const isNotable = ({ share }: { readonly share: number }): boolean => share >= LEAST;

/** "on the critical path: 290 ms, 86 %". */
export function spokenStay({ time, share }: CriticalStay, strings: Strings, formats: Formats): string {
  return strings.criticalTime(formats.duration(time), shareText(share, formats));
}

/** "critical path, step 3, waited 2.1 s". */
export function spokenStep({ step, wait }: CriticalStep, strings: Strings, formats: Formats): string {
  return strings.criticalStep(step, wait > 0 ? formats.duration(wait) : null);
}

/** What the details say of a node on the path, and of the waits on the edges that lead to it; nothing of any other. */
export function criticalOfNode(
  id: string,
  incoming: readonly DependencyEdge[],
  { critical, strings, formats }: CriticalTexts,
): TemplateResult | typeof nothing {
  const stay = critical?.nodes.get(id);
  if (!stay) return nothing;
  const steps = incoming.flatMap((edge) => critical?.edges.get(edge.id) ?? []);
  const [wait, share] = [sumOf(steps, 'wait'), sumOf(steps, 'share')];
  const { time: here, wait: before } = strings.criticalFigures;
  return criticalLines(
    [
      ...(wait > 0 ? [[before, timeAndShare(wait, share, formats)] as const] : []),
      [here, timeAndShare(stay.time, stay.share, formats)],
    ],
    strings,
  );
}

/** The same of an edge. */
export function criticalOfEdge(
  id: string,
  { critical, strings, formats }: CriticalTexts,
): TemplateResult | typeof nothing {
  const found = critical?.edges.get(id);
  if (!found) return nothing;
  const { step, wait } = strings.criticalFigures;
  return criticalLines(
    [
      [step, formats.number(found.step)],
      ...(found.wait > 0 ? [[wait, timeAndShare(found.wait, found.share, formats)] as const] : []),
    ],
    strings,
  );
}

interface CriticalTexts {
  readonly critical: CriticalMarks | null;
  readonly strings: Strings;
  readonly formats: Formats;
}

const sumOf = (steps: readonly CriticalStep[], name: 'wait' | 'share'): number =>
  steps.reduce((sum, step) => sum + step[name], 0);

/** "290 ms · 86 %". */
export const timeAndShare = (time: number, share: number, formats: Formats): string =>
  `${formats.duration(time)} · ${shareText(share, formats)}`;

function criticalLines(
  lines: readonly (readonly [name: string, value: string])[],
  strings: Strings,
): TemplateResult {
  return html`<h4 class="details-heading">${strings.criticalPath}</h4>
    <dl class="figures in-lines" aria-label=${strings.criticalPath}>
      ${lines.map(
        ([name, value]) =>
          html`<div class="figure">
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`;
}

/** The edges of the path as one line, but for those that are drawn already. */
export function criticalLine(
  { edgeById }: Scene,
  { edges }: CriticalMarks,
  drawn: ReadonlySet<string> = new Set(),
): TemplateResult {
  const lines = Array.from(edges.keys(), (id) => (drawn.has(id) ? '' : (edgeById.get(id)?.path.line ?? '')));
  return svg`<path class="critical-line" d=${lines.join('')}></path>`;
}
