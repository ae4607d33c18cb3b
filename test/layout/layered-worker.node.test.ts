import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { elkWorkers } from '../../src/layout/elk-workers.js';
import { fallbackLayout } from '../../src/layout/fallback-layout.js';
import {
  createLayoutClient,
  type LayoutOutcome,
  type LayoutRequest,
} from '../../src/layout/layout-client.js';
import type { LayeredAnswer, LayeredJob } from '../../src/layout/layered-messages.js';
import { layeredWorkers } from '../../src/layout/layered-workers.js';
import { isPacked, packDrawing, unpackDrawing } from '../../src/layout/packed-drawing.js';
import { serveLayouts, type LayeredPort } from '../../src/layout/serve-layouts.js';
import { WorkerPool, type PoolOptions } from '../../src/layout/worker-pool.js';
import type { LayoutInput } from '../../src/model/layout.js';
import { extentOf } from '../../src/model/way.js';
import { FakeWorkers, type Behaviour } from './fake-worker.js';
import { layeredWorkerInNode } from './layered-in-node.js';
import { FAMILIES, randomGraph } from './random-graphs.js';
import { plainDrawing } from './plain-drawing.js';

/** Beyond ELK's limits, so that our own layout draws them, and large enough for a worker. */
const input = randomGraph({ family: 'linked', size: 320, seed: 4 });
const other = randomGraph({ family: 'tree', size: 310, seed: 9 });

const request = (more: Partial<LayoutRequest> = {}): LayoutRequest => ({
  signal: new AbortController().signal,
  profile: 'auto',
  ...more,
});

const layeredFakes = (behaviour?: (job: number, worker: number) => Behaviour): FakeWorkers =>
  new FakeWorkers(behaviour, layeredWorkerInNode);

function poolOf(workers: FakeWorkers, options: Partial<PoolOptions> = {}): WorkerPool<LayeredJob> {
  const start = (): Promise<Worker> => Promise.resolve(workers.make());
  return new WorkerPool({ ...layeredWorkers, start }, { grace: 20, ...options });
}

function assertDrawn(outcome: LayoutOutcome, of: LayoutInput, code: string | null): void {
  assert.equal(outcome.status, 'done');
  if (outcome.status !== 'done') return;
  assert.equal(outcome.problem?.code ?? null, code);
  assert.deepEqual(plainDrawing(outcome.graph), plainDrawing(fallbackLayout(of)));
}

