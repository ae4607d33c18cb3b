import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createInProcessData } from '../../src/data-worker/in-process.js';
import { otlpSpans } from './otlp-spans.js';

const { signal } = new AbortController();
const page = { offset: 0, limit: 10 };

async function summaryOf(input: unknown) {
  return createInProcessData().load(input, { append: false, signal });
}

describe('data in this thread', () => {
  it('reads text, bytes, blobs, objects and mixtures alike', async () => {
    const object = otlpSpans(30);
    const text = JSON.stringify(object);
    const bytes = new TextEncoder().encode(text);
    const expected = await summaryOf(object);
    assert.equal(expected.traceCount, 3);
    assert.equal(expected.spanCount, 30);
    assert.deepEqual(expected.problems, []);
    for (const input of [text, bytes, bytes.buffer, new Blob([text]), [object], [text], [new Blob([text])]]) {
      assert.deepEqual(await summaryOf(input), expected);
    }
    const mixed = await summaryOf([
      otlpSpans(30),
      JSON.stringify(otlpSpans(30, 4)),
      new Blob([JSON.stringify(otlpSpans(30, 7))]),
    ]);
    assert.equal(mixed.spanCount, 90);
  });

  it('leaves the host’s objects and bytes as they are', async () => {
    const object = otlpSpans(30);
    const before = JSON.stringify(object);
    const bytes = new TextEncoder().encode(before);
    await summaryOf([object, bytes]);
    assert.equal(JSON.stringify(object), before);
    assert.equal(new TextDecoder().decode(bytes), before);
  });

  it('replaces, appends, and replaces known spans by appended ones', async () => {
    const data = createInProcessData();
    await data.load(otlpSpans(30), { append: false, signal });
    const added = await data.load(otlpSpans(20, 3, 'renamed'), { append: true, signal });
    assert.deepEqual([added.traceCount, added.spanCount], [4, 40]);
    const { nodes } = await data.buildGraph({ focusTraceId: '*' }, signal);
    const names = nodes.map(({ group }) => group.find(({ key }) => key === 'operation.name')?.value);
    assert.ok(names.includes('renamed 0') && names.includes('operation 0'));
    const replaced = await data.load(otlpSpans(10), { append: false, signal });
    assert.equal(replaced.spanCount, 10);
  });

  it('adds up the problems of what the data are made of', async () => {
    const data = createInProcessData();
    const first = await data.load('{"not json', { append: false, signal });
    assert.equal(first.spanCount, 0);
    assert.equal(first.problems.length, 1);
    const both = await data.load([otlpSpans(10), 'not json either'], { append: true, signal });
    assert.equal(both.spanCount, 10);
    assert.equal(both.problems.find(({ code }) => code === first.problems[0]!.code)?.count, 2);
    const dangling = await data.load(otlpSpans(10, 2), { append: false, signal });
    assert.deepEqual(
      dangling.problems.map(({ code }) => code),
      ['dangling-link'],
    );
    const healed = await data.load(otlpSpans(10, 1), { append: true, signal });
    assert.deepEqual(healed.problems, [], 'the link’s trace has come');
  });

  it('answers about the graph that was built last', async () => {
    const data = createInProcessData();
    await data.load(otlpSpans(30), { append: false, signal });
    assert.equal(await data.nodeDetails('any', page, signal), null);
    const graph = await data.buildGraph({}, signal);
    const node = graph.nodes[0]!;
    assert.equal((await data.nodeDetails(node.id, page, signal))?.nodeId, node.id);
    assert.equal((await data.edgeDetails(graph.edges[0]!.id, page, signal))?.edgeId, graph.edges[0]!.id);
    assert.equal(await data.edgeDetails('no edge', page, signal), null);
  });

  it('keeps what was there when a load is aborted', async () => {
    const data = createInProcessData();
    await data.load(otlpSpans(10), { append: false, signal });
    const controller = new AbortController();
    const reason = new Error('another input');
    const load = data.load(otlpSpans(20_000), {
      append: false,
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await assert.rejects(load, reason);
    const graph = await data.buildGraph({ focusTraceId: '*' }, signal);
    assert.equal(
      graph.nodes.reduce((sum, node) => sum + node.spanCount, 0),
      10,
    );
    await assert.rejects(data.load({}, { append: false, signal: controller.signal }), reason);
  });

  it('lets others run while it reads, and tells how far it is', async () => {
    const input = otlpSpans(30_000);
    const progress: number[] = [];
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await createInProcessData().load(input, {
      append: false,
      signal,
      onProgress: (fraction) => progress.push(fraction),
    });
    clearInterval(timer);
    assert.ok(turns >= 3, `${turns} turns of others`);
    assert.ok(progress.length > 3);
    assert.deepEqual(
      progress,
      [...progress].sort((a, b) => a - b),
    );
    assert.ok(progress[0]! >= 0 && progress.at(-1)! <= 1);
  });

  it('carries out calls in their order', async () => {
    const data = createInProcessData();
    const first = data.load(new Blob([JSON.stringify(otlpSpans(100))]), { append: false, signal });
    const second = data.load(otlpSpans(10, 100), { append: true, signal });
    const graph = data.buildGraph({ focusTraceId: '*' }, signal);
    assert.equal((await first).spanCount, 100);
    assert.equal((await second).spanCount, 110);
    assert.equal(
      (await graph).nodes.reduce((sum, node) => sum + node.spanCount, 0),
      110,
    );
  });

  it('reports a blob that cannot be read', async () => {
    class Gone extends Blob {
      override slice(): Blob {
        const part = new Blob();
        part.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
        return part;
      }
    }
    const { problems, spanCount } = await summaryOf([otlpSpans(10), new Gone(['x'])]);
    assert.equal(spanCount, 10);
    assert.deepEqual(
      problems.map(({ code, example }) => [code, example]),
      [['unknown-format', 'blob: NotReadableError']],
    );
  });

  it('masks before anything else', async () => {
    const data = createInProcessData({ mask: () => undefined });
    await data.load(otlpSpans(10), { append: false, signal });
    const { nodes } = await data.buildGraph({ groupBy: ['service.name'] }, signal);
    assert.deepEqual(nodes[0]!.group, [{ key: 'service.name', value: null }]);
  });

  it('tells when the host’s classify fails', async () => {
    const codes: string[] = [];
    const data = createInProcessData({ onProblem: ({ code }) => codes.push(code) });
    await data.load(otlpSpans(10), { append: false, signal });
    const classify = (): never => {
      throw new Error('no');
    };
    await data.buildGraph({ classify }, signal);
    assert.deepEqual(codes, ['classify-failed']);
  });
});
