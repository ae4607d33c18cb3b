import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createInProcessData } from '../../src/data-worker/in-process.js';
import { createWorkerData, DataWorkerError } from '../../src/data-worker/worker-data.js';
import { ChannelWorker, sessionOf } from './channel-worker.js';
import { otlpSpans } from './otlp-spans.js';

const { signal } = new AbortController();
const page = { offset: 0, limit: 10 };

describe('data in a worker', () => {
  it('gives the same answers as data in this thread', async () => {
    const text = JSON.stringify(otlpSpans(40));
    const bytes = new TextEncoder().encode(text);
    for (const input of [
      otlpSpans(40),
      text,
      bytes,
      new Blob([text]),
      [otlpSpans(20), JSON.stringify(otlpSpans(20, 3))],
    ]) {
      const worker = new ChannelWorker();
      const remote = createWorkerData(sessionOf(worker));
      const local = createInProcessData();
      assert.deepEqual(
        await remote.load(input, { append: false, signal }),
        await local.load(input, { append: false, signal }),
      );
      const options = { focusTraceId: '*', groupBy: ['constructor', 'service.name'] };
      const graph = await remote.buildGraph(options, signal);
      assert.deepEqual(graph, await local.buildGraph(options, signal));
      const [node] = graph.nodes;
      const [edge] = graph.edges;
      assert.deepEqual(
        JSON.stringify(await remote.nodeDetails(node!.id, page, signal)),
        JSON.stringify(await local.nodeDetails(node!.id, page, signal)),
      );
      assert.deepEqual(
        JSON.stringify(await remote.edgeDetails(edge!.id, page, signal)),
        JSON.stringify(await local.edgeDetails(edge!.id, page, signal)),
      );
      assert.equal(await remote.nodeDetails('none', page, signal), null);
      remote.dispose();
      assert.ok(worker.terminated);
    }
    assert.equal(new TextDecoder().decode(bytes), text, 'the host’s bytes are still there');
  });

  it('answers about stubs, paths and orders of traces as this thread does', async () => {
    const input = readFileSync('test/fixtures/otlp/capture-kafka-sqs-rabbit.jsonl', 'utf8');
    const remote = createWorkerData(sessionOf(new ChannelWorker()));
    const local = createInProcessData();
    const answers: string[] = [];
    for (const data of [remote, local]) {
      assert.equal(await data.stubCalls('any', page, signal), null);
      assert.equal(await data.tracePath('any', signal), null);
      assert.equal(await data.criticalPath(signal), null);
      await data.load(input, { append: false, signal });
      const whole = await data.buildGraph({ focusTraceId: '*' }, signal);
      const [call] = whole.edges.find(({ async, source }) => async && source.startsWith('[1,'))!.calls;
      const options = { groupBy: ['service.name'], focusTraceId: call!.callee.traceId, asyncDepth: 1 };
      const graph = await data.buildGraph(options, signal);
      assert.ok(graph.stubs.length > 0);
      const critical = await data.criticalPath(signal);
      assert.ok(critical!.total > 0);
      const found: unknown[] = [critical, await data.stubCalls('none', page, signal)];
      for (const { id, traceIds } of graph.stubs) {
        const calls = await data.stubCalls(id, page, signal);
        assert.ok(calls!.total > 0 && calls!.rows.every(({ traceId }) => traceIds.includes(traceId)));
        found.push(calls);
        found.push(await data.tracePath(traceIds[0]!, signal));
      }
      for (const { id } of graph.nodes) {
        const sort = { by: 'duration', descending: true } as const;
        found.push(await data.nodeDetails(id, { ...page, sort }, signal));
      }
      for (const { id } of graph.edges) {
        const sort = { by: 'errors', descending: false } as const;
        found.push(await data.edgeDetails(id, { ...page, sort }, signal));
      }
      answers.push(JSON.stringify(found));
    }
    assert.equal(answers[0], answers[1]);
    remote.dispose();
  });

  it('sends long texts and bytes in pieces, with every character whole', async () => {
    const name = 'Ärger 💥 '.repeat(70_000);
    const object = otlpSpans(10, 1, name);
    const text = JSON.stringify(object);
    for (const input of [text, new TextEncoder().encode(text)]) {
      const worker = new ChannelWorker();
      const data = createWorkerData(sessionOf(worker));
      const progress: number[] = [];
      await data.load(input, { append: false, signal, onProgress: (fraction) => progress.push(fraction) });
      assert.ok(worker.sent.filter((type) => type === 'text' || type === 'bytes').length > 1);
      const { nodes } = await data.buildGraph({}, signal);
      assert.equal(nodes[0]!.group.find(({ key }) => key === 'operation.name')!.value!.slice(0, -2), name);
      assert.deepEqual(
        progress,
        [...progress].sort((a, b) => a - b),
      );
      data.dispose();
    }
  });

  it('appends', async () => {
    const data = createWorkerData(sessionOf(new ChannelWorker()));
    await data.load(otlpSpans(30), { append: false, signal });
    assert.equal((await data.load(otlpSpans(30, 3), { append: true, signal })).spanCount, 50);
    assert.equal((await data.load(otlpSpans(10), { append: false, signal })).spanCount, 10);
    data.dispose();
  });

  it('cancels a load at any message, sent or received, and keeps what was there', async () => {
    const input = [otlpSpans(3000, 50), 'x'.repeat(100), new Blob(['y'])];
    for (const spans of [input, otlpSpans(30, 50)]) {
      for (let at = 0, aborted = true; aborted; at++) {
        const worker = new ChannelWorker();
        const data = createWorkerData(sessionOf(worker));
        await data.load(otlpSpans(10), { append: false, signal });
        const controller = new AbortController();
        const reason = new Error('not wanted');
        const before = worker.messages;
        worker.onMessage = () => {
          if (worker.messages - before === at + 1) controller.abort(reason);
        };
        const outcome = await data
          .load(spans, { append: true, signal: controller.signal })
          .catch((error: unknown) => error);
        aborted = controller.signal.aborted;
        const graph = await data.buildGraph({ focusTraceId: '*' }, signal);
        const count = graph.nodes.reduce((sum, node) => sum + node.spanCount, 0);
        if (outcome === reason) assert.equal(count, 10, `cancelled at message ${at}`);
        else assert.ok(count > 10 && !(outcome instanceof Error));
        data.dispose();
      }
    }
  });

  it('drops answers that nobody waits for, and messages that are none', async () => {
    const worker = new ChannelWorker();
    const data = createWorkerData(sessionOf(worker));
    await data.load(otlpSpans(10), { append: false, signal });
    const controller = new AbortController();
    const stale = data.buildGraph({ groupBy: ['service.name'] }, controller.signal);
    controller.abort(new Error('stale'));
    const fresh = data.buildGraph({}, signal);
    await assert.rejects(stale, /stale/);
    for (const forged of [
      null,
      undefined,
      'text',
      { type: 'graph' },
      { type: 'graph', id: 999 },
      { id: 'x' },
      { type: 'answer', session: 7, answer: { type: 'graph', id: 2 } },
      { type: 'answer', session: 1, answer: { type: 'graph', id: 999 } },
      { type: 'answer', session: 1, answer: null },
    ])
      worker.forge(forged);
    assert.equal((await fresh).nodes.length, 10);
    data.dispose();
  });

  it('rejects everything with one kind of error when the worker dies', async () => {
    const worker = new ChannelWorker();
    const data = createWorkerData(sessionOf(worker));
    worker.mute = true;
    const load = data.load(otlpSpans(10), { append: false, signal });
    const graph = data.buildGraph({}, signal);
    await wait(5);
    worker.die();
    await assert.rejects(load, DataWorkerError);
    await assert.rejects(graph, DataWorkerError);
    await assert.rejects(data.buildGraph({}, signal), DataWorkerError);
    await assert.rejects(data.load({}, { append: false, signal }), DataWorkerError);
    assert.ok(worker.terminated);
  });

  it('takes a worker that says nothing for dead, but only while an answer is due', async () => {
    const worker = new ChannelWorker();
    const data = createWorkerData(sessionOf(worker), { silence: 300 });
    await data.load(otlpSpans(10), { append: false, signal });
    await wait(400);
    assert.equal((await data.buildGraph({}, signal)).nodes.length, 10);
    worker.mute = true;
    await assert.rejects(data.buildGraph({}, signal), /no answer/);
    assert.ok(worker.terminated);
  });

  it('rejects with the reason when aborted before', async () => {
    const worker = new ChannelWorker();
    const data = createWorkerData(sessionOf(worker));
    const aborted = AbortSignal.abort(new Error('before'));
    await assert.rejects(data.load({}, { append: false, signal: aborted }), /before/);
    await assert.rejects(data.buildGraph({}, aborted), /before/);
    assert.deepEqual(worker.sent, []);
    data.dispose();
  });

  it('counts what cannot be sent as a failure of the worker', async () => {
    const data = createWorkerData(sessionOf(new ChannelWorker()));
    await assert.rejects(
      data.buildGraph({ groupBy: [(() => 0) as unknown as string] }, signal),
      DataWorkerError,
    );
    data.dispose();
  });
});
