/** The graph against the slow reading of the rules, on every file of recorded traces, over many settings. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { graphDifferences } from '../oracle/compare-graphs.js';
import { slowGraph } from '../oracle/slow-graph.js';

const groupings = [
  ['service.name'],
  ['operation.name'],
  ['service.name', 'operation.name'],
  ['span.kind'],
  ['http.method'],
  ['process.host.name'],
];

/** Times are milliseconds since 1970 in doubles: a sum of start and duration is exact to 0.25 µs only. */
const tolerance = 1e-9;

const folders = ['test/fixtures', '../shared/data'].filter((folder) => existsSync(folder));
for (const file of folders.flatMap(filesOf))
  test(`the graph of ${file} is that of the slow reading`, () => {
    const { traces } = parseTraces(readFileSync(file, 'utf8'));
    for (const options of settings(traces)) {
      const differences = graphDifferences(
        buildDependencyGraph(traces, options),
        slowGraph(traces, options),
        tolerance,
      );
      assert.deepEqual(differences, [], JSON.stringify(options));
    }
  });

function filesOf(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) =>
      statSync(path).isDirectory() ? filesOf(path) : /\.(nd)?jsonl?$/.test(path) ? [path] : [],
    );
}

/** Every grouping with and without internal spans and limits; every focus with a grouping of its own. */
function settings(traces: TraceSet): GraphOptions[] {
  const ids = traces.traces.map((trace) => trace.traceId);
  const others = [0, 1, 2, 3, 4].flatMap((part) => ids[Math.floor((part * ids.length) / 5)] ?? []);
  const focuses = [
    {},
    { focusTraceId: '*' },
    ...[...new Set(others)].map((focusTraceId) => ({ focusTraceId })),
  ];
  return focuses.flatMap((focus) =>
    groupings.flatMap((groupBy) =>
      [false, true].flatMap((showInternalSpans) =>
        [3, 0].map((limit) => ({
          ...focus,
          groupBy,
          showInternalSpans,
          asyncLimit: limit,
          asyncDepth: limit,
        })),
      ),
    ),
  );
}
