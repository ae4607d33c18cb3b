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
      const start = { x: rect.x + rect.width / 2 + SHARE_PLACE.x, y: rect.y + SHARE_PLACE.y };
      return pill(style.share(stay.share), start, style, 'start');
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

/** A text on the colour of the path: about a point, or from there on. */
function pill(text: string, at: Point, style: PictureStyle, anchor: 'middle' | 'start' = 'middle'): Mark[] {
  const { colours, measure, fontFamily, scale } = style;
  const textWidth = measure(text, `600 ${PILL.size * scale}px ${fontFamily}`);
  const width = Math.max(PILL.least, textWidth + PILL.padding);
  const { y } = at;
  const x = anchor === 'start' ? at.x + width / 2 : at.x;
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
