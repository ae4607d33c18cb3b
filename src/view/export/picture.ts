/** The whole drawing as a picture, in the colours of the theme: what the templates and style sheets draw, as marks. */
import type { Rect } from '../../model/layout.js';
import { BOX } from '../boxes.js';
import type { CriticalMarks } from '../critical-marks.js';
import type { Scene, SceneEdge, SceneStub } from '../scene.js';
import { criticalPathMarks } from './critical-path-marks.js';
import { badgeMarks, nodeMarks } from './node-marks.js';
import type { Mark, Picture } from './marks.js';
import type { PictureStyle } from './picture-style.js';

/** Free room around the drawing. */
const MARGIN = 20;

/** Of the headings of levels, as the style sheet sets them. */
const HEADING = { x: 12, baseline: 17, line: 14 } as const;

/** Room between the baselines of two lines in a call's label, and from the middle to a single one. */
const LABEL = { line: 12, baseline: 3.7 } as const;

/**
 * @param title what the picture shows, in words.
 * @param critical `null` where the critical path is not shown.
 */
export function pictureOf(
  scene: Scene,
  style: PictureStyle,
  title: string,
  critical: CriticalMarks | null,
): Picture {
  const { top, width, height } = scene;
  const frame: Rect = {
    x: -MARGIN,
    y: top - MARGIN,
    width: width + 2 * MARGIN,
    height: height - top + 2 * MARGIN,
  };
  return {
    title,
    frame,
    background: style.colours.surface,
    fontFamily: style.fontFamily,
    marks: [
      ...scene.bands.map(({ rect }): Mark => ({ type: 'box', rect, radius: 10, fill: style.colours.band })),
      ...scene.edges.flatMap((edge) => lineMarks(edge, style, critical?.edges.has(edge.edge.id) === true)),
      ...scene.stubs.flatMap((stub) => stubLineMarks(stub, style)),
      ...scene.bands.flatMap(({ lines, heading }) =>
        lines.map((text, index): Mark => ({
          type: 'text',
          text,
          anchor: 'start',
          at: {
            x: heading.x + HEADING.x,
            y: heading.y + (HEADING.baseline + index * HEADING.line) * style.scale,
          },
          size: 11 * style.scale,
          fill: style.colours.textMuted,
        })),
      ),
      ...scene.nodes.flatMap((node) => [
        ...nodeMarks(node, scene.direction, style),
        ...badgeMarks(node, style),
      ]),
      ...scene.stubs.flatMap((stub) => stubMarks(stub, style)),
      ...scene.edges.flatMap((edge) => labelMarks(edge, style)),
      ...(critical ? criticalPathMarks(scene, critical, style) : []),
    ],
  };
}

function lineMarks({ edge, path }: SceneEdge, style: PictureStyle, isCritical: boolean): Mark[] {
  const { colours, edgeWidth, edgeCriticalWidth } = style;
  const usual = isCritical ? colours.edgeCritical : edge.async ? colours.edgeAsync : colours.edge;
  const colour = edge.errorCount > 0 ? colours.edgeError : usual;
  const dotted = isCritical
    ? { strokeWidth: edgeCriticalWidth * 1.2, dash: [0.1, edgeCriticalWidth * 1.8] }
    : { strokeWidth: edgeWidth * 1.6, dash: [0.1, edgeWidth * 3.3] };
  const line: Mark = {
    type: 'path',
    data: path.line,
    stroke: colour,
    ...(edge.async ? dotted : { strokeWidth: isCritical ? edgeCriticalWidth : edgeWidth }),
  };
  return [line, { type: 'path', data: path.head, fill: colour }];
}

function stubLineMarks({ stub, path }: SceneStub, { colours, edgeWidth }: PictureStyle): Mark[] {
  const colour = stub.collapsed ? colours.edge : colours.edgeAsync;
  return [
    {
      type: 'path',
      data: path.line,
      stroke: colour,
      strokeWidth: edgeWidth,
      ...(stub.collapsed ? {} : { dash: [0.1, edgeWidth * 3.3] }),
    },
    { type: 'path', data: path.head, fill: colour },
  ];
}

function labelMarks({ edge, label, detail, labelRect }: SceneEdge, style: PictureStyle): Mark[] {
  if (label === null) return [];
  const { colours, scale } = style;
  const failed = edge.errorCount > 0;
  const fill = failed ? colours.edgeError : edge.async ? colours.edgeAsync : colours.edgeLabelText;
  const box: Mark = {
    type: 'box',
    rect: labelRect,
    radius: 9,
    fill: colours.edgeLabelBackground,
    stroke: failed ? colours.edgeError : colours.border,
    strokeWidth: 1,
  };
  const lines = detail === null ? [label] : [label, detail];
  return [box, ...middleLines(lines, labelRect, 10.5 * scale, LABEL.line * scale, fill)];
}

function stubMarks({ stub, rect, text, failed, duration }: SceneStub, style: PictureStyle): Mark[] {
  const { colours, scale } = style;
  const details = [failed, duration].filter((part) => part !== null).join(' · ');
  const box: Mark = {
    type: 'box',
    rect,
    radius: 16,
    fill: colours.stubBackground,
    stroke: stub.collapsed ? colours.edge : colours.edgeAsync,
    strokeWidth: 1.4,
    ...(stub.collapsed ? {} : { dash: [4, 3] }),
  };
  const half = details ? (BOX.stubDetailLine / 2) * scale : 0;
  const upper = { ...rect, y: rect.y - half };
  const lower = { ...rect, y: rect.y + half };
  const detailFill = failed === null ? colours.textMuted : colours.error;
  return [
    box,
    ...middleLines([text], upper, 12 * scale, 0, colours.stubText, true),
    ...middleLines(details ? [details] : [], lower, 11 * scale, 0, detailFill),
  ];
}

/** Lines of text about the middle of a box. */
function middleLines(
  lines: readonly string[],
  { x, y, width, height }: Rect,
  size: number,
  lineHeight: number,
  fill: string,
  bold = false,
): Mark[] {
  const first = y + height / 2 - ((lines.length - 1) * lineHeight) / 2 + (LABEL.baseline * size) / 10.5;
  return lines.map((text, index) => ({
    type: 'text',
    text,
    at: { x: x + width / 2, y: first + index * lineHeight },
    size,
    fill,
    bold,
  }));
}
