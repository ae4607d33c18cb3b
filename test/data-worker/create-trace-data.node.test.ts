import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DependencyGraph } from '../../src/model/dependency-graph.js';
import {
  createTraceData,
  inProcessLimits,
  type TraceDataOptions,
} from '../../src/data-worker/create-trace-data.js';
import { DataWorkers } from '../../src/data-worker/data-workers.js';
import { createInProcessData } from '../../src/data-worker/in-process.js';
import type { WorkerFactory } from '../../src/workers/worker-factory.js';
import { ChannelWorker } from './channel-worker.js';
import { otlpSpans } from './otlp-spans.js';

const { signal } = new AbortController();
const page = { offset: 0, limit: 10 };
const all = { focusTraceId: '*' };
const big = inProcessLimits.spans + 500;

/** Trace data over workers of which the first few die at the given messages. */
function placed(dieAt: readonly number[] = [], options: TraceDataOptions = {}) {
  const workers: ChannelWorker[] = [];
  const problems: string[] = [];
  const startWorker = (): Promise<ChannelWorker> => {
    const worker = new ChannelWorker(dieAt[workers.length]);
    workers.push(worker);
    return Promise.resolve(worker);
  };
  const onProblem = ({ code }: { code: string }): void => void problems.push(code);
  const data = createTraceData({ workers: new DataWorkers(startWorker), onProblem, ...options });
  return { data, workers, problems };
}

const spanCount = ({ nodes }: DependencyGraph): number =>
  nodes.reduce((sum, node) => sum + node.spanCount, 0);

describe('a factory that is set late', () => {
  /** Trace data on a page that starts workers by the host's factory only. */
  function byFactory() {
    const options: { workers: DataWorkers; workerFactory?: WorkerFactory; onProblem: () => void } = {
      workers: new DataWorkers((factory) => Promise.resolve(factory ? new ChannelWorker() : null)),
      onProblem: () => void problems++,
    };
    let problems = 0;
    return { options, data: createTraceData(options), problems: () => problems };
  }

  it('makes the worker of the next data, also after none could be started without it', async () => {
    const { options, data, problems } = byFactory();
    await data.load(otlpSpans(big), { append: false, signal });
    await data.load(otlpSpans(big), { append: false, signal });
    assert.equal(problems(), 1, 'asked once');
    let asked = 0;
    const { workers } = options;
    const open = workers.open.bind(workers);
    workers.open = (factory) => (asked++, open(factory));
    options.workerFactory = () => undefined;
    assert.equal((await data.load(otlpSpans(big), { append: false, signal })).spanCount, big);
    assert.equal(spanCount(await data.buildGraph(all, signal)), big);
    assert.deepEqual([asked, problems()], [1, 1]);
    data.dispose();
  });
});

describe('the place of the data', () => {
  it('is this thread for small data', async () => {
    const { data, workers } = placed();
    for (const input of [
      otlpSpans(100),
      JSON.stringify(otlpSpans(100)),
      new Blob([JSON.stringify(otlpSpans(100))]),
    ]) {
      assert.equal((await data.load(input, { append: false, signal })).spanCount, 100);
    }
    assert.equal(spanCount(await data.buildGraph(all, signal)), 100);
    assert.equal(workers.length, 0);
    data.dispose();
  });

  it('is a worker for big data, whatever their form', async () => {
    const object = otlpSpans(big);
    const text = JSON.stringify(object);
    assert.ok(text.length > inProcessLimits.raw);
    for (const input of [object, text, new TextEncoder().encode(text), new Blob([text])]) {
      const { data, workers } = placed();
      assert.equal((await data.load(input, { append: false, signal })).spanCount, big);
      assert.equal(spanCount(await data.buildGraph(all, signal)), big);
      assert.equal(workers.length, 1);
      data.dispose();
      assert.ok(workers[0]!.terminated);
    }
  });

  it('changes when small data grow, and when small data replace big ones', async () => {
    const { data, workers } = placed();
    for (let trace = 0; trace < 5; trace++) {
      const summary = await data.load(otlpSpans(500, 1 + trace * 50), { append: trace > 0, signal });
      assert.equal(summary.spanCount, 500 * (trace + 1));
    }
    assert.equal(workers.length, 1);
    await data.load(otlpSpans(10, 1000), { append: true, signal });
    assert.equal(spanCount(await data.buildGraph(all, signal)), 2510, 'stays in the worker');
    await data.load(otlpSpans(10), { append: false, signal });
    assert.ok(workers[0]!.terminated);
    assert.equal(spanCount(await data.buildGraph(all, signal)), 10);
    data.dispose();
  });

  it('stays the same worker when big data replace big data', async () => {
    const { data, workers } = placed();
    await data.load(otlpSpans(big), { append: false, signal });
    await data.load(otlpSpans(big + 100), { append: false, signal });
    assert.equal(spanCount(await data.buildGraph(all, signal)), big + 100);
    assert.equal(workers.length, 1);
    data.dispose();
  });

  it('is this thread for a mask, a classify, and where no worker starts', async () => {
    const masked = placed([], { mask: (_key, value) => value });
    await masked.data.load(otlpSpans(big), { append: false, signal });
    assert.equal(masked.workers.length, 0);

    const refused = placed([], { workers: new DataWorkers(() => Promise.resolve(null)) });
    assert.equal((await refused.data.load(otlpSpans(big), { append: false, signal })).spanCount, big);
    await refused.data.load(otlpSpans(big), { append: false, signal });
    assert.deepEqual(refused.problems, ['worker-failed'], 'told once');

    const throwing = placed([], {
      workers: new DataWorkers(() => Promise.reject(new Error('no'))),
    });
    assert.equal((await throwing.data.load(otlpSpans(big), { append: false, signal })).spanCount, big);

    const classified = placed();
    await classified.data.load(otlpSpans(big), { append: false, signal });
    const graph = await classified.data.buildGraph({ ...all, classify: () => 'database' }, signal);
    assert.equal(spanCount(graph), big);
    assert.ok(graph.nodes.every(({ kind }) => kind === 'database'));
    assert.ok(classified.workers[0]!.terminated);
    assert.deepEqual(classified.problems, []);
    await classified.data.load(otlpSpans(big), { append: false, signal });
    assert.equal(classified.workers.length, 1, 'comes here at once the next time');
  });
});

