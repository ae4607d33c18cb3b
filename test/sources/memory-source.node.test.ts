import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createMemorySource } from '../../src/sources/memory-source.js';
import { span, traceId, traceSet } from '../graph/span-builder.js';

const traces = traceSet(span('a/1'), span('a/2', { parent: '1' }), span('b/1'));

const options = (): { signal: AbortSignal } => ({ signal: new AbortController().signal });

describe('the memory source', () => {
  test('gives the traces that it has, as they are', async () => {
    const answers = await createMemorySource(traces).getTraces([traceId('a'), traceId('b')], options());
    assert.deepEqual([...answers.keys()], [traceId('a'), traceId('b')]);
    assert.equal(answers.get(traceId('a'))?.spans, traces.traces[0]?.spans);
    assert.equal(answers.get(traceId('a'))?.completeness, 'complete');
  });

  test('tells links from an index that it makes when it is first asked for', async () => {
    let reads = 0;
    const linking = span('c/1', { links: ['a/1'] });
    const counted = new Proxy(linking, {
      get: (target, name, receiver) => {
        if (name === 'links') reads++;
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    const source = createMemorySource(traceSet(counted));
    const asked = { ...options(), range: { fromMs: 0, toMs: Infinity }, perTrace: 3 };
    assert.equal(reads, 0);
    await source.incomingLinks?.([traceId('a')], asked);
    const once = reads;
    assert.ok(once > 0);
    await source.incomingLinks?.([traceId('a'), traceId('b')], asked);
    assert.equal(reads, once);
  });

  test('takes a link of a span without a start for one in every window, the last', async () => {
    const source = createMemorySource(
      traceSet(span('c/1', { links: ['a/1'], start: null }), span('d/1', { links: ['a/1'], start: 5 })),
    );
    const pages = await source.incomingLinks?.([traceId('a')], {
      ...options(),
      range: { fromMs: 0, toMs: Infinity },
      perTrace: 3,
    });
    assert.deepEqual(
      pages?.get(traceId('a'))?.items.map(({ from }) => from.traceId),
      [traceId('d'), traceId('c')],
    );
  });

  test('refuses a cursor of another source', async () => {
    const source = createMemorySource(traceSet(span('c/1', { links: ['a/1'] })));
    const asked = { ...options(), range: { fromMs: 0, toMs: Infinity }, perTrace: 3 };
    for (const cursor of ['x', '-1', '2', '1.5'])
      await assert.rejects(
        source.incomingLinks!([traceId('a')], { ...asked, cursor: { [traceId('a')]: cursor } }),
        {
          code: 'bad-query',
        },
      );
  });

  test('has the capabilities that it was given', () => {
    const { capabilities } = createMemorySource(traces, {
      capabilities: { incomingLinks: 'scan', batch: 2 },
    });
    assert.deepEqual(capabilities, { incomingLinks: 'scan', batch: 2, concurrency: 4 });
  });

  test('has the id that it was given, or none', () => {
    assert.equal(createMemorySource(traces, { id: 'recording' }).id, 'recording');
    assert.equal('id' in createMemorySource(traces), false);
  });
});
