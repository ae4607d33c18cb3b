import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createTraceData,
  inProcessLimits,
  type TraceDataOptions,
} from '../../src/data-worker/create-trace-data.js';
import { DataWorkers } from '../../src/data-worker/data-workers.js';
import type { PageEnvelope, WorkerEnvelope, WorkerRequest } from '../../src/data-worker/protocol.js';
import { serveSessions, type WorkerPort } from '../../src/data-worker/serve-sessions.js';
import { SharedDataWorker } from '../../src/data-worker/shared-data-worker.js';
import { createWorkerData, DataWorkerError } from '../../src/data-worker/worker-data.js';
import type { DependencyGraph } from '../../src/model/dependency-graph.js';
import type { WorkerFactory } from '../../src/workers/worker-factory.js';
import { ChannelWorker } from './channel-worker.js';
import { otlpSpans } from './otlp-spans.js';

const { signal } = new AbortController();
const all = { focusTraceId: '*' };
const big = inProcessLimits.spans + 500;

const spanCount = ({ nodes }: DependencyGraph): number =>
  nodes.reduce((sum, node) => sum + node.spanCount, 0);

/** A page that counts the workers it starts. */
function newPage() {
  const started: ChannelWorker[] = [];
  const workers = new DataWorkers(() => {
    const worker = new ChannelWorker();
    started.push(worker);
    return Promise.resolve(worker);
  });
  const problems: string[][] = [];
  const element = (options: TraceDataOptions = {}) => {
    const own: string[] = [];
    problems.push(own);
    return createTraceData({ workers, onProblem: ({ code }) => own.push(code), ...options });
  };
  return { started, problems, element };
}

describe('one data worker for a page', () => {
  it('serves ten elements, each its own data, and ends with the last', async () => {
    const { started, element } = newPage();
    const elements = Array.from({ length: 10 }, () => element());
    const counts = await Promise.all(
      elements.map(async (data, index) => {
        await data.load(otlpSpans(big + index), { append: false, signal });
        await data.load(otlpSpans(index, 5000), { append: true, signal });
        return spanCount(await data.buildGraph(all, signal));
      }),
    );
    assert.deepEqual(
      counts,
      elements.map((_, index) => big + 2 * index),
    );
    assert.equal(started.length, 1);
    for (const [index, data] of elements.entries()) {
      assert.equal(started[0]!.terminated, false);
      if (index % 2) data.dispose();
      else data.release();
      await new Promise((resolve) => setTimeout(resolve));
    }
    assert.equal(started[0]!.terminated, true);
    assert.equal(spanCount(await elements[4]!.buildGraph(all, signal)), big + 8, 'released, not lost');
    assert.equal(started.length, 2);
    elements[4]!.dispose();
    assert.ok(started[1]!.terminated);
  });

  it('is another one for a factory of the host’s, which may be shared as well', async () => {
    const { started, element } = newPage();
    const first: WorkerFactory = () => undefined;
    const second: WorkerFactory = () => undefined;
    const elements = [undefined, first, undefined, first, second].map((workerFactory) =>
      element(workerFactory ? { workerFactory } : {}),
    );
    await Promise.all(elements.map((data) => data.load(otlpSpans(big), { append: false, signal })));
    assert.equal(started.length, 3);
    for (const data of elements) data.dispose();
    assert.ok(started.every(({ terminated }) => terminated));
  });

  it('is asked for again after it could not be started', async () => {
    let attempts = 0;
    const workers = new DataWorkers(() => Promise.resolve(attempts++ === 0 ? null : new ChannelWorker()));
    assert.equal(await workers.open(), null);
    const session = await workers.open();
    assert.ok(session);
    session.close();
    session.close();
    assert.equal(attempts, 2);
  });

  it('has no element suffer for what another one loads', async () => {
    const { started, problems, element } = newPage();
    const well = element();
    const ill = element();
    await well.load(otlpSpans(big), { append: false, signal });
    await ill.load(otlpSpans(big), { append: false, signal });
    // What cannot be cloned fails on its way, twice in workers and at last in this thread.
    const poison = { groupBy: [(() => 0) as unknown as string] };
    await ill.buildGraph({ ...all, ...poison }, signal).catch(() => undefined);
    assert.equal(spanCount(await well.buildGraph(all, signal)), big);
    assert.equal(started.length, 1);
    assert.equal(started[0]!.terminated, false);
    assert.deepEqual(problems[0], []);
    assert.ok(problems[1]!.every((code) => code === 'worker-failed') && problems[1].length > 0);
    well.dispose();
    ill.dispose();
  });

  it('answers what a broken message does in its session only', async () => {
    const answers: PageEnvelope[] = [];
    const port: WorkerPort = { onmessage: null, postMessage: (message) => void answers.push(message) };
    serveSessions(port);
    const send = (data: WorkerEnvelope): void => port.onmessage!(new MessageEvent('message', { data }));
    send({ type: 'request', session: 1, request: { type: 'load', id: 1, append: false } });
    send({ type: 'request', session: 1, request: { type: 'spans', id: 1, spans: [null as never] } });
    send({ type: 'request', session: 2, request: { type: 'load', id: 1, append: false } });
    send({ type: 'request', session: 2, request: { type: 'commit', id: 1, problems: [] } });
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(
      answers.map(({ session, ...rest }) => [session, 'answer' in rest && rest.answer.type]),
      [
        [1, 'failed'],
        [2, 'summary'],
      ],
    );
  });

  it('lets nobody wait for all that another one has asked for', async () => {
    const answers: PageEnvelope[] = [];
    const port: WorkerPort = { onmessage: null, postMessage: (message) => void answers.push(message) };
    serveSessions(port);
    const send = (session: number, request: WorkerRequest): void =>
      port.onmessage!(new MessageEvent('message', { data: { type: 'request', session, request } }));
    for (const session of [1, 2]) {
      send(session, { type: 'load', id: 1, append: false });
      send(session, { type: 'text', id: 1, text: JSON.stringify(otlpSpans(100)), last: true });
      send(session, { type: 'commit', id: 1, problems: [] });
      const graphs = session === 1 ? 20 : 1;
      for (let id = 2; id < 2 + graphs; id++) send(session, { type: 'graph', id, options: all });
    }
    const graphs = (): PageEnvelope[] =>
      answers.filter((message) => message.type === 'answer' && message.answer.type === 'graph');
    for (let tries = 0; graphs().length < 21 && tries < 1000; tries++)
      await new Promise((resolve) => setTimeout(resolve, 2));
    assert.equal(graphs().length, 21);
    assert.ok(graphs().findIndex(({ session }) => session === 2) < 3);
  });

  it('gives up what a disposed session had under way, and frees it', async () => {
    const worker = new ChannelWorker();
    const shared = new SharedDataWorker(worker);
    const given = createWorkerData(shared.open()!);
    const kept = createWorkerData(shared.open()!);
    const load = given.load(JSON.stringify(otlpSpans(20_000)), { append: false, signal });
    const graph = given.buildGraph(all, signal);
    given.dispose();
    given.dispose();
    await assert.rejects(load, DataWorkerError);
    await assert.rejects(graph, DataWorkerError);
    assert.equal((await kept.load(otlpSpans(10), { append: false, signal })).spanCount, 10);
    assert.equal(worker.answered.filter((type) => type === 'summary').length, 1, 'nothing for the other');
    assert.equal(worker.terminated, false);
    kept.dispose();
    assert.equal(worker.terminated, true);
    assert.equal(shared.open(), null);
  });
});

