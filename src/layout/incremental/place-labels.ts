import { at } from '../typed.js';
import type { OpenDrawing } from './open-drawing.js';
import { grown, overlap, type Sides } from './pieces.js';

/** Space that labels keep from boxes and from one another, where there is room. */
const CLEARANCE = 3;
/** Space between columns that can be widened. */
const LEAST_GAP = 0.5;
/** Places tried on each piece of a way, besides its two ends. */
const PLACES = 7;
// What counts how much in comparing places, in CSS pixels of distance from the middle of the way.
const EDGE_BENEATH = 80;
const SLOPE = 60;

/** Puts an edge's label on its way, as near to the middle as there is room. Returns false when there is none. */
export function placeLabel(drawing: OpenDrawing, e: number): boolean {
  const route = drawing.routes[e];
  if (!route) return false;
  const width = at(drawing.flow.labelWidth, e);
  const height = at(drawing.flow.labelHeight, e);
  let length = 0;
  for (let k = 2; k < route.length; k += 2) length += pieceLength(route, k);
  for (const clearance of [CLEARANCE, 0]) {
    let best: { readonly x: number; readonly y: number } | null = null;
    let bestCost = Infinity;
    let done = 0;
    for (let k = 2; k < route.length; k += 2) {
      const piece = pieceLength(route, k);
      const slope = piece > 0 ? Math.abs(at(route, k + 1) - at(route, k - 1)) / piece : 1;
      // The middle of the piece, of the way, and places between.
      const offsets = [length / 2 - done];
      for (let i = 1; i <= PLACES; i++) offsets.push((piece * i) / (PLACES + 1));
      for (const inset of [width / 2 + 2, height / 2 + 2]) offsets.push(inset, piece - inset);
      for (const offset of offsets) {
        if (offset < 0 || offset > piece) continue;
        const t = piece > 0 ? offset / piece : 0;
        const x = at(route, k - 2) + t * (at(route, k) - at(route, k - 2)) - width / 2;
        const y = at(route, k - 1) + t * (at(route, k + 1) - at(route, k - 1)) - height / 2;
        let cost = Math.abs(done + offset - length / 2) + SLOPE * slope;
        if (cost >= bestCost) continue;
        const label: Sides = { left: x, top: y, right: x + width, bottom: y + height };
        if (!isFree(drawing, e, grown(label, clearance, clearance))) continue;
        cost += EDGE_BENEATH * edgesIn(drawing, e, label);
        if (cost >= bestCost) continue;
        best = { x, y };
        bestCost = cost;
      }
      done += piece;
    }
    if (best !== null) {
      drawing.setLabel(e, best.x, best.y);
      return true;
    }
  }
  return false;
}

/** Whether a label that is placed lies on no box and no other label, and its own edge runs through it. */
export function labelHolds(drawing: OpenDrawing, e: number): boolean {
  const label = drawing.label(e);
  if (!isFree(drawing, e, label)) return false;
  let passed = false;
  drawing.eachPieceIn(grown(label, -1, -1), ({ edge }) => {
    if (edge === e) passed = true;
  });
  return passed;
}

/**
 * Makes room for the label of an edge that finds none, where its way needs the least of it, and puts it there.
 *
 * @returns false when there is no such place
 */
export function widenForLabel(drawing: OpenDrawing, e: number): boolean {
  const route = drawing.routes[e];
  if (!route) return false;
  const height = at(drawing.flow.labelHeight, e);
  let best: Widening | null = null;
  for (let k = 2; k < route.length; k += 2) {
    for (const left of gapsAlong(drawing, route, k, height)) {
      const widening = wideningAt(drawing, e, route, k, left);
      if (widening !== null && (best === null || widening.by < best.by)) best = widening;
    }
  }
  if (best === null) return false;
  drawing.makeRoom(best.line, best.by);
  drawing.setLabel(e, best.label.left + CLEARANCE, best.label.top);
  return true;
}

