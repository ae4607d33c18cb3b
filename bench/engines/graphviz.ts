/** Graphviz's dot, in two builds for the web. */
import type { LayoutInput, Point, Rect } from '../../src/model/layout.js';
import { edgeEnds, importPeer, SPACING, type Drawing, type DrawnEdge, type Engine } from './engine.js';

interface HpccModule {
  readonly Graphviz: { load(): Promise<{ layout(source: string, format: 'plain', engine: 'dot'): string }> };
}

interface VizModule {
  readonly instance: () => Promise<{
    renderString(source: string, options: { readonly format: 'plain'; readonly engine: 'dot' }): string;
  }>;
}

export async function hpccGraphviz(): Promise<Engine> {
  const { Graphviz } = await importPeer<HpccModule>('@hpcc-js/wasm-graphviz');
  const graphviz = await Graphviz.load();
  return {
    layOut(input) {
      const plain = graphviz.layout(dotSource(input), 'plain', 'dot');
      return () => read(plain, input);
    },
  };
}

export async function vizJs(): Promise<Engine> {
  const { instance } = await importPeer<VizModule>('@viz-js/viz');
  const viz = await instance();
  return {
    layOut(input) {
      const plain = viz.renderString(dotSource(input), { format: 'plain', engine: 'dot' });
      return () => read(plain, input);
    },
  };
}

/** Graphviz measures in inches. */
const PIXELS_PER_INCH = 72;
const inches = (pixels: number): string => (pixels / PIXELS_PER_INCH).toFixed(4);

function dotSource(input: LayoutInput): string {
  const graph = `rankdir=LR; nodesep=${inches(SPACING.nodes)}; ranksep=${inches(SPACING.ranks)}`;
  const boxes = input.nodes.map(
    ({ width, height }, v) => `${v} [width=${inches(width)} height=${inches(height)}]`,
  );
  const lines = edgeEnds(input).map(([source, target]) => `${source} -> ${target}`);
  return `digraph {\n${graph}\nnode [shape=box fixedsize=true label=""]\nedge [arrowhead=none]\n${[...boxes, ...lines].join('\n')}\n}`;
}

/** Reads the format "plain": y grows upwards, boxes are named by their middles, edges are splines. */
function read(plain: string, input: LayoutInput): Drawing {
  const boxes: Rect[] = [];
  const ends = edgeEnds(input);
  const indexes = new Map(ends.map(([source, target], index) => [`${source} ${target}`, index]));
  const edges: DrawnEdge[] = [];
  for (const line of plain.split('\n')) {
    const [kind, ...fields] = line.split(' ');
    if (kind === 'node') {
      const [v = -1, x = 0, y = 0, width = 0, height = 0] = fields.slice(0, 5).map(Number);
      boxes[v] = box(x, y, width, height);
    } else if (kind === 'edge') {
      const [source = -1, target = -1, count = 0, ...coordinates] = fields.map(Number);
      const control = points(coordinates.slice(0, 2 * count));
      const index = indexes.get(`${source} ${target}`) ?? -1;
      edges[index] = { source, target, points: sampled(control), bends: Math.max(0, (count - 1) / 3 - 1) };
    }
  }
  return { boxes, edges };
}

function box(x: number, y: number, width: number, height: number): Rect {
  return {
    x: (x - width / 2) * PIXELS_PER_INCH,
    y: (-y - height / 2) * PIXELS_PER_INCH,
    width: width * PIXELS_PER_INCH,
    height: height * PIXELS_PER_INCH,
  };
}

function points(coordinates: readonly number[]): readonly Point[] {
  const result: Point[] = [];
  for (let at = 0; at + 1 < coordinates.length; at += 2)
    result.push({
      x: (coordinates[at] ?? 0) * PIXELS_PER_INCH,
      y: -(coordinates[at + 1] ?? 0) * PIXELS_PER_INCH,
    });
  return result;
}

/** Straight pieces that each piece of a spline is cut into. */
const SAMPLES = 8;

/** Points on a chain of cubic Bézier curves. */
function sampled(control: readonly Point[]): readonly Point[] {
  const result = control.slice(0, 1);
  for (let at = 0; at + 3 < control.length; at += 3) {
    const [a, b, c, d] = control.slice(at, at + 4) as [Point, Point, Point, Point];
    for (let step = 1; step <= SAMPLES; step++) {
      const t = step / SAMPLES;
      const u = 1 - t;
      const on = (p: number, q: number, r: number, s: number): number =>
        u * u * u * p + 3 * u * u * t * q + 3 * u * t * t * r + t * t * t * s;
      result.push({ x: on(a.x, b.x, c.x, d.x), y: on(a.y, b.y, c.y, d.y) });
    }
  }
  return result;
}
