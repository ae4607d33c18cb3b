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
    assert.equal(answers.get(traceId('a'))?.completeness, undefined);
  });

  test('leaves out what it does not have', async () => {
    const answers = await createMemorySource(traces).getTraces([traceId('c'), traceId('b')], options());
    assert.deepEqual([...answers.keys()], [traceId('b')]);
  });

  test('gives a trace once that is asked for twice', async () => {
    const answers = await createMemorySource(traces).getTraces([traceId('a'), traceId('a')], options());
    assert.equal(answers.size, 1);
  });

  test('takes no id for a property of an object', async () => {
    const answers = await createMemorySource(traces).getTraces(['__proto__', 'constructor'], options());
    assert.equal(answers.size, 0);
  });

  test('rejects with the reason of an abort', async () => {
    const reason = new Error('left');
    await assert.rejects(
      createMemorySource(traces).getTraces([traceId('a')], { signal: AbortSignal.abort(reason) }),
      reason,
    );
  });

  test('has the id that it was given, or none', () => {
    assert.equal(createMemorySource(traces, { id: 'recording' }).id, 'recording');
    assert.equal('id' in createMemorySource(traces), false);
  });
});