/** Room of a size that can be made behind a line, and the area of the label with its clearance once it is made. */
interface Widening {
  readonly line: number;
  readonly by: number;
  readonly label: Sides;
}

/** Where, along a piece of a way, the space behind it or behind something beside it begins. */
function gapsAlong(drawing: OpenDrawing, route: Float64Array, k: number, height: number): Set<number> {
  const left = Math.min(at(route, k - 2), at(route, k));
  const right = Math.max(at(route, k - 2), at(route, k));
  const top = Math.min(at(route, k - 1), at(route, k + 1)) - height / 2;
  const bottom = Math.max(at(route, k - 1), at(route, k + 1)) + height / 2;
  const gaps = new Set([left]);
  const see = (_: number, thing: Sides): void => {
    if (thing.right < right) gaps.add(thing.right);
  };
  drawing.eachBoxIn({ left, right, top, bottom }, see);
  drawing.eachLabelIn({ left, right, top, bottom }, see);
  return gaps;
}

function wideningAt(
  drawing: OpenDrawing,
  e: number,
  route: Float64Array,
  k: number,
  left: number,
): Widening | null {
  const [x0, y0, x1, y1] = [at(route, k - 2), at(route, k - 1), at(route, k), at(route, k + 1)];
  const right = Math.max(x0, x1);
  if (right - left < LEAST_GAP) return null;
  const width = at(drawing.flow.labelWidth, e) + 2 * CLEARANCE;
  const height = at(drawing.flow.labelHeight, e);
  // The way's height in the middle of the label, once the piece is stretched.
  const start = Math.min(x0, x1);
  const heightAfter = (by: number): number => {
    const t = (left + width / 2 - start) / (right + by - start);
    const middle = x0 < x1 ? y0 + t * (y1 - y0) : y1 + t * (y0 - y1);
    return middle - height / 2;
  };
  const reach = Math.abs(y1 - y0) + height;
  let next = right;
  const see = (_: number, thing: Sides): void => {
    if (thing.left >= left) next = Math.min(next, thing.left);
  };
  const area: Sides = { left, right, top: Math.min(y0, y1) - reach, bottom: Math.max(y0, y1) + reach };
  drawing.eachBoxIn(area, see);
  drawing.eachLabelIn(area, see);
  const by = Math.max(width - (next - left), 1);
  const top = heightAfter(by);
  const label: Sides = { left, top, right: left + width, bottom: top + height };
  const line = left + LEAST_GAP / 2;
  return isFreeAfter(drawing, e, label, line, by) ? { line, by, label } : null;
}

const pieceLength = (route: Float64Array, k: number): number =>
  Math.hypot(at(route, k) - at(route, k - 2), at(route, k + 1) - at(route, k - 1));

function isFree(drawing: OpenDrawing, e: number, area: Sides): boolean {
  let free = true;
  drawing.eachBoxIn(area, () => (free = false));
  if (!free) return false;
  drawing.eachLabelIn(area, (other) => {
    if (other !== e) free = false;
  });
  return free;
}

/** Whether an area is free once everything behind a line has moved. */
function isFreeAfter(drawing: OpenDrawing, e: number, area: Sides, line: number, by: number): boolean {
  let free = true;
  const see = (thing: Sides): void => {
    const shift = thing.left > line ? by : 0;
    if (overlap({ ...thing, left: thing.left + shift, right: thing.right + shift }, area)) free = false;
  };
  const reach: Sides = { ...area, left: area.left - by };
  drawing.eachBoxIn(reach, (_, box) => see(box));
  drawing.eachLabelIn(reach, (other, label) => {
    if (other !== e) see(label);
  });
  return free;
}

function edgesIn(drawing: OpenDrawing, e: number, area: Sides): number {
  const found = new Set<number>();
  drawing.eachPieceIn(area, ({ edge }) => {
    if (edge !== e) found.add(edge);
  });
  return found.size;
}
