import { html, svg, type TemplateResult } from 'lit';
import type { NodeKind } from '../model/dependency-graph.js';
import type { Scene, SceneNode } from './scene.js';
import { DESTINATION_SIGN, shapePath } from './shape.js';
import type { Strings } from './strings.js';

const KINDS: readonly NodeKind[] = ['http', 'pubsub', 'database', 'generic'];

/**
 * Explains the signs that are on screen, and no others.
 *
 * @param isCritical whether the critical path is marked.
 */
export function legend(scene: Scene, strings: Strings, isCritical: boolean): TemplateResult {
  const isSpans = ({ node }: SceneNode): boolean => node.destination === undefined;
  const present = new Set(scene.nodes.filter(isSpans).map(({ node }) => node.kind));
  const entries: [TemplateResult, string][] = KINDS.filter((kind) => present.has(kind)).map((kind) => [
    shapeSample(kind),
    strings.kinds[kind],
  ]);
  if (!scene.nodes.every(isSpans)) entries.push([destinationSample(), strings.destination]);
  if (scene.nodes.some(({ node }) => node.async)) {
    entries.push([doubleSample(), strings.asyncTrace]);
  }
  if (scene.edges.some(({ edge }) => !edge.async)) entries.push([lineSample('sync'), strings.syncRequest]);
  if (scene.edges.some(({ edge }) => edge.async)) entries.push([lineSample('async'), strings.asyncRequest]);
  if (isCritical) entries.push([criticalSample(), strings.criticalPath]);
  if (scene.nodes.some(({ node }) => node.missingParents > 0)) {
    entries.push([orphanSample(), strings.missingParent]);
  }
  if (scene.stubs.length > 0) entries.push([stubSample(), strings.hiddenCalls]);
  if (scene.nodes.some(({ node }) => node.errorCount + node.hiddenErrors > 0)) {
    entries.push([errorSample(), strings.failed]);
  }
  return html`<div class="legend" part="legend" role="list" aria-label=${strings.legend}>
    ${entries.map(([sample, text]) => html`<div role="listitem">${sample}<span>${text}</span></div>`)}
  </div>`;
}

const sample = (content: TemplateResult): TemplateResult =>
  html`<svg class="sample" aria-hidden="true" width="30" height="20" viewBox="-30 -20 60 40">
    ${content}
  </svg>`;

/** The outline of a kind of node, as small as a letter. */
export const shapeSample = (kind: NodeKind): TemplateResult =>
  sample(svg`<path d=${shapePath(kind)}></path>`);

const destinationSample = (): TemplateResult =>
  sample(svg`<path d=${shapePath('pubsub')}></path><path d=${DESTINATION_SIGN}></path>`);

const doubleSample = (): TemplateResult =>
  sample(svg`<path d="M0 -19A19 19 0 1 0 .01 -19Z"></path><path d="M0 -12A12 12 0 1 0 .01 -12Z"></path>`);

const lineSample = (sort: 'sync' | 'async'): TemplateResult =>
  sort === 'sync'
    ? sample(
        svg`<path class="line sync" d="M-28 0H16"></path><path class="head sync" d="M30 0L15 7V-7Z"></path>`,
      )
    : sample(
        svg`<path class="line async" d="M-28 10C-4 10 -8 -8 16 -8"></path><path class="head async" d="M30 -8L15 -1V-15Z"></path>`,
      );

const criticalSample = (): TemplateResult =>
  sample(
    svg`<path class="line critical" d="M-28 0H16"></path><path class="head critical" d="M30 0L15 8V-8Z"></path>`,
  );

const orphanSample = (): TemplateResult => sample(svg`<path class="line orphan" d="M-28 0H28"></path>`);

const stubSample = (): TemplateResult =>
  sample(svg`<rect class="stub-sample" x="-28" y="-11" width="56" height="22" rx="11"></rect>`);

const errorSample = (): TemplateResult =>
  html`<span class="badge failed sample-badge" aria-hidden="true">!</span>`;
