/** Where the whole drawing and the part in view stand in a small map. Pure geometry. */
import type { Point, Rect } from '../model/layout.js';
import { visibleRect, type Size, type Viewport } from './transform.js';

/** A map of the content, in CSS pixels of its own corner. */
export interface MinimapGeometry extends Size {
  /** Map pixels per graph pixel. */
  readonly scale: number;
  readonly content: Rect;
}

/** Smallest side of the frame that marks what is in view: it must be found. */
const LEAST_FRAME = 8;

/** Smallest side of the map, which is pressed (WCAG 2.5.8). */
const LEAST_MAP = 24;

/** The largest map of the content that has room in a box; `null` for content without an extent. */
export function minimapOf(content: Rect, room: Size): MinimapGeometry | null {
  if (!(content.width > 0) || !(content.height > 0)) return null;
  const scale = Math.min(room.width / content.width, room.height / content.height);
  if (!(scale > 0)) return null;
  return {
    scale,
    content,
    // A chain of thousands is a line.
    width: Math.max(content.width * scale, LEAST_MAP),
    height: Math.max(content.height * scale, LEAST_MAP),
  };
}

/** The frame around what is in view, cut off at the map's edges. */
export function frameInMap(map: MinimapGeometry, viewport: Viewport, size: Size): Rect {
  const seen = visibleRect(viewport, size);
  const [x, width] = cut((seen.x - map.content.x) * map.scale, seen.width * map.scale, map.width);
  const [y, height] = cut((seen.y - map.content.y) * map.scale, seen.height * map.scale, map.height);
  return { x, y, width, height };
}

function cut(from: number, length: number, room: number): [start: number, length: number] {
  const start = Math.min(Math.max(from, 0), room - LEAST_FRAME);
  const end = Math.max(Math.min(from + length, room), start + LEAST_FRAME);
  return [start, end - start];
}

/** The viewport of the same scale whose middle shows what is at a point of the map. */
export function viewportAt(map: MinimapGeometry, point: Point, viewport: Viewport, size: Size): Viewport {
  const x = map.content.x + point.x / map.scale;
  const y = map.content.y + point.y / map.scale;
  return {
    x: size.width / 2 - x * viewport.scale,
    y: size.height / 2 - y * viewport.scale,
    scale: viewport.scale,
  };
}

/** Whether part of the content is out of view. A pixel that rounding has moved out is none. */
export function exceedsView(content: Rect, viewport: Viewport, size: Size): boolean {
  const seen = visibleRect(viewport, size, 1);
  return (
    content.x < seen.x ||
    content.y < seen.y ||
    content.x + content.width > seen.x + seen.width ||
    content.y + content.height > seen.y + seen.height
  );
}
