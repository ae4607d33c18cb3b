import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { elkWorkers } from '../../src/layout/elk-workers.js';
import { fallbackLayout } from '../../src/layout/fallback-layout.js';
import { extendLayout } from '../../src/layout/incremental/extend-layout.js';
import type { DrawnGraph } from '../../src/layout/incremental/read-previous.js';
import { createLayoutClient, type LayoutClient } from '../../src/layout/layout-client.js';
import { WorkerPool } from '../../src/layout/worker-pool.js';
import type {
  LayoutDirection,
  LayoutEdge,
  LayoutInput,
  LayoutNode,
  PlacedGraph,
} from '../../src/model/layout.js';
import { drawingFaults, drawingQuality, FAULTLESS } from './drawing-faults.js';
import { elkWorkerInNode } from './elk-in-node.js';
import { grownGraph, movement } from './growing-graphs.js';
import { plainDrawing } from './plain-drawing.js';
import { box, FAMILIES, randomGraph, seededRandom } from './random-graphs.js';

const edge = (source: string, target: string, more: Partial<LayoutEdge> = {}): LayoutEdge => ({
  id: `${source}→${target}`,
  source,
  target,
  async: false,
  label: null,
  ...more,
});

const graph = (
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  direction: LayoutDirection = 'right',
): LayoutInput => ({ nodes, edges, direction, aspectRatio: 1.6 });

const drawn = (input: LayoutInput): DrawnGraph => ({ input, placed: fallbackLayout(input) });

/** Extends, and checks that nothing is wrong with the drawing and that what stays held still. */
function extended(previous: DrawnGraph, input: LayoutInput, name = ''): DrawnGraph | null {
  const placed = extendLayout(previous, input);
  if (placed === null) return null;
  assert.deepEqual(drawingFaults(input, placed), FAULTLESS, name);
  assert.equal(movement(previous, { input, placed }).restless, 0, `${name}: boxes moved`);
  assert.equal(placed.profile, previous.placed.profile);
  return { input, placed };
}

/** How many of the extensions were refused, over seeded graphs that grow in 20 steps each. */
async function refusals(
  seeds: number,
  sizeOf: (seed: number) => number,
  first: (input: LayoutInput) => DrawnGraph | Promise<DrawnGraph>,
): Promise<{ readonly steps: number; readonly refused: number }> {
  let steps = 0;
  let refused = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const family = FAMILIES[seed % FAMILIES.length] as (typeof FAMILIES)[number];
    const direction = (seed >> 3) % 2 === 0 ? 'right' : 'down';
    const random = seededRandom(seed * 31 + 5);
    const odd = seed % 3 === 0;
    const begin = randomGraph({
      family,
      size: sizeOf(seed),
      seed,
      direction,
      odd,
      ratio: 1 + (seed % 5) / 4,
    });
    let drawing = await first(begin);
    for (let step = 0; step < 20; step++) {
      const input = grownGraph(drawing.input, step, random);
      const next = extended(drawing, input, `${family}, seed ${seed}, step ${step}`);
      steps++;
      if (next === null) refused++;
      drawing = next ?? drawn(input);
    }
  }
  return { steps, refused };
}

