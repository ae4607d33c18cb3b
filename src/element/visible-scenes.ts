import type { Rect } from '../model/layout.js';
import { stubEdgeId } from '../view/boxes.js';
import type { VisibleScene } from '../view/graph-view.js';
import type { Scene } from '../view/scene.js';
import { detailLevel, VisibleIndex } from '../viewport/visible-items.js';

/** Up to this many nodes all of the drawing stays in the DOM: finding out what is visible would cost more. */
const ALWAYS_DRAWN = 120;

const DETAIL = { full: 'full', labels: 'far', shapes: 'very-far' } as const;

/** Gives the part of one scene that has to be in the DOM. Equal parts are the same object, so nothing renders twice. */
export interface VisibleScenes {
  readonly scene: Scene;
  at(visible: Rect, scale: number): VisibleScene;
}

/** Indexes a scene. A margin of half a view is drawn around what is seen, so that a pan seldom needs new nodes. */
export function createVisibleScenes(scene: Scene): VisibleScenes {
  const index = scene.nodes.length > ALWAYS_DRAWN ? indexOf(scene) : null;
  let last: VisibleScene | null = null;
  let lastKey = '';
  return {
    scene,
    at(visible, scale) {
      const detail = DETAIL[detailLevel(scale)];
      const area = index ? widen(visible, scale) : null;
      const key = `${detail} ${area ? Object.values(area).join(' ') : ''}`;
      if (last && key === lastKey) return last;
      lastKey = key;
      last = area && index ? { ...part(scene, index, area), detail } : { ...scene, detail };
      return last;
    },
  };
}

function indexOf(scene: Scene): VisibleIndex {
  const boxes = [
    ...scene.nodes.map(({ node, rect }) => ({ ...rect, id: node.id })),
    ...scene.stubs.map(({ stub, rect }) => ({ ...rect, id: stub.id })),
  ];
  const lines = [
    ...scene.edges.map(({ edge, points }) => ({ id: edge.id, points, label: null })),
    ...scene.stubs.map(({ stub, points }) => ({ id: stubEdgeId(stub), points, label: null })),
  ];
  return new VisibleIndex(boxes, lines);
}

/** Half a view more on each side, snapped to 256 screen pixels, so that small moves ask for the same part. */
function widen({ x, y, width, height }: Rect, scale: number): Rect {
  const step = 256 / scale;
  const left = Math.floor((x - width / 2) / step) * step;
  const top = Math.floor((y - height / 2) / step) * step;
  return {
    x: left,
    y: top,
    width: Math.ceil((x + 1.5 * width - left) / step) * step,
    height: Math.ceil((y + 1.5 * height - top) / step) * step,
  };
}

function part(scene: Scene, index: VisibleIndex, area: Rect): Omit<VisibleScene, 'detail'> {
  const found = index.query(area);
  const boxes = new Set(found.nodes);
  const lines = new Set(found.edges);
  return {
    nodes: scene.nodes.filter(({ node }) => boxes.has(node.id)),
    edges: scene.edges.filter(({ edge }) => lines.has(edge.id)),
    stubs: scene.stubs.filter(({ stub }) => boxes.has(stub.id) || lines.has(stubEdgeId(stub))),
  };
}
