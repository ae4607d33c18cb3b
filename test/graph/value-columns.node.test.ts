import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { SpanIndex } from '../../src/graph/span-index.js';
import { valueColumn } from '../../src/graph/value-columns.js';
import { createTraceSet } from '../../src/ingest/create-trace-set.js';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import type { Span } from '../../src/model/span.js';
import { otlpSpans } from '../data-worker/otlp-spans.js';

const { traces } = parseTraces(otlpSpans(100));
const spans = traces.traces.flatMap((trace) => trace.spans);
const index = new SpanIndex(traces);

describe('value columns', () => {
  it('have equal numbers for equal values only', () => {
    const column = valueColumn(index, 'operation.name');
    spans.forEach((span, i) =>
      spans.forEach((other, j) => assert.equal(column[i] === column[j], span.name === other.name)),
    );
    assert.equal(new Set(valueColumn(index, 'no such key')).size, 1);
  });

  it('are made once, and the latest are kept', () => {
    let read = 0;
    const counted = spans.map((span): Span => {
      const copy = { ...span };
      Object.defineProperty(copy, 'attributes', { get: () => (read++, span.attributes) });
      return copy;
    });
    const countedIndex = new SpanIndex(createTraceSet(counted));
    const first = valueColumn(countedIndex, 'constructor');
    assert.equal(read, counted.length);
    assert.equal(valueColumn(countedIndex, 'constructor'), first);
    for (let other = 0; other < 7; other++) valueColumn(countedIndex, `key ${other}`);
    assert.equal(valueColumn(countedIndex, 'constructor'), first);
    for (let other = 0; other < 8; other++) valueColumn(countedIndex, `key ${other}`);
    assert.notEqual(valueColumn(countedIndex, 'constructor'), first, 'no memory without bound');
  });
});

describe('graphs one after another', () => {
  it('of one trace set are the same as each from a set of its own', () => {
    const classify: GraphOptions['classify'] = ({ name }) => (name.endsWith('3') ? 'database' : undefined);
    const options: readonly GraphOptions[] = [
      {},
      { focusTraceId: '*' },
      { focusTraceId: '*', groupBy: ['constructor'] },
      { focusTraceId: '*', classification: 'strict' },
      { focusTraceId: '*', classify },
      { focusTraceId: '*', groupBy: ['span.kind', 'constructor', 'service.name'], showInternalSpans: true },
    ];
    const all = [...options, ...options.toReversed(), ...options];
    for (const each of all) {
      assert.deepEqual(
        buildDependencyGraph(traces, each),
        buildDependencyGraph(createTraceSet([...spans]), each),
      );
    }
  });
});