describe('extendLayout', () => {
  it('draws growing graphs without a fault, and what stays holds still', async () => {
    const { steps, refused } = await refusals(32, (seed) => 15 + ((seed * 7) % 45), drawn);
    assert.ok(refused < 0.02 * steps, `${refused} of ${steps} refused`);
  });

  it('changes nothing where nothing changes', () => {
    for (const family of FAMILIES) {
      const previous = drawn(randomGraph({ family, size: 40, seed: 2, odd: true }));
      assert.deepEqual(
        rounded(extendLayout(previous, structuredClone(previous.input))),
        rounded(previous.placed),
        family,
      );
    }
  });

  it('gives an equal drawing for equal input', () => {
    const previous = drawn(randomGraph({ family: 'linked', size: 50, seed: 5 }));
    const input = grownGraph(previous.input, 1, seededRandom(3));
    const again = { input: structuredClone(previous.input), placed: plainDrawing(previous.placed) };
    const [next, same] = [extendLayout(previous, input), extendLayout(again, structuredClone(input))];
    assert.ok(next && same);
    assert.deepEqual(plainDrawing(next), plainDrawing(same));
  });

  const chain = graph(
    ['a', 'b', 'c'].map((id) => box(id, 0, 'right')),
    [edge('a', 'b'), edge('b', 'c')],
  );

  it('puts a new callee into the next column, beside the others, and moves nothing', () => {
    const previous = drawn(chain);
    const next = extended(previous, {
      ...chain,
      nodes: [...chain.nodes, box('d', 0, 'right')],
      edges: [...chain.edges, edge('a', 'd')],
    });
    const [, b, , d] = next?.placed.nodes ?? [];
    assert.equal(d?.x, b?.x);
    assert.deepEqual(movementOf(previous, next), { shifted: 0, restless: 0 });
  });

  it('puts new causes before the first level', () => {
    const next = extended(drawn(chain), {
      ...chain,
      nodes: [box('cause', -1, 'right'), ...chain.nodes],
      edges: [...chain.edges, edge('cause', 'a', { async: true, label: { width: 80, height: 18 } })],
    });
    assert.deepEqual(
      next?.placed.bands.map((band) => band.level),
      [-1, 0],
    );
  });

  it('moves the later levels when a level needs a column more, and nothing else', () => {
    const input = graph(
      [box('a', 0, 'right'), box('b', 0, 'right'), box('effect', 1, 'right')],
      [edge('a', 'b'), edge('b', 'effect', { async: true })],
    );
    const previous = drawn(input);
    const next = extended(previous, {
      ...input,
      nodes: [...input.nodes, box('c', 0, 'right')],
      edges: [...input.edges, edge('b', 'c')],
    });
    assert.deepEqual(movementOf(previous, next), { shifted: 1, restless: 0 });
  });

  it('puts a new first level before the others, wherever the first box stands', () => {
    const input = graph([box('a', 0, 'right')], []);
    const fresh = fallbackLayout(input);
    const next = graph([...input.nodes, box('b', -1, 'right', 97, 60)], [edge('b', 'a', { async: true })]);
    for (let step = 0; step < 1000; step++) {
      const nodes = fresh.nodes.map((node) => ({ ...node, x: node.x + step / 997 }));
      assert.ok(extended({ input, placed: { ...fresh, nodes, width: fresh.width + 1 } }, next, `${step}`));
    }
  });

  it('moves no level nearer where there is room for a new one', () => {
    for (const width of [100, 160, 220]) {
      const [x, m, y] = [box('x', 0, 'right'), box('m', 1, 'right', width, 60), box('y', 2, 'right')];
      const before = drawn(graph([x, m, y], []));
      const label = { width: 90, height: 18 };
      const next = graph([x, y, box('n', 1, 'right', 100, 60)], [edge('x', 'n', { async: true, label })]);
      const after = extended(before, next, `${width}`);
      const placeOf = ({ placed }: DrawnGraph, id: string): number =>
        placed.nodes.find((node) => node.id === id)?.x ?? NaN;
      assert.ok(after);
      const stretched = placeOf(after, 'y') - placeOf(after, 'x');
      assert.ok(stretched >= placeOf(before, 'y') - placeOf(before, 'x'), `${width}`);
    }
  });

  it('fills the room that a box left', () => {
    const fan = graph(
      ['a', 'b', 'c', 'd'].map((id) => box(id, 0, 'right')),
      ['b', 'c', 'd'].map((id) => edge('a', id)),
    );
    const previous = drawn(fan);
    const next = extended(previous, {
      ...fan,
      nodes: fan.nodes.map((node) => (node.id === 'c' ? { ...node, id: 'e' } : node)),
      edges: [edge('a', 'b'), edge('a', 'e'), edge('a', 'd')],
    });
    const { id: _, ...place } = previous.placed.nodes[2] ?? { id: '' };
    const { id: __, ...filled } = next?.placed.nodes[2] ?? { id: '' };
    assert.deepEqual(filled, place);
  });

  it('keeps the way of an edge and the middle of its label when only the label changes', () => {
    const label = (width: number) => ({ async: true, label: { width, height: 18 } });
    const before = graph([box('a', 0, 'right'), box('b', 1, 'right')], [edge('a', 'b', label(70))]);
    const previous = drawn(before);
    const next = extended(previous, { ...before, edges: [edge('a', 'b', label(74))] });
    const [old, now] = [previous.placed.edges[0], next?.placed.edges[0]];
    assert.deepEqual(now?.points, old?.points);
    assert.equal((now?.label?.x ?? 0) + 37, (old?.label?.x ?? 0) + 35);
  });

  it('refuses another direction, a drawing of other boxes, and one of which little stays', () => {
    const previous = drawn(chain);
    assert.equal(extendLayout(previous, { ...chain, direction: 'down' }), null);
    assert.equal(extendLayout(previous, graph([box('z', 0, 'right')], [])), null);
    assert.equal(extendLayout(previous, randomGraph({ family: 'tree', size: 20, seed: 1 })), null);
    assert.equal(extendLayout(drawn(graph([], [])), chain), null);
  });

  it('refuses a drawing whose levels are not behind one another', () => {
    const input = graph([box('a', 0, 'right'), box('b', 1, 'right')], []);
    const { placed } = drawn(input);
    const nodes = placed.nodes.map((node) => ({ ...node, x: -node.x }));
    assert.equal(extendLayout({ input, placed: { ...placed, nodes } }, input), null);
  });

  it('stays near the length of a fresh drawing over 10 small steps', () => {
    let [length, fresh] = [0, 0];
    for (const family of FAMILIES) {
      const random = seededRandom(11);
      let drawing = drawn(randomGraph({ family, size: 50, seed: 3 }));
      for (let step = 0; step < 10; step++) {
        const input = grownGraph(drawing.input, step, random, { most: 3, onlyGrows: true });
        drawing = extended(drawing, input) ?? drawn(input);
      }
      length += drawingQuality(drawing.placed).length;
      fresh += drawingQuality(fallbackLayout(drawing.input)).length;
    }
    assert.ok(length < 1.3 * fresh, `${(length / fresh).toFixed(2)} times as long`);
  });

  it('draws large graphs', () => {
    for (const family of ['dag', 'hub', 'linked'] as const) {
      const previous = drawn(randomGraph({ family, size: 2_000, seed: 3 }));
      const input = grownGraph(previous.input, 0, seededRandom(4), { most: 30, onlyGrows: true });
      assert.ok(extended(previous, input, family), family);
    }
  });

  it('leaves graphs that are so large that a fresh drawing is much faster', () => {
    const previous = drawn(randomGraph({ family: 'scattered', size: 5_001, seed: 3 }));
    assert.equal(extendLayout(previous, previous.input), null);
  });
});

