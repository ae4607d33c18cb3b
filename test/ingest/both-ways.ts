import assert from 'node:assert/strict';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { findNodes } from '../../src/graph/find-nodes.js';
import { groupKeys } from '../../src/graph/group-keys.js';
import { nodeDetails } from '../../src/graph/node-details.js';
import { createTraceSet } from '../../src/ingest/create-trace-set.js';
import { parseTraces, readTraces, type ParsedTraces } from '../../src/ingest/parse-traces.js';
import { ProblemCollector } from '../../src/ingest/problem-collector.js';
import { reportStructure } from '../../src/ingest/report-structure.js';
import { DocumentScan } from '../../src/ingest/scan-document.js';
import { isScannedSet } from '../../src/model/set-tables.js';
import { SpanTable } from '../../src/model/span-table.js';

/** What `parseTraces` gives when nothing is scanned: every value is made by `JSON.parse` and read by the readers. */
export function parseSlowly(input: unknown): ParsedTraces {
  const problems = new ProblemCollector();
  const traces = createTraceSet([...readTraces([input], problems)].flat(), problems);
  reportStructure(traces, problems);
  return { traces, problems: problems.list() };
}

/** Whether these bytes are scanned, rather than left to the readers of objects. */
export function isScanned(bytes: Uint8Array): boolean {
  const scan = new DocumentScan(bytes, new SpanTable()).scan();
  for (;;) {
    const { done, value } = scan.next();
    if (done) return value;
  }
}

const settings: readonly GraphOptions[] = [
  { focusTraceId: '*', asyncLimit: 0, asyncDepth: 0, groupBy: ['service.name', 'operation.name'] },
  { focusTraceId: '*', groupBy: ['http.method', 'span.kind', 'process.host.name'], classification: 'strict' },
  { showInternalSpans: true, showDestinations: true, groupBy: ['rpc.system', 'error'] },
];

const searched = ['a', 'shop', 'GET', 'http.method=get', 'error=', 'process.host.name=a', 'nowhere'];
const page = { offset: 0, limit: 10 };

/** Checks that bytes give the same traces, problems, graphs and answers in both ways, and says whether spans were scanned. */
export function checkBothWays(bytes: Uint8Array): boolean {
  const fast = parseTraces(bytes);
  const slow = parseSlowly(bytes);
  assert.deepEqual(fast.problems, slow.problems);
  for (const options of settings) {
    const graph = buildDependencyGraph(fast.traces, options);
    const slowGraph = buildDependencyGraph(slow.traces, options);
    assert.deepEqual(graph, slowGraph);
    for (const text of searched) {
      assert.deepEqual(
        findNodes(fast.traces, graph, text, options),
        findNodes(slow.traces, slowGraph, text, options),
      );
    }
    const [node] = graph.nodes;
    if (!node) continue;
    assert.deepEqual(
      nodeDetails(fast.traces, graph, node.id, page, options),
      nodeDetails(slow.traces, slowGraph, node.id, page, options),
    );
  }
  assert.deepEqual(groupKeys(fast.traces), groupKeys(slow.traces));
  assert.equal(fast.traces.spanCount, slow.traces.spanCount);
  assert.deepEqual(fast.traces.traces, slow.traces.traces);
  return isScannedSet(fast.traces);
}
