import { html, nothing, svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { stubLevel } from './boxes.js';
import { criticalLine } from './critical-marks.js';
import {
  criticalStepTemplate,
  edgeLabelTemplate,
  edgeTemplate,
  stubEdgeTemplate,
  stubTemplate,
} from './edge-template.js';
import type { EdgeTile } from './edge-tiles.js';
import type { GraphViewContext } from './graph-view-context.js';
import { nodeTemplate } from './node-template.js';
import type { OverviewPath } from './overview.js';
import { place } from './place.js';
import { inReadingOrder, type ListItem } from './reading-order.js';
import type { LineClip } from './line-clip.js';
import type { SceneBand } from './level-heading.js';
import type { Scene, SceneEdge, SceneNode, SceneStub } from './scene.js';

/** The part of the scene that is in the DOM: what lies in or near the viewport, and whatever has the focus. */
export interface VisibleScene {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  /** Those of the edges that have their button: the others have nothing to read at this scale, or get theirs in a moment. */
  readonly labelled: readonly SceneEdge[];
  readonly stubs: readonly SceneStub[];
  /** How much is told of a node at this scale. */
  readonly detail: 'full' | 'far' | 'very-far';
  /** Whether what cannot be seen at this scale is left out; small drawings hide it by style, which is quicker to undo. */
  readonly isLean: boolean;
  /** All of the drawing as few paths, where too many nodes to be drawn one by one are in view; else `null`. */
  readonly overview: readonly OverviewPath[] | null;
  /** Edges in view as few paths, where they are too many to be drawn one by one; `edges` then has only some of them. */
  readonly tiles: readonly EdgeTile[];
  /** Where edges end that lead far out of view; `null` where all are drawn wholly. */
  readonly clip: LineClip | null;
}

/** Nothing at all: what is visible before there is a scene. */
export const NOTHING_VISIBLE: VisibleScene = {
  nodes: [],
  edges: [],
  labelled: [],
  stubs: [],
  detail: 'full',
  isLean: false,
  overview: null,
  tiles: [],
  clip: null,
};

/**
 * The drawing in graph coordinates: bands, an SVG layer of edges that assistive technology does not see, then nodes and
 * edge buttons as HTML, grouped by level in reading order.
 */
export function graphView(scene: Scene, visible: VisibleScene, context: GraphViewContext): TemplateResult {
  const { strings, formats, current } = context;
  return html`<div
    class=${classMap({ canvas: true, 'path-shown': context.highlight !== null, 'critical-shown': context.critical !== null && context.highlight === null, overview: visible.overview !== null, far: visible.detail !== 'full', 'very-far': visible.detail === 'very-far' })}
  >
    ${scene.bands.map(bandTemplate)}
    ${visible.isLean ? html`<canvas class="backdrop" width="0" height="0" aria-hidden="true"></canvas>` : nothing}
    <svg class="edges" aria-hidden="true" width="1" height="1">
      ${guard([visible.overview], () => visible.overview?.map(overviewPath) ?? nothing)}
      ${repeat(visible.tiles, tileKey, edgeTile)}
      ${guard([visible, context.critical], () => restOfCriticalPath(scene, visible, context))}
      ${repeat(visible.stubs, stubId, stubEdgeTemplate)}
      ${repeat(visible.edges, edgeId, (entry) =>
        guard(edgeLook(entry, visible.clip, context), () => edgeTemplate(entry, visible.clip, context)),
      )}
    </svg>
    ${scene.bands.map((band) => levelTemplate(band, scene, visible, context))}
    ${
      visible.labelled.length === 0
        ? nothing
        : html`<div role="group" aria-label=${strings.calls}>
            ${repeat(visible.labelled, edgeId, (entry) =>
              guard(
                [...edgeLook(entry, null, context), scene, strings, formats, current === entry.edge.id],
                () => edgeLabelTemplate(entry, scene.nodeById, context),
              ),
            )}
          </div>`
    }
    ${context.critical ? visible.edges.map((entry) => criticalStepTemplate(entry, context)) : nothing}
  </div>`;
}

/** All that the template of an edge depends on: while it is the same, nothing of hundreds of edges is rendered again. */
function edgeLook(
  entry: SceneEdge,
  clip: LineClip | null,
  { selected, highlight, critical }: GraphViewContext,
): unknown[] {
  const { id } = entry.edge;
  return [
    entry,
    clip?.partsOf(entry),
    selected === id,
    highlight?.kind,
    highlight?.edges.has(id),
    critical?.edges.get(id),
  ];
}

function overviewPath({ look, data }: OverviewPath): TemplateResult {
  return svg`<path class="overview-path ${look}" d=${data}></path>`;
}

/** What of the critical path is not drawn edge by edge, where most of the drawing is not. */
function restOfCriticalPath(
  scene: Scene,
  { edges, overview, tiles }: VisibleScene,
  { critical }: GraphViewContext,
): TemplateResult | typeof nothing {
  if (!critical || (overview === null && tiles.length === 0)) return nothing;
  return criticalLine(scene, critical, new Set(edges.map(edgeId)));
}

function edgeTile({ look, line, heads }: EdgeTile): TemplateResult {
  return svg`<g class="edge tile ${look}">
    <path class="line" d=${line}></path>
    <path class="head" d=${heads}></path>
  </g>`;
}

function bandTemplate({ rect }: SceneBand): TemplateResult {
  return html`<div class="band" part="band" aria-hidden="true" ${place(rect)}></div>`;
}

/** Where a heading is broken nothing is seen between its parts, but it is read aloud as one. */
const lineBreak = html`<span class="visually-hidden"> · </span><br />`;

/** The heading stands above the edges, and in the reading order before the level's own list, which it names. */
function levelTemplate(
  { level, lines, heading }: SceneBand,
  scene: Scene,
  visible: VisibleScene,
  context: GraphViewContext,
): TemplateResult {
  const nodes = visible.nodes.filter((entry) => entry.node.level === level);
  const stubs = visible.stubs.filter(
    ({ stub }) => stubLevel(stub, scene.nodeById.get(stub.node)?.node.level ?? 0) === level,
  );
  const id = `level-${level}`;
  return html`<h3 class="band-title" id=${id} ${place(heading)}>
      ${lines.map((line, index) => html`${index > 0 ? lineBreak : nothing}${line}`)}
    </h3>
    ${
      nodes.length + stubs.length === 0
        ? nothing
        : html`<div role="list" aria-labelledby=${id}>
            ${repeat(inReadingOrder(scene, [...nodes, ...stubs]), itemId, (item) =>
              'node' in item
                ? nodeTemplate(item, context, visible.isLean ? visible.detail : 'full')
                : stubTemplate(item, scene.nodeById, context),
            )}
          </div>`
    }`;
}

const itemId = (item: ListItem): string => ('node' in item ? item.node.id : item.stub.id);
const edgeId = (entry: SceneEdge): string => entry.edge.id;
const tileKey = (tile: EdgeTile): string => tile.key;
const stubId = (entry: SceneStub): string => entry.stub.id;