describe('the death of a shared worker', () => {
  it('is told to all elements, each of which recovers, on one new worker', async () => {
    const { started, problems, element } = newPage();
    const elements = Array.from({ length: 4 }, () => element());
    const graphs = await Promise.all(
      elements.map(async (data, index) => {
        await data.load(otlpSpans(big + index), { append: false, signal });
        return data.buildGraph(all, signal);
      }),
    );
    for (let death = 1; death <= 3; death++) {
      started.at(-1)!.die();
      const again = await Promise.all(elements.map((data) => data.buildGraph(all, signal)));
      assert.deepEqual(again, graphs);
      assert.equal(started.length, death + 1, 'idle when it died: not for its own data');
      assert.ok(problems.every((own) => own.length === death));
    }
    for (const data of elements) data.dispose();
    assert.ok(started.every(({ terminated }) => terminated));
  });

  it('by silence is only found when it says nothing to anybody', async () => {
    const worker = new ChannelWorker();
    const shared = new SharedDataWorker(worker);
    const talking = createWorkerData(shared.open()!, { silence: 10_000 });
    const waiting = createWorkerData(shared.open()!, { silence: 60 });
    await talking.load(otlpSpans(10), { append: false, signal });
    await waiting.load(otlpSpans(10), { append: false, signal });
    worker.mute = true;
    const asked = waiting.buildGraph(all, signal);
    for (let word = 0; word < 6; word++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      worker.forge({ type: 'answer', session: 1, answer: { type: 'progress', id: 99, fraction: 0 } });
    }
    const other = assert.rejects(talking.buildGraph(all, signal), /no answer/);
    await assert.rejects(asked, /no answer/);
    await other;
    assert.ok(worker.terminated);
  });
});