async function registeredElk(): Promise<Worker> {
  const worker = elkWorkerInNode();
  await new Promise((resolve) => {
    worker.addEventListener('message', resolve, { once: true });
    worker.postMessage({ id: 0, cmd: 'register', algorithms: ['layered'] });
  });
  return worker;
}

/** A drawing without the last digits, which sums of coordinates differ in. */
const rounded = (placed: PlacedGraph | null): unknown =>
  JSON.parse(JSON.stringify(placed && plainDrawing(placed)), (_, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value,
  );

function movementOf(
  previous: DrawnGraph,
  next: DrawnGraph | null,
): { shifted: number; restless: number } | null {
  if (next === null) return null;
  const { shifted, restless } = movement(previous, next);
  return { shifted, restless };
}

describe('extendLayout of drawings by ELK', () => {
  let client: LayoutClient;
  before(() => {
    client = createLayoutClient({
      pool: new WorkerPool({ ...elkWorkers, start: registeredElk }, { jobsPerWorker: 1_000 }),
    });
  });
  after(() => client.dispose());

  const byElk = async (input: LayoutInput): Promise<DrawnGraph> => {
    const { signal } = new AbortController();
    const outcome = await client.layout(input, { signal, profile: 'elk', deadline: 60_000 });
    assert.equal(outcome.status, 'done');
    if (outcome.status !== 'done') throw new Error('cancelled');
    assert.notEqual(outcome.graph.profile, 'linear');
    return { input, placed: outcome.graph };
  };

  it('draws growing graphs without a fault, and what stays holds still', async () => {
    const { steps, refused } = await refusals(16, (seed) => 15 + ((seed * 7) % 30), byElk);
    assert.ok(refused < 0.02 * steps, `${refused} of ${steps} refused`);
  });
});