const jobsOf = (workers: FakeWorkers): number => workers.made.reduce((sum, { jobs }) => sum + jobs, 0);

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('our own layout in a worker', () => {
  it('draws large graphs there, all on one worker', async () => {
    const workers = layeredFakes();
    const client = createLayoutClient({ layeredPool: poolOf(workers) });
    assertDrawn(await client.layout(input, request()), input, null);
    assertDrawn(await client.layout(other, request({ profile: 'instant' })), other, null);
    assert.equal(workers.made.length, 1);
    assert.equal(jobsOf(workers), 2);
    client.dispose();
    assert.equal(workers.alive, 0);
  });

  it('draws small graphs on the page, at once', async () => {
    const workers = layeredFakes();
    const client = createLayoutClient({ layeredPool: poolOf(workers) });
    const small = randomGraph({ family: 'tree', size: 40, seed: 1 });
    assertDrawn(await client.layout(small, request({ profile: 'instant' })), small, null);
    assert.equal(workers.made.length, 0);
    client.dispose();
  });

  it('is asked when ELK fails on a large graph', async () => {
    const elk = new FakeWorkers(() => 'error');
    const workers = layeredFakes();
    const start = (): Promise<Worker> => Promise.resolve(elk.make());
    const pool = new WorkerPool({ ...elkWorkers, start });
    const client = createLayoutClient({ pool, layeredPool: poolOf(workers) });
    const middle = randomGraph({ family: 'tree', size: 150, seed: 2 });
    assertDrawn(await client.layout(middle, request({ profile: 'elk' })), middle, 'layout-failed');
    assert.equal(jobsOf(workers), 1);
    client.dispose();
    assert.equal(elk.alive + workers.alive, 0);
  });

  it('is started by the factory of the host, under a kind of its own', async () => {
    const workers = layeredFakes();
    const kinds: string[] = [];
    const client = createLayoutClient({
      workerFactory: (kind) => {
        kinds.push(kind);
        return workers.make();
      },
    });
    assertDrawn(await client.layout(input, request()), input, null);
    assert.deepEqual(kinds, ['layered']);
    client.dispose();
    assert.equal(workers.alive, 0);
  });

  it('draws on the page where no worker can be started, and says so', async () => {
    // Neither a factory nor a pool is given, and Node has no `Worker`.
    const client = createLayoutClient();
    assertDrawn(await client.layout(input, request()), input, 'worker-failed');
    client.dispose();
  });

  const failures: [Behaviour, number, number?][] = [
    ['die', 2],
    ['throw', 2],
    ['silent', 1, 30],
    ['late', 1, 30],
    ['error', 1],
    ['nonsense', 1],
  ];
  for (const [behaviour, made, deadline] of failures) {
    it(`draws on the page when every worker does this: ${behaviour}`, async () => {
      const workers = layeredFakes(() => behaviour);
      const client = createLayoutClient({ layeredPool: poolOf(workers) });
      assertDrawn(await client.layout(input, request(deadline ? { deadline } : {})), input, 'worker-failed');
      assert.equal(workers.made.length, made);
      client.dispose();
      assert.equal(workers.alive, 0);
    });
  }

  it('gives a silent worker 8 seconds', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const workers = layeredFakes(() => 'silent');
    const client = createLayoutClient({ layeredPool: poolOf(workers) });
    let ended = false;
    const pending = client.layout(input, request()).finally(() => (ended = true));
    for (let i = 0; i < 10; i++) await Promise.resolve();
    t.mock.timers.tick(7_999);
    for (let i = 0; i < 10; i++) await Promise.resolve();
    assert.equal(ended, false);
    t.mock.timers.tick(1);
    assertDrawn(await pending, input, 'worker-failed');
    client.dispose();
  });

  it('takes another worker when the first dies, and a fresh one after a silent one', async () => {
    for (const behaviour of ['die', 'silent'] as const) {
      const workers = layeredFakes((_, worker) => (worker === 0 ? behaviour : 'answer'));
      const client = createLayoutClient({ layeredPool: poolOf(workers) });
      const first = await client.layout(input, request(behaviour === 'silent' ? { deadline: 30 } : {}));
      assertDrawn(first, input, behaviour === 'die' ? null : 'worker-failed');
      assertDrawn(await client.layout(other, request()), other, null);
      assert.equal(workers.made.length, 2);
      client.dispose();
      assert.equal(workers.alive, 0);
    }
  });

  it('is cancelled by signal, by a newer request and by dispose', async () => {
    const workers = layeredFakes(() => 'late');
    const client = createLayoutClient({ layeredPool: poolOf(workers) });
    const controller = new AbortController();
    const bySignal = client.layout(input, request({ signal: controller.signal }));
    await pause(5);
    controller.abort();
    assert.equal((await bySignal).status, 'cancelled');
    const byRequest = client.layout(input, request());
    await pause(5);
    const byDispose = client.layout(input, request());
    assert.equal((await byRequest).status, 'cancelled');
    await pause(5);
    client.dispose();
    assert.equal((await byDispose).status, 'cancelled');
    assert.equal((await client.layout(input, request())).status, 'cancelled');
    assert.equal(workers.alive, 0);
  });

  it('ends the worker of a cancelled job only when it does not answer in time', async () => {
    for (const [behaviour, alive] of [
      ['late', 1],
      ['silent', 0],
    ] as const) {
      const workers = layeredFakes(() => behaviour);
      const client = createLayoutClient({ layeredPool: poolOf(workers, { grace: 200 }) });
      const controller = new AbortController();
      const cancelled = client.layout(input, request({ signal: controller.signal }));
      await pause(5);
      controller.abort();
      assert.equal((await cancelled).status, 'cancelled');
      await pause(400);
      assert.equal(workers.alive, alive);
      client.dispose();
    }
  });

  it('drops the answer to another job and to a cancelled one', async () => {
    const stale = createLayoutClient({ layeredPool: poolOf(layeredFakes(() => 'stale')) });
    assertDrawn(await stale.layout(input, request()), input, null);
    stale.dispose();
    const workers = layeredFakes((job, worker) => (worker === 0 && job === 1 ? 'late' : 'answer'));
    const client = createLayoutClient({ layeredPool: poolOf(workers, { grace: 500 }) });
    const superseded = client.layout(input, request());
    await pause(5);
    assertDrawn(await client.layout(other, request()), other, null);
    assert.equal((await superseded).status, 'cancelled');
    await pause(100);
    assertDrawn(await client.layout(other, request()), other, null);
    client.dispose();
  });

  it('is shared by clients, on at most two workers, and ends with the last of them', async () => {
    const workers = layeredFakes();
    const layeredPool = poolOf(workers);
    const clients = [input, other, input].map((graph) => ({
      graph,
      client: createLayoutClient({ layeredPool }),
    }));
    const outcomes = await Promise.all(clients.map(({ graph, client }) => client.layout(graph, request())));
    outcomes.forEach((outcome, i) => assertDrawn(outcome, clients[i]?.graph ?? input, null));
    assert.equal(workers.made.length, 2);
    clients[0]?.client.dispose();
    clients[1]?.client.dispose();
    assert.equal(workers.alive, 2);
    clients[2]?.client.dispose();
    assert.equal(workers.alive, 0);
  });

  it('ends its worker when nobody has asked for a while, and starts another', async () => {
    const workers = layeredFakes();
    const client = createLayoutClient({ layeredPool: poolOf(workers, { idleTime: 20 }) });
    assertDrawn(await client.layout(input, request()), input, null);
    await pause(60);
    assert.equal(workers.alive, 0);
    assertDrawn(await client.layout(input, request()), input, null);
    client.dispose();
  });
});

