import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fallbackLayout } from '../../src/layout/fallback-layout.js';
import { extendLayout } from '../../src/layout/incremental/extend-layout.js';
import type { DrawnGraph } from '../../src/layout/incremental/read-previous.js';
import { createLayoutClient, type LayoutOutcome } from '../../src/layout/layout-client.js';
import type { LayeredJob } from '../../src/layout/layered-messages.js';
import { layeredWorkers } from '../../src/layout/layered-workers.js';
import { WorkerPool } from '../../src/layout/worker-pool.js';
import type { LayoutInput } from '../../src/model/layout.js';
import { FakeWorkers, type Behaviour } from './fake-worker.js';
import { grownGraph } from './growing-graphs.js';
import { layeredWorkerInNode } from './layered-in-node.js';
import { randomGraph, seededRandom } from './random-graphs.js';
import { plainDrawing } from './plain-drawing.js';

const drawn = (input: LayoutInput): DrawnGraph => ({ input, placed: fallbackLayout(input) });
const grown = (input: LayoutInput): LayoutInput =>
  grownGraph(input, 0, seededRandom(8), { most: 4, onlyGrows: true });

const small = drawn(randomGraph({ family: 'linked', size: 20, seed: 4 }));
const large = drawn(randomGraph({ family: 'linked', size: 200, seed: 4 }));

const fakes = (behaviour?: () => Behaviour): FakeWorkers => new FakeWorkers(behaviour, layeredWorkerInNode);

function poolOf(workers: FakeWorkers): WorkerPool<LayeredJob> {
  const start = (): Promise<Worker> => Promise.resolve(workers.make());
  return new WorkerPool({ ...layeredWorkers, start }, { grace: 20 });
}

async function layOut(workers: FakeWorkers, extend: DrawnGraph, input: LayoutInput): Promise<LayoutOutcome> {
  const client = createLayoutClient({ layeredPool: poolOf(workers) });
  const { signal } = new AbortController();
  const outcome = await client.layout(input, { signal, profile: 'instant', extend });
  client.dispose();
  assert.equal(workers.alive, 0);
  return outcome;
}

function assertExtended(
  outcome: LayoutOutcome,
  previous: DrawnGraph,
  input: LayoutInput,
  code: string | null,
): void {
  assert.equal(outcome.status, 'done');
  if (outcome.status !== 'done') return;
  assert.equal(outcome.extended, true);
  assert.equal(outcome.problem?.code ?? null, code);
  const expected = extendLayout(previous, input);
  assert.ok(expected);
  assert.deepEqual(plainDrawing(outcome.graph), plainDrawing(expected));
}

describe('a layout client that is given the drawing that is shown', () => {
  it('extends small drawings on the page, at once', async () => {
    const workers = fakes();
    const input = grown(small.input);
    assertExtended(await layOut(workers, small, input), small, input, null);
    assert.equal(workers.made.length, 0);
  });

  it('extends large drawings in the worker', async () => {
    const workers = fakes();
    const input = grown(large.input);
    assertExtended(await layOut(workers, large, input), large, input, null);
    assert.equal(workers.made.length, 1);
  });

  it('keeps the profile of the drawing, whatever is wished', async () => {
    const byElk: DrawnGraph = { ...large, placed: { ...large.placed, profile: 'elk' } };
    const outcome = await layOut(fakes(), byElk, grown(large.input));
    assert.ok(outcome.status === 'done' && outcome.extended);
    assert.equal(outcome.graph.profile, 'elk');
  });

  for (const previous of [small, large]) {
    it(`draws afresh what is better not extended (${previous.input.nodes.length} boxes)`, async () => {
      const input: LayoutInput = { ...previous.input, direction: 'down' };
      const outcome = await layOut(fakes(), previous, input);
      assert.ok(outcome.status === 'done');
      assert.equal(outcome.extended, false);
      assert.equal(outcome.problem, null);
      assert.deepEqual(plainDrawing(outcome.graph), plainDrawing(fallbackLayout(input)));
    });
  }

  for (const behaviour of ['die', 'throw', 'error', 'nonsense'] as const) {
    it(`extends on the page when every worker does this: ${behaviour}`, async () => {
      const input = grown(large.input);
      const outcome = await layOut(
        fakes(() => behaviour),
        large,
        input,
      );
      assertExtended(outcome, large, input, 'worker-failed');
    });
  }

  it('is cancelled while the worker extends', async () => {
    const client = createLayoutClient({ layeredPool: poolOf(fakes(() => 'late')) });
    const controller = new AbortController();
    const { signal } = controller;
    const pending = client.layout(grown(large.input), { signal, profile: 'instant', extend: large });
    await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    assert.equal((await pending).status, 'cancelled');
    client.dispose();
  });
});
