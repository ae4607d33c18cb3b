import { html, nothing, svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { isNotable, shareText, spokenStay } from './critical-marks.js';
import type { GraphViewContext, Highlight } from './graph-view-context.js';
import { place } from './place.js';
import type { SceneNode } from './scene.js';
import { DESTINATION_SIGN, orphanPath, shapePath, SHAPE_RADIUS, SIGNS } from './shape.js';
import { spokenNode } from './spoken-name.js';

const VIEW_BOX = `${-SHAPE_RADIUS} ${-SHAPE_RADIUS} ${2 * SHAPE_RADIUS} ${2 * SHAPE_RADIUS}`;

/**
 * A node: a real button (the shape) and a real link (the operation), beside each other since one may not hold the
 * other. The whole box answers to clicks; the button is what the keyboard and screen readers meet.
 */
export function nodeTemplate(
  entry: SceneNode,
  context: GraphViewContext,
  detail: 'full' | 'far' | 'very-far',
): TemplateResult {
  const { node, rect, series } = entry;
  const { strings, formats } = context;
  const selected = context.selected === node.id;
  const current = context.current === node.id;
  const failed = node.errorCount > 0;
  const { highlight } = context;
  const isMeant = highlight?.nodes.has(node.id);
  const onPath = isMeant === true && highlight?.kind === 'path';
  const critical = context.critical?.nodes.get(node.id);
  const name = strings.facts([
    spokenNode(entry, context),
    ...(onPath ? [strings.onPath] : []),
    ...(critical ? [spokenStay(critical, strings, formats)] : []),
  ]);
  // What has the focus stays whole, so that its keys find all of it.
  const told = current ? 'full' : detail;
  const classes = {
    node: true,
    [`series-${series}`]: true,
    async: node.async,
    destination: node.destination !== undefined,
    selected,
    failed,
    added: context.added.has(node.id),
    entering: context.entering.has(node.id),
    'on-path': onPath,
    'off-path': isMeant === false,
    match: context.match === node.id,
    critical: critical !== undefined,
  };
  return html`<div
    role="listitem"
    class=${classMap(classes)}
    part=${['node', node.async && 'async', failed && 'error', selected && 'selected', critical && 'critical', ...meantParts(highlight, isMeant)].filter(Boolean).join(' ')}
    data-node-id=${node.id}
    data-kind=${node.kind}
    ${place(rect)}
  >
    <button
      class="shape"
      part="node-shape"
      type="button"
      tabindex=${current ? 0 : -1}
      aria-pressed=${selected}
      aria-label=${name}
    >
      <svg aria-hidden="true" width="52" height="52" viewBox=${VIEW_BOX}>
        ${node.missingParents > 0 ? svg`<path class="orphan" d=${orphanPath(node, context.direction)}></path>` : nothing}
        ${node.async ? svg`<path class="outer" d=${shapePath(node.kind, 'outer')}></path>` : nothing}
        <path class="inner" d=${shapePath(node.kind)}></path>
        <path class="sign" d=${node.destination === undefined ? SIGNS[node.kind] : DESTINATION_SIGN}></path>
      </svg>
    </button>
    ${
      node.spanCount > 1 && told === 'full'
        ? html`<span class="badge count" part="node-badge" aria-hidden="true"
            >${strings.times(formats.number(node.spanCount))}</span
          >`
        : nothing
    }
    ${
      (failed || node.hiddenErrors > 0) && told !== 'very-far'
        ? html`<span
            class="badge failed ${failed ? '' : 'hidden-inside'}"
            part="node-badge error"
            aria-hidden="true"
            title=${failed ? strings.errorCount(node.errorCount) : strings.hiddenErrors(node.hiddenErrors)}
            >!${node.errorCount > 1 ? ` ${formats.number(node.errorCount)}` : ''}</span
          >`
        : nothing
    }
    ${
      critical && isNotable(critical) && told === 'full'
        ? html`<span class="badge critical-share" part="critical-share" aria-hidden="true"
            >${shareText(critical.share, formats)}</span
          >`
        : nothing
    }
    ${
      told === 'very-far'
        ? nothing
        : html`<div class="labels" part="node-label">
            ${operation(entry, context, current)} ${told === 'full' ? meta(entry) : nothing}
          </div>`
    }
  </div>`;
}

/** Part names of what is meant, and of what is not. */
export function meantParts(highlight: Highlight | null, isMeant: boolean | undefined): readonly string[] {
  if (!highlight || isMeant === undefined) return [];
  if (highlight.kind === 'find') return [isMeant ? 'match' : 'no-match'];
  return [isMeant ? 'on-path' : 'off-path'];
}

function meta({ subtitle, whole, duration }: SceneNode): TemplateResult {
  return html`<div class="meta">
    ${subtitle ? html`<span class="service" title=${whole.subtitle}>${subtitle}</span>` : nothing}<span
      >${subtitle && duration ? ' · ' : nothing}</span
    ><span class="duration">${duration}</span>
  </div>`;
}

/** A link when there is somewhere to go; else a button that only raises the event; a text where there is no span. */
function operation(
  { node, whole, titleLines }: SceneNode,
  context: GraphViewContext,
  current: boolean,
): TemplateResult {
  const url = context.urlOf(node);
  const tabIndex = current ? 0 : -1;
  const text = titleLines.map((line) => html`<span class="line-of-title">${line}</span>`);
  // A topic or queue stands for no span that could be opened.
  if (node.destination !== undefined)
    return html`<span class="operation" part="operation" title=${whole.title}>${text}</span>`;
  return url === null
    ? html`<button class="operation" part="operation" type="button" tabindex=${tabIndex} title=${whole.title}>
        ${text}
      </button>`
    : html`<a
        class="operation"
        part="operation"
        href=${ifDefined(url)}
        target="_blank"
        rel="noopener noreferrer"
        tabindex=${tabIndex}
        title=${whole.title}
        >${text}</a
      >`;
}
