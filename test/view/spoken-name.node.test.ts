import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildDependencyGraph, parseTraces } from '../../src/core.js';
import { edgeDetail, edgeLabel } from '../../src/view/edge-label.js';
import { formatsFor } from '../../src/view/format.js';
import { spokenEdge } from '../../src/view/spoken-name.js';
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
