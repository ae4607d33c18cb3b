/** What can be wrong with a drawing, counted by plain geometry; knows nothing of how it was made. */
import type { LayoutInput, PlacedGraph, PlacedNode, Point, Rect } from '../../src/model/layout.js';

export interface DrawingFaults {
  /** Nodes, edges or labels that are missing or too many, wrong sizes. */
  readonly missing: number;
  readonly notFinite: number;
  readonly overlappingBoxes: number;
  /** Boxes that are not inside the band of their level, bands that overlap or are out of order. */
  readonly bands: number;
  /** Edges that do not begin at the exit and end at the entry. */
  readonly ends: number;
  /** Pairs of an edge and a box of a node that is not one of its ends. */
  readonly throughBoxes: number;
  /** Labels that lie on a box. */
  readonly labelsOnBoxes: number;
  readonly labelsOnLabels: number;
  /** Labels that their own edge does not pass. */
  readonly labelsOffEdge: number;
  /** Anything outside 0…width, 0…height. */
  readonly outside: number;
}

export const FAULTLESS: DrawingFaults = {
  missing: 0,
  notFinite: 0,
  overlappingBoxes: 0,
  bands: 0,
  ends: 0,
  throughBoxes: 0,
  labelsOnBoxes: 0,
  labelsOnLabels: 0,
  labelsOffEdge: 0,
  outside: 0,
};

const SLACK = 0.5;

const overlap = (a: Rect, b: Rect): boolean =>
  a.x + SLACK < b.x + b.width &&
  b.x + SLACK < a.x + a.width &&
  a.y + SLACK < b.y + b.height &&
  b.y + SLACK < a.y + a.height;

/** Whether a segment has a point inside a rectangle that is shrunk by the slack (Liang–Barsky). */
export function crossesRect(p: Point, q: Point, r: Rect, slack = SLACK): boolean {
  const [dx, dy] = [q.x - p.x, q.y - p.y];
  let [from, to] = [0, 1];
  const limits: [number, number][] = [
    [-dx, p.x - (r.x + slack)],
    [dx, r.x + r.width - slack - p.x],
    [-dy, p.y - (r.y + slack)],
    [dy, r.y + r.height - slack - p.y],
  ];
  if (r.width <= 2 * slack || r.height <= 2 * slack) return false;
  for (const [d, room] of limits) {
    if (d === 0) {
      if (room < 0) return false;
    } else if (d < 0) from = Math.max(from, room / d);
    else to = Math.min(to, room / d);
  }
  return from < to;
}

/** Things by the cells of a grid that they touch, so that large drawings can be checked too. */
class Grid<T> {
  readonly #cells = new Map<string, T[]>();
  readonly #cell = 200;

  add(r: Rect, item: T): void {
    for (const key of this.#keys(r)) {
      const list = this.#cells.get(key);
      if (list) list.push(item);
      else this.#cells.set(key, [item]);
    }
  }

