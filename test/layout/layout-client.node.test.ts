import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawingCost } from '../../src/layout/drawing-cost.js';
import { fallbackLayout } from '../../src/layout/fallback-layout.js';
import {
  createLayoutClient,
  type Draft,
  type LayoutOutcome,
  type LayoutRequest,
} from '../../src/layout/layout-client.js';
import { elkWorkers } from '../../src/layout/elk-workers.js';
import { WorkerPool, type PoolOptions } from '../../src/layout/worker-pool.js';
import type { ElkGraph } from '../../src/layout/to-elk.js';
import type { LayoutInput, PlacedGraph } from '../../src/model/layout.js';
import { drawingFaults, FAULTLESS } from './drawing-faults.js';
import { FakeWorkers, type Behaviour } from './fake-worker.js';
import { plainDrawing } from './plain-drawing.js';
import { randomGraph, seededRandom } from './random-graphs.js';

const input = randomGraph({ family: 'linked', size: 8, seed: 4 });
const other = randomGraph({ family: 'tree', size: 5, seed: 9 });

const request = (more: Partial<LayoutRequest> = {}): LayoutRequest => ({
  signal: new AbortController().signal,
  profile: 'elk',
  ...more,
});

/** A pool on fake workers that are ready at once. */
function fakePool(workers: FakeWorkers, options: Partial<PoolOptions> = {}): WorkerPool<ElkGraph> {
  return poolBy(() => Promise.resolve(workers.make()), { grace: 20, ...options });
}

function poolBy(start: () => Promise<Worker | null>, options?: Partial<PoolOptions>): WorkerPool<ElkGraph> {
  return new WorkerPool({ ...elkWorkers, start }, options);
}

