/** What marks the critical path besides its lines: numbers of edges, shares of nodes and of waits. */
import type { Point } from '../../model/layout.js';
import { belowLabel, isNotable, SHARE_PLACE, type CriticalMarks } from '../critical-marks.js';
import type { Scene } from '../scene.js';
import type { Mark } from './marks.js';
import type { PictureStyle } from './picture-style.js';

const PILL = { height: 17, least: 18, padding: 11, size: 10.5, baseline: 3.7 } as const;

export function criticalPathMarks(
  { nodes, edges }: Scene,
  critical: CriticalMarks,
  style: PictureStyle,
): Mark[] {
  return [
    ...nodes.flatMap(({ node, rect }) => {
      const stay = critical.nodes.get(node.id);
      if (!stay || !isNotable(stay)) return [];
      const start = rect.x + rect.width / 2 + SHARE_PLACE.x;
      const width = pillWidth(style.share(stay.share), style);
      return pill(style.share(stay.share), { x: start + width / 2, y: rect.y + SHARE_PLACE.y }, style);
    }),
    ...edges.flatMap(({ edge, path, labelRect }) => {
      const step = critical.edges.get(edge.id);
      if (!step) return [];
      const number = pill(style.number(step.step), path.beforeHead, style);
      return isNotable(step)
        ? [...number, ...pill(style.share(step.share), belowLabel(labelRect), style)]
        : number;
    }),
  ];
}

function pillWidth(text: string, { measure, fontFamily, scale }: PictureStyle): number {
  return Math.max(PILL.least, measure(text, `600 ${PILL.size * scale}px ${fontFamily}`) + PILL.padding);
}

/** A text on the colour of the path, about a point. */
function pill(text: string, { x, y }: Point, style: PictureStyle): Mark[] {
  const { colours, scale } = style;
  const width = pillWidth(text, style);
  const height = PILL.height * scale;
  return [
    {
      type: 'box',
      rect: { x: x - width / 2, y: y - height / 2, width, height },
      radius: 9,
      fill: colours.edgeCritical,
      stroke: colours.surface,
      strokeWidth: 1,
    },
    {
      type: 'text',
      text,
      at: { x, y: y + PILL.baseline * scale },
      size: PILL.size * scale,
      bold: true,
      fill: colours.criticalText,
    },
  ];
}