describe('the script of that worker', () => {
  /** What it answers to one message. */
  function ask(data: unknown): LayeredAnswer | undefined {
    let answer: LayeredAnswer | undefined;
    const port: LayeredPort = { onmessage: null, postMessage: (message) => (answer = message) };
    serveLayouts(port);
    port.onmessage?.({ data } as Parameters<NonNullable<LayeredPort['onmessage']>>[0]);
    return answer;
  }

  it('answers a greeting', () => {
    assert.deepEqual(ask({ id: 0, input: null }), { id: 0, graph: null });
  });

  it('answers an input with its drawing', () => {
    assert.deepEqual(ask({ id: 7, input }), { id: 7, graph: packDrawing(fallbackLayout(input)) });
  });

  it('hands its points over instead of copying them', () => {
    let transferred: readonly ArrayBuffer[] = [];
    const port: LayeredPort = {
      onmessage: null,
      postMessage: (_, { transfer }) => (transferred = transfer),
    };
    serveLayouts(port);
    port.onmessage?.({ data: { id: 1, input } } as Parameters<NonNullable<LayeredPort['onmessage']>>[0]);
    const { points, ends, extents } = packDrawing(fallbackLayout(input));
    assert.deepEqual(transferred, [points.buffer, ends.buffer, extents.buffer]);
  });

  it('answers with an error when the layout throws', () => {
    assert.deepEqual(ask({ id: 8, input: { nodes: 'none' } }), { id: 8, error: 'TypeError' });
  });
});

describe('a packed drawing', () => {
  it('is the same drawing when it is unpacked, also with loops, labels and without edges', () => {
    for (const family of FAMILIES)
      for (const size of [1, 5, 60]) {
        const drawing = fallbackLayout(randomGraph({ family, size, seed: size }));
        const packed = structuredClone(packDrawing(drawing));
        assert.ok(isPacked(packed));
        const unpacked = unpackDrawing(packed);
        assert.deepEqual(plainDrawing(unpacked), plainDrawing(drawing));
        assert.deepEqual(
          unpacked.edges.map(({ extent }) => extent),
          plainDrawing(drawing).edges.map(extentOf),
        );
      }
  });

  it('is not taken for one when its ways do not fit its edges', () => {
    const packed = packDrawing(fallbackLayout(other));
    const { ends, points } = packed;
    for (const wrong of [
      null,
      'drawing',
      fallbackLayout(other),
      { ...packed, points: [...points] },
      { ...packed, ends: ends.slice(1) },
      { ...packed, extents: packed.extents.slice(4) },
      { ...packed, points: points.slice(2) },
      { ...packed, ends: ends.map((end, index) => (index === 0 ? points.length + 2 : end)) },
      { ...packed, ends: ends.map((end) => end - 1) },
    ])
      assert.equal(isPacked(wrong), false);
  });
});