function assertDrawn(
  outcome: LayoutOutcome,
  of: LayoutInput,
  by: 'elk' | 'linear',
  code: string | null,
): void {
  assert.equal(outcome.status, 'done');
  if (outcome.status !== 'done') return;
  assert.equal(outcome.graph.profile, by);
  assert.equal(outcome.problem?.code ?? null, code);
  assert.deepEqual(drawingFaults(of, outcome.graph), FAULTLESS);
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('layout client', () => {
  it('starts a worker by the factory of the host and draws by ELK', async () => {
    const workers = new FakeWorkers();
    const kinds: string[] = [];
    const client = createLayoutClient({
      workerFactory: (kind) => {
        kinds.push(kind);
        return workers.make();
      },
    });
    assertDrawn(await client.layout(input, request()), input, 'elk', null);
    assertDrawn(await client.layout(other, request()), other, 'elk', null);
    assert.deepEqual(kinds, ['layout']);
    client.dispose();
    assert.equal(workers.alive, 0);
  });

  it('starts no worker before a layout needs one', async () => {
    const workers = new FakeWorkers();
    const client = createLayoutClient({ pool: fakePool(workers) });
    assertDrawn(await client.layout(input, request({ profile: 'instant' })), input, 'linear', null);
    assert.equal(workers.made.length, 0);
    client.dispose();
  });

  it('draws itself where no worker can be started, and says so', async () => {
    for (const start of [() => Promise.resolve(null), () => Promise.reject(new Error('no'))]) {
      const client = createLayoutClient({ pool: poolBy(start) });
      assertDrawn(await client.layout(input, request()), input, 'linear', 'worker-failed');
      client.dispose();
    }
  });

  it('tries a job again on a fresh worker when its worker dies', async () => {
    const workers = new FakeWorkers((_, worker) => (worker === 0 ? 'die' : 'answer'));
    const client = createLayoutClient({ pool: fakePool(workers) });
    assertDrawn(await client.layout(input, request()), input, 'elk', null);
    assert.equal(workers.made.length, 2);
    client.dispose();
    assert.equal(workers.alive, 0);
  });

  const failures: [Behaviour, string, number][] = [
    ['die', 'worker-failed', 2],
    ['throw', 'worker-failed', 2],
    ['silent', 'layout-failed', 1],
    ['error', 'layout-failed', 1],
    ['nonsense', 'layout-failed', 1],
    ['late', 'layout-failed', 1],
  ];
  for (const [behaviour, code, made] of failures) {
    it(`draws itself when every worker does this: ${behaviour}`, async () => {
      const workers = new FakeWorkers(() => behaviour);
      const client = createLayoutClient({ pool: fakePool(workers) });
      const began = performance.now();
      assertDrawn(await client.layout(input, request({ deadline: 30 })), input, 'linear', code);
      assert.ok(performance.now() - began < 1000);
      assert.equal(workers.made.length, made);
      await pause(80);
      client.dispose();
      assert.equal(workers.alive, 0);
    });
  }

  it('drops an answer to another job', async () => {
    const client = createLayoutClient({ pool: fakePool(new FakeWorkers(() => 'stale')) });
    assertDrawn(await client.layout(input, request()), input, 'elk', null);
    client.dispose();
  });

  it('works again after a failure', async () => {
    const workers = new FakeWorkers((_, worker) => (worker === 0 ? 'silent' : 'answer'));
    const client = createLayoutClient({ pool: fakePool(workers) });
    assertDrawn(await client.layout(input, request({ deadline: 20 })), input, 'linear', 'layout-failed');
    assertDrawn(await client.layout(input, request()), input, 'elk', null);
    client.dispose();
  });

  it('lets the newer request of a client win', async () => {
    const workers = new FakeWorkers();
    const client = createLayoutClient({ pool: fakePool(workers) });
    const requests = Array.from({ length: 30 }, (_, i) => client.layout(i === 29 ? other : input, request()));
    const outcomes = await Promise.all(requests);
    for (const outcome of outcomes.slice(0, -1)) assert.equal(outcome.status, 'cancelled');
    assertDrawn(outcomes[29] as LayoutOutcome, other, 'elk', null);
    client.dispose();
  });

  it('cancels by signal: before, while queued, while running, and not after', async () => {
    const workers = new FakeWorkers(() => 'late');
    const client = createLayoutClient({ pool: fakePool(workers) });
    assert.equal((await client.layout(input, request({ signal: AbortSignal.abort() }))).status, 'cancelled');
    const queued = new AbortController();
    const first = client.layout(input, request({ signal: queued.signal }));
    queued.abort();
    assert.equal((await first).status, 'cancelled');
    const running = new AbortController();
    const second = client.layout(input, request({ signal: running.signal }));
    await pause(5);
    running.abort();
    assert.equal((await second).status, 'cancelled');
    const after = new AbortController();
    const third = await client.layout(input, request({ signal: after.signal }));
    after.abort();
    assertDrawn(third, input, 'elk', null);
    client.dispose();
  });

  it('ends the worker of a cancelled job that does not answer, and does not try that job again', async () => {
    const workers = new FakeWorkers((_, worker) => (worker === 0 ? 'silent' : 'answer'));
    const client = createLayoutClient({ pool: fakePool(workers) });
    const controller = new AbortController();
    const cancelled = client.layout(input, request({ signal: controller.signal }));
    await pause(5);
    controller.abort();
    assert.equal((await cancelled).status, 'cancelled');
    await pause(50);
    assert.equal(workers.made[0]?.ended, true);
    assert.equal(workers.made.length, 1);
    client.dispose();
  });

  it('leaves the jobs of other clients unharmed by one that hangs', async () => {
    const workers = new FakeWorkers((job, worker) => (worker === 0 && job === 1 ? 'silent' : 'answer'));
    const pool = fakePool(workers);
    const poisoned = createLayoutClient({ pool });
    const clients = Array.from({ length: 9 }, () => createLayoutClient({ pool }));
    const controller = new AbortController();
    const bad = poisoned.layout(input, request({ deadline: 60_000, signal: controller.signal }));
    const good = await Promise.all(clients.map((client) => client.layout(other, request())));
    for (const outcome of good) assertDrawn(outcome, other, 'elk', null);
    controller.abort();
    assert.equal((await bad).status, 'cancelled');
    assert.equal(workers.made.length, 2);
    for (const client of [poisoned, ...clients]) client.dispose();
    assert.equal(workers.alive, 0);
  });

  it('lets one worker do all the work when a second cannot be had', async () => {
    const workers = new FakeWorkers();
    let left = 1;
    const pool = poolBy(() => Promise.resolve(left-- > 0 ? workers.make() : null));
    const clients = Array.from({ length: 5 }, () => createLayoutClient({ pool }));
    for (const outcome of await Promise.all(clients.map((client) => client.layout(input, request())))) {
      assert.equal(outcome.status, 'done');
    }
    // A job may have been refused while no worker lived yet; from then on there is one.
    for (const client of clients) assertDrawn(await client.layout(input, request()), input, 'elk', null);
    for (const client of clients) client.dispose();
  });

  it('ends all workers when nobody has asked for a while, and starts again', async () => {
    const workers = new FakeWorkers();
    const client = createLayoutClient({ pool: fakePool(workers, { idleTime: 20 }) });
    assertDrawn(await client.layout(input, request()), input, 'elk', null);
    assert.equal(workers.alive, 1);
    await pause(60);
    assert.equal(workers.alive, 0);
    assertDrawn(await client.layout(input, request()), input, 'elk', null);
    client.dispose();
  });

  it('replaces a worker that has done its share', async () => {
    const workers = new FakeWorkers();
    const client = createLayoutClient({ pool: fakePool(workers, { jobsPerWorker: 3 }) });
    for (let i = 0; i < 7; i++) assertDrawn(await client.layout(input, request()), input, 'elk', null);
    assert.equal(workers.made.length, 3);
    assert.equal(workers.alive, 1);
    client.dispose();
  });

  it('is cancelled by dispose, at once and for good', async () => {
    const workers = new FakeWorkers(() => 'silent');
    const client = createLayoutClient({ pool: fakePool(workers) });
    const pending = client.layout(input, request());
    await pause(5);
    client.dispose();
    client.dispose();
    assert.equal((await pending).status, 'cancelled');
    assert.equal((await client.layout(input, request())).status, 'cancelled');
    assert.equal(workers.alive, 0);
  });

  it('ends a worker that is ready only after everybody has left', async () => {
    const workers = new FakeWorkers();
    const start = async (): Promise<Worker> => {
      await pause(20);
      return workers.make();
    };
    const client = createLayoutClient({ pool: poolBy(start) });
    let pending: Promise<LayoutOutcome> | undefined;
    // Once the draft can be seen, ELK is asked for.
    await new Promise<void>((resolve) => {
      pending = client.layout(input, request({ onDraft: () => resolve() }));
    });
    await pause(5);
    client.dispose();
    assert.equal((await pending)?.status, 'cancelled');
    await pause(50);
    assert.equal(workers.made.length, 1);
    assert.equal(workers.alive, 0);
  });

  it('draws always, whenever workers are killed', async () => {
    const random = seededRandom(7);
    for (let round = 0; round < 150; round++) {
      const workers = new FakeWorkers();
      const pool = fakePool(workers);
      const clients = [
        createLayoutClient({ pool }),
        createLayoutClient({ pool }),
        createLayoutClient({ pool }),
      ];
      const pending = clients.map((client) => client.layout(input, request({ deadline: 2000 })));
      const kills = Array.from({ length: 1 + Math.floor(random() * 3) }, async () => {
        await pause(Math.floor(random() * 12));
        const living = workers.made.filter((worker) => !worker.ended);
        living[Math.floor(random() * living.length)]?.die();
      });
      for (const outcome of await Promise.all(pending)) {
        assert.equal(outcome.status, 'done');
        if (outcome.status === 'done') assert.deepEqual(drawingFaults(input, outcome.graph), FAULTLESS);
      }
      await Promise.all(kills);
      for (const client of clients) client.dispose();
      assert.equal(workers.alive, 0);
    }
  });
});

describe('layout client, wish `elk`', () => {
  for (const behaviour of ['answer', 'die', 'throw', 'silent', 'error', 'nonsense'] as const) {
    it(`draws before any worker is made, and does not need ELK, which does this: ${behaviour}`, async () => {
      const workers = new FakeWorkers(() => behaviour);
      const drafts: PlacedGraph[] = [];
      let made = NaN;
      const client = createLayoutClient({ pool: fakePool(workers) });
      const onDraft = ({ graph }: Draft): void => {
        made = workers.made.length;
        drafts.push(graph);
      };
      const outcome = await client.layout(
        input,
        request({ onDraft, deadline: behaviour === 'answer' ? 8000 : 30 }),
      );
      client.dispose();
      assert.ok(outcome.status === 'done');
      assert.equal(made, 0);
      assert.deepEqual(drafts.map(plainDrawing), [plainDrawing(fallbackLayout(input))]);
      if (behaviour === 'answer') assert.notEqual(outcome.graph.profile, 'linear');
      else assert.equal(outcome.graph, drafts[0]);
      assert.equal(outcome.problem === null, behaviour === 'answer');
    });
  }
});

describe('layout client, wish `auto`', () => {
  const auto = (more: Partial<LayoutRequest> = {}): LayoutRequest => request({ profile: 'auto', ...more });

  /** What was drawn at first and at last. */
  async function drawBoth(
    of: LayoutInput,
    workers: FakeWorkers,
    more: Partial<LayoutRequest> = {},
  ): Promise<{ drafts: PlacedGraph[]; outcome: Extract<LayoutOutcome, { status: 'done' }> }> {
    const drafts: PlacedGraph[] = [];
    const client = createLayoutClient({ pool: fakePool(workers) });
    const onDraft = ({ graph }: Draft): void => void drafts.push(graph);
    const outcome = await client.layout(of, auto({ onDraft, ...more }));
    client.dispose();
    if (outcome.status !== 'done') throw new Error(outcome.status);
    return { drafts, outcome };
  }

  it('draws by our own layout before any worker is made', async () => {
    const workers = new FakeWorkers();
    let made = NaN;
    await drawBoth(input, workers, { onDraft: () => (made = workers.made.length) });
    assert.equal(made, 0);
  });

  it('takes the drawing of ELK where it is cheaper to read by more than 5 %, and no other', async () => {
    const kept = { ours: 0, elk: 0 };
    for (let seed = 1; seed <= 24; seed++) {
      const family = (['linked', 'tree', 'random', 'cyclic'] as const)[seed % 4]!;
      const of = randomGraph({ family, size: 6 + (seed % 14), seed });
      const { drafts, outcome } = await drawBoth(of, new FakeWorkers());
      const [draft] = drafts;
      assert.equal(drafts.length, 1);
      assert.ok(draft);
      assert.deepEqual(plainDrawing(draft), plainDrawing(fallbackLayout(of)));
      assert.deepEqual(drawingFaults(of, outcome.graph), FAULTLESS);
      const elk = createLayoutClient({ pool: fakePool(new FakeWorkers()) });
      const byElk = await elk.layout(of, request());
      elk.dispose();
      assert.ok(byElk.status === 'done');
      const isBetter = drawingCost(byElk.graph, of.aspectRatio) < 0.95 * drawingCost(draft, of.aspectRatio);
      kept[isBetter ? 'elk' : 'ours']++;
      assert.deepEqual(plainDrawing(outcome.graph), plainDrawing(isBetter ? byElk.graph : draft));
    }
    assert.ok(kept.ours > 0, 'the test sees drawings of ours kept');
  });

  for (const behaviour of ['die', 'throw', 'silent', 'error', 'nonsense'] as const) {
    it(`keeps its drawing, and says nothing, when ELK does this: ${behaviour}`, async () => {
      const { drafts, outcome } = await drawBoth(input, new FakeWorkers(() => behaviour), { deadline: 30 });
      assert.equal(outcome.graph, drafts[0]);
      assert.equal(outcome.problem, null);
    });
  }

  it('is cancelled after its draft as before it', async () => {
    const controller = new AbortController();
    const client = createLayoutClient({ pool: fakePool(new FakeWorkers(() => 'silent')) });
    const outcome = await client.layout(
      input,
      auto({ signal: controller.signal, onDraft: () => controller.abort() }),
    );
    assert.equal(outcome.status, 'cancelled');
    client.dispose();
  });

  it('asks ELK for nothing that is beyond its budget', async () => {
    const workers = new FakeWorkers();
    const large = randomGraph({ family: 'tree', size: 320, seed: 3 });
    const { drafts, outcome } = await drawBoth(large, workers);
    assert.deepEqual(drafts, []);
    assert.equal(outcome.graph.profile, 'linear');
    assert.equal(workers.made.length, 0);
  });
});
