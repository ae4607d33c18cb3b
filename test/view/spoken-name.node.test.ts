import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildDependencyGraph, parseTraces } from '../../src/core.js';
import { edgeDetail, edgeLabel } from '../../src/view/edge-label.js';
import { formatsFor } from '../../src/view/format.js';
import type { SceneNode } from '../../src/view/scene.js';
import { spokenEdge, spokenNode } from '../../src/view/spoken-name.js';
import { english } from '../../src/view/strings.js';

test('the name of an edge holds the label that is seen', () => {
  const { traces } = parseTraces(readFileSync('test/fixtures/otlp/capture-kafka-sqs-rabbit.jsonl'));
  const { edges } = buildDependencyGraph(traces, { focusTraceId: '*', groupBy: ['service.name'] });
  const formats = formatsFor('en');
  let both = 0;
  for (const edge of edges) {
    const label = edgeLabel(edge, english, formats);
    const name = spokenEdge(edge, { source: 'a', target: 'b' }, english, formats);
    assert.ok(name.includes(label ?? english.callCount(edge.callCount)), name);
    const detail = edgeDetail(edge, english, formats);
    assert.ok(name.includes(detail ?? ''), name);
    if (edge.wait && detail !== null) both += 1;
  }
  assert.ok(both > 0, 'no edge of the fixture has waits that differ');
});

test('the name of a node tells what it is, whom it calls, who calls it, and where it stands', () => {
  const { traces } = parseTraces(readFileSync('test/fixtures/otlp/capture-kafka-sqs-rabbit.jsonl'));
  const { nodes } = buildDependencyGraph(traces, {});
  const spoken = (level: number, calls: { callers: number; callees: number }): string => {
    const node = { ...nodes[0]!, level, async: level !== 0, errorCount: 2, spanCount: 12, hiddenErrors: 0 };
    const texts = { title: 'orders process', subtitle: 'fraud', duration: '340 ms' };
    return spokenNode({ ...texts, node } as SceneNode, { strings: english, callsOf: () => calls, levels: 3 });
  };
  const name = spoken(1, { callers: 1, callees: 3 });
  const facts = ['orders process, fraud, ', '340 ms, 12 spans, 2 errors', 'calls 3, called by 1'];
  for (const fact of facts) assert.ok(name.includes(fact), name);
  assert.ok(name.endsWith('Asynchronous trace, level 1 of 3'), name);
  assert.ok(!spoken(0, { callers: 0, callees: 0 }).includes('call'));
  assert.ok(spoken(-2, { callers: 0, callees: 0 }).endsWith('Asynchronous trace, Async level −2 (causes)'));
});
