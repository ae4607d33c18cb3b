import { html, nothing, svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { meantParts } from './node-template.js';
import { belowLabel, isNotable, shareText, spokenStep } from './critical-marks.js';
import type { GraphViewContext } from './graph-view-context.js';
import { wholeLine, type LineClip } from './line-clip.js';
import { place } from './place.js';
import type { SceneEdge, SceneNode, SceneStub } from './scene.js';
import { spokenEdge, spokenStub } from './spoken-name.js';
import { stubMenuButton } from './stub-menu-button.js';

/** The line with its arrow head, and a wide invisible line that catches the pointer. */
export function edgeTemplate(
  entry: SceneEdge,
  clip: LineClip | null,
  context: GraphViewContext,
): TemplateResult {
  const { edge, path } = entry;
  const parts = clip?.partsOf(entry) ?? wholeLine(entry);
  const selected = context.selected === edge.id;
  const sort = edge.async ? 'async' : 'sync';
  const { highlight } = context;
  const isMeant = highlight?.edges.has(edge.id);
  const critical = context.critical?.edges.has(edge.id) === true;
  const classes = {
    edge: true,
    [sort]: true,
    error: edge.errorCount > 0,
    selected,
    critical,
    'on-path': isMeant === true,
    'off-path': isMeant === false,
  };
  return svg`<g
    class=${classMap(classes)}
    part=${['edge', sort, edge.errorCount > 0 && 'error', selected && 'selected', critical && 'critical', ...meantParts(highlight, isMeant)].filter(Boolean).join(' ')}
    data-edge-id=${edge.id}
  >
    <path class="hit" d=${parts.map(({ data }) => data).join('')}></path>
    ${parts.map(({ data, before }) => svg`<path class="line" d=${data} stroke-dashoffset=${before || nothing}></path>`)}
    <path class="head" d=${path.head}></path>
  </g>`;
}

/** The edge's button: its label, or an empty spot half way along, so that every edge has a name and can be reached. */
export function edgeLabelTemplate(
  entry: SceneEdge,
  nodes: ReadonlyMap<string, SceneNode>,
  context: GraphViewContext,
): TemplateResult {
  const { edge, label, detail, labelRect } = entry;
  const onPath = context.highlight?.edges.has(edge.id);
  const ends = { source: nodes.get(edge.source)?.title ?? '', target: nodes.get(edge.target)?.title ?? '' };
  const classes = {
    'edge-label': true,
    async: edge.async,
    error: edge.errorCount > 0,
    bare: label === null,
    selected: context.selected === edge.id,
    'off-path': onPath === false,
  };
  const { strings, formats } = context;
  const critical = context.critical?.edges.get(edge.id);
  const name = strings.facts([
    spokenEdge(edge, ends, strings, formats),
    ...(onPath ? [strings.onPath] : []),
    ...(critical ? [spokenStep(critical, strings, formats)] : []),
  ]);
  return html`<button
    class=${classMap(classes)}
    part="edge-label"
    type="button"
    tabindex=${context.current === edge.id ? 0 : -1}
    aria-pressed=${context.selected === edge.id}
    aria-label=${name}
    title=${name}
    data-label-of=${edge.id}
    ${place(label === null ? { x: labelRect.x, y: labelRect.y } : labelRect)}
  >
    ${label}${detail === null ? nothing : html` <span class="edge-detail">${detail}</span>`}
  </button>`;
}

/**
 * The number of an edge on the critical path, and below its label how much of the path it waited; nothing for any other
 * edge. The edge's button says it as well.
 */
export function criticalStepTemplate(
  { edge, path, labelRect }: SceneEdge,
  { critical, formats }: GraphViewContext,
): TemplateResult | typeof nothing {
  const found = critical?.edges.get(edge.id);
  if (!found) return nothing;
  return html`<span class="critical-step" part="critical-step" aria-hidden="true" ${place(path.beforeHead)}
      ><span>${formats.number(found.step)}</span></span
    >${
      isNotable(found)
        ? html`<span
            class="critical-step wait"
            part="critical-share"
            aria-hidden="true"
            ${place(belowLabel(labelRect))}
            ><span>${shareText(found.share, formats)}</span></span
          >`
        : nothing
    }`;
}

/** The dotted line that ties a stub to its node. */
export function stubEdgeTemplate({ path, stub }: SceneStub): TemplateResult {
  return svg`<g class=${stub.collapsed ? 'edge to-stub collapsed' : 'edge to-stub'} part="stub-edge">
    <path class="line" d=${path.line}></path>
    <path class="head" d=${path.head}></path>
  </g>`;
}

/**
 * A stub: the calls that are not drawn. Activating it draws the next ones, its menu lists them all. A note takes its
 * room from the box as it is, so that asking for traces moves nothing.
 */
export function stubTemplate(
  entry: SceneStub,
  nodes: ReadonlyMap<string, SceneNode>,
  context: GraphViewContext,
): TemplateResult {
  const { stub, rect, text, failed, duration } = entry;
  const { strings } = context;
  const note = context.noteOf(stub);
  const tabIndex = context.current === stub.id ? 0 : -1;
  return html`<div
    role="listitem"
    class=${['stub', note && 'noted', stub.collapsed && 'collapsed'].filter(Boolean).join(' ')}
    part=${stub.collapsed ? 'stub collapsed' : 'stub'}
    aria-busy=${note?.busy ? 'true' : nothing}
    data-stub-id=${stub.id}
    data-direction=${stub.direction}
    ${place(rect)}
  >
    <span class="stub-texts">
      <button
        class="expand"
        type="button"
        tabindex=${tabIndex}
        aria-label=${spokenStub(entry, nodes.get(stub.node)?.title ?? '', note?.text ?? null, strings)}
        title=${note?.text ?? nothing}
      >
        ${text}
      </button>
      ${note ? html`<span class="stub-note" part="stub-note" aria-hidden="true">${note.text}</span>` : nothing}
      ${
        failed === null && duration === null
          ? nothing
          : html`<span class="stub-detail" aria-hidden="true"
              >${failed === null ? nothing : html`<span class="failed">${failed}</span>`}${
                failed !== null && duration !== null ? ' · ' : nothing
              }${duration}</span
            >`
      }
    </span>
    ${
      context.hasStubMenus && !stub.collapsed
        ? stubMenuButton({ strings, text, tabIndex, isOpen: context.openStub === stub.id })
        : nothing
    }
  </div>`;
}