describe('the death of a worker', () => {
  const first = otlpSpans(big);
  const second = otlpSpans(100, 2000);

  async function session(options: ReturnType<typeof placed>) {
    const { data } = options;
    await data.load(first, { append: false, signal });
    const summary = await data.load(second, { append: true, signal });
    const graph = await data.buildGraph(all, signal);
    const details = await data.nodeDetails(graph.nodes[3]!.id, page, signal);
    const path = await data.tracePath(graph.nodes[3]!.spans[0]!.traceId, signal);
    const critical = await data.criticalPath(signal);
    data.dispose();
    return JSON.parse(JSON.stringify({ summary, graph, details, path, critical })) as unknown;
  }

  it('loses nothing, at whatever message it comes', async () => {
    const healthy = placed();
    const expected = await session(healthy);
    const messages = healthy.workers[0]!.messages;
    assert.ok(messages > 10);
    for (let at = 0; at < messages; at++) {
      const dying = placed([at]);
      assert.deepEqual(await session(dying), expected, `died at message ${at}`);
      assert.equal(dying.workers.length, 2);
      assert.deepEqual(dying.problems, ['worker-failed']);
      assert.ok(dying.workers.every(({ terminated }) => terminated));
    }
  });

  it('twice over the same data brings them into this thread', async () => {
    const expected = await session(placed());
    for (let at = 0; at < 12; at++) {
      const dying = placed([at, 11 - at]);
      assert.deepEqual(await session(dying), expected, `died at messages ${at} and ${11 - at}`);
      assert.equal(dying.workers.length, 2);
    }
  });

  it('is forgotten with the data', async () => {
    const { data, workers } = placed([3, 3]);
    await data.load(first, { append: false, signal });
    assert.equal(workers.length, 2);
    await data.load(first, { append: false, signal });
    assert.equal(workers.length, 3);
    assert.equal(spanCount(await data.buildGraph(all, signal)), big);
    data.dispose();
  });
});

describe('aborting and disposing', () => {
  it('an aborted load leaves what was there, in either place', async () => {
    for (const before of [otlpSpans(10), otlpSpans(big)]) {
      for (const next of [otlpSpans(20), otlpSpans(big + 10)]) {
        const { data } = placed();
        const { spanCount: count } = await data.load(before, { append: false, signal });
        const controller = new AbortController();
        const load = data.load(next, {
          append: false,
          signal: controller.signal,
          onProgress: () => controller.abort(new Error('enough')),
        });
        await assert.rejects(load, /enough/);
        assert.equal(spanCount(await data.buildGraph(all, signal)), count);
        data.dispose();
      }
    }
  });

  it('a hundred inputs in a row end with the last', async () => {
    const { data } = placed();
    let controller = new AbortController();
    const loads: Promise<unknown>[] = [];
    for (let index = 0; index < 100; index++) {
      controller.abort(new Error('replaced'));
      controller = new AbortController();
      const input = otlpSpans(index % 2 ? big : 30, index);
      loads.push(data.load(input, { append: false, signal: controller.signal }));
    }
    const outcomes = await Promise.allSettled(loads);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal(outcomes.at(-1)!.status, 'fulfilled');
    assert.equal(spanCount(await data.buildGraph(all, signal)), big);
    data.dispose();
  });

  it('released data end their worker, and begin another one when they are needed', async () => {
    const { data, workers, problems } = placed();
    await data.load(otlpSpans(big), { append: false, signal });
    const before = await data.buildGraph(all, signal);
    data.release();
    data.release();
    assert.deepEqual(await data.buildGraph(all, signal), before);
    assert.equal(workers.length, 2);
    assert.deepEqual(
      workers.map(({ terminated }) => terminated),
      [true, false],
    );
    assert.deepEqual(problems, []);
    data.dispose();
    data.release();
  });

  it('rejects what is asked after or during disposal', async () => {
    const { data, workers } = placed();
    const load = data.load(otlpSpans(big), { append: false, signal });
    await Promise.resolve();
    data.dispose();
    await assert.rejects(load, { name: 'AbortError' });
    await assert.rejects(data.buildGraph({}, signal), { name: 'AbortError' });
    assert.ok(workers.every(({ terminated }) => terminated));
  });

  it('is what a small input in a page without workers needs nothing of', async () => {
    const direct = createInProcessData();
    const data = createTraceData();
    const input = otlpSpans(big);
    assert.deepEqual(
      await data.load(input, { append: false, signal }),
      await direct.load(input, { append: false, signal }),
    );
  });
});