  near(r: Rect): Set<T> {
    const found = new Set<T>();
    for (const key of this.#keys(r)) for (const item of this.#cells.get(key) ?? []) found.add(item);
    return found;
  }

  *#keys(r: Rect): Generator<string> {
    for (let cx = Math.floor(r.x / this.#cell); cx <= Math.floor((r.x + r.width) / this.#cell); cx++) {
      for (let cy = Math.floor(r.y / this.#cell); cy <= Math.floor((r.y + r.height) / this.#cell); cy++) {
        yield `${cx},${cy}`;
      }
    }
  }
}

const around = (p: Point, q: Point): Rect => ({
  x: Math.min(p.x, q.x),
  y: Math.min(p.y, q.y),
  width: Math.abs(p.x - q.x),
  height: Math.abs(p.y - q.y),
});

export function drawingFaults(input: LayoutInput, drawing: PlacedGraph): DrawingFaults {
  const faults = { ...FAULTLESS } as { -readonly [K in keyof DrawingFaults]: number };
  const placed = new Map(drawing.nodes.map((node) => [node.id, node]));
  const routed = new Map(drawing.edges.map((edge) => [edge.id, edge]));
  const level = new Map(input.nodes.map((node) => [node.id, node.level]));
  const across = input.direction === 'down' ? 'y' : 'x';
  const side = input.direction === 'down' ? 'height' : 'width';
  if (drawing.nodes.length !== input.nodes.length || drawing.edges.length !== input.edges.length)
    faults.missing++;
  const numbers = [
    drawing.width,
    drawing.height,
    ...drawing.nodes.flatMap((n) => [n.x, n.y, n.width, n.height]),
    ...drawing.bands.flatMap((b) => [b.x, b.y, b.width, b.height]),
    ...drawing.edges.flatMap((e) => [
      ...e.points.flatMap((p) => [p.x, p.y]),
      ...(e.label ? [e.label.x, e.label.y, e.label.width, e.label.height] : []),
    ]),
  ];
  faults.notFinite = numbers.filter((n) => !Number.isFinite(n)).length;
  if (faults.notFinite > 0) return faults;

  const boxes = new Grid<PlacedNode>();
  const inside = (r: Rect): boolean =>
    r.x >= -SLACK &&
    r.y >= -SLACK &&
    r.x + r.width <= drawing.width + SLACK &&
    r.y + r.height <= drawing.height + SLACK;
  for (const node of input.nodes) {
    const p = placed.get(node.id);
    if (!p || p.width !== node.width || p.height !== node.height) {
      faults.missing++;
      continue;
    }
    for (const other of boxes.near(p)) if (overlap(p, other)) faults.overlappingBoxes++;
    boxes.add(p, p);
    if (!inside(p)) faults.outside++;
    const band = drawing.bands.find((b) => b.level === node.level);
    if (!band || p[across] < band[across] - SLACK || p[across] + p[side] > band[across] + band[side] + SLACK)
      faults.bands++;
  }
  drawing.bands.forEach((band, i) => {
    const next = drawing.bands[i + 1];
    if (next && (next.level <= band.level || next[across] < band[across] + band[side] - 0.001))
      faults.bands++;
  });
  if (drawing.bands.length !== new Set(level.values()).size) faults.bands++;

  const labels = new Grid<Rect>();
  const nodeById = new Map(input.nodes.map((node) => [node.id, node]));
  for (const edge of input.edges) {
    const p = routed.get(edge.id);
    const [s, t] = [nodeById.get(edge.source), nodeById.get(edge.target)];
    const [ps, pt] = [placed.get(edge.source), placed.get(edge.target)];
    if (!p || !s || !t || !ps || !pt || p.points.length < 2 || (p.label === null) !== (edge.label === null)) {
      faults.missing++;
      continue;
    }
    const [first, last] = [p.points[0] as Point, p.points[p.points.length - 1] as Point];
    const gaps = [
      first.x - ps.x - s.exit.x,
      first.y - ps.y - s.exit.y,
      last.x - pt.x - t.entry.x,
      last.y - pt.y - t.entry.y,
    ];
    if (gaps.some((gap) => Math.abs(gap) > 0.01)) faults.ends++;
    const hit = new Set<string>();
    let passesLabel = edge.label === null;
    p.points.forEach((b, i) => {
      const a = p.points[i - 1];
      if (!inside({ ...b, width: 0, height: 0 })) faults.outside++;
      if (!a) return;
      if (p.label && crossesRect(a, b, p.label)) passesLabel = true;
      for (const node of boxes.near(around(a, b))) {
        if (node.id !== edge.source && node.id !== edge.target && crossesRect(a, b, node)) hit.add(node.id);
      }
    });
    faults.throughBoxes += hit.size;
    if (!passesLabel) faults.labelsOffEdge++;
    if (!p.label) continue;
    if (p.label.width !== edge.label?.width || p.label.height !== edge.label?.height) faults.missing++;
    if (!inside(p.label)) faults.outside++;
    for (const node of boxes.near(p.label)) if (overlap(p.label, node)) faults.labelsOnBoxes++;
    for (const other of labels.near(p.label)) if (overlap(p.label, other)) faults.labelsOnLabels++;
    labels.add(p.label, p.label);
  }
  return faults;
}

/** Figures of merit, to compare two drawings of one graph. */
export interface DrawingQuality {
  readonly crossings: number;
  readonly length: number;
  readonly bends: number;
  readonly width: number;
  readonly height: number;
}

export function drawingQuality(drawing: PlacedGraph): DrawingQuality {
  const segments: { a: Point; b: Point; edge: number }[] = [];
  let length = 0;
  let bends = 0;
  drawing.edges.forEach((edge, e) => {
    bends += edge.points.length - 2;
    edge.points.forEach((b, i) => {
      const a = edge.points[i - 1];
      if (!a) return;
      length += Math.hypot(b.x - a.x, b.y - a.y);
      segments.push({ a, b, edge: e });
    });
  });
  segments.sort((s, t) => Math.min(s.a.x, s.b.x) - Math.min(t.a.x, t.b.x));
  const cross = (o: Point, p: Point, q: Point): number =>
    (p.x - o.x) * (q.y - o.y) - (p.y - o.y) * (q.x - o.x);
  let crossings = 0;
  segments.forEach((s, i) => {
    const end = Math.max(s.a.x, s.b.x);
    for (let k = i + 1; k < segments.length; k++) {
      const t = segments[k] as (typeof segments)[number];
      if (Math.min(t.a.x, t.b.x) > end) break;
      if (t.edge === s.edge) continue;
      if (cross(s.a, s.b, t.a) * cross(s.a, s.b, t.b) < 0 && cross(t.a, t.b, s.a) * cross(t.a, t.b, s.b) < 0)
        crossings++;
    }
  });
  return {
    crossings,
    length: Math.round(length),
    bends,
    width: Math.round(drawing.width),
    height: Math.round(drawing.height),
  };
}
