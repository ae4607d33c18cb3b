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

/** Files by their path within the folder, so that what lies in both is compared once. */
const files = new Map(
  ['../shared/data', 'test/fixtures'].filter(existsSync).flatMap((folder) => filesOf(folder)),
);

for (const [name, path] of [...files].sort())
  test(`the graph of ${name} is that of the slow reading`, () => {
    compareAllSettings(parseTraces(readFileSync(path, 'utf8')).traces);
  });

test('the graph of recorded answers, taken together, is that of the slow reading', (context) => {
  const answers = [...files].filter(([name]) => name.startsWith('recorded/tempo-v2-trace-'));
  if (answers.length === 0) {
    context.skip('the recorded answers are not here');
    return;
  }
  const { traces } = parseTraces(answers.map(([, path]): unknown => JSON.parse(readFileSync(path, 'utf8'))));
  assert.equal(traces.traces.length, answers.length);
  compareAllSettings(traces);
});

test('most files have spans to compare', () => {
  const filled = [...files.values()].filter(
    (path) => parseTraces(readFileSync(path, 'utf8')).traces.spanCount > 0,
  );
  assert.ok(filled.length >= 20 && filled.length > files.size / 2, `${filled.length} of ${files.size} files`);
});

function compareAllSettings(traces: TraceSet): void {
  for (const options of settings(traces)) {
    const differences = graphDifferences(buildDependencyGraph(traces, options), slowGraph(traces, options));
    assert.deepEqual(differences, [], JSON.stringify(options));
  }
}

function filesOf(folder: string, within = ''): [name: string, path: string][] {
  return readdirSync(join(folder, within)).flatMap((entry): [string, string][] => {
    const name = join(within, entry);
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesOf(folder, name);
    return /\.(nd)?jsonl?$/.test(name) ? [[name, path]] : [];
  });
}

/** Every focus, grouping, with and without internal spans, with and without limits. */
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
          showDestinations: limit === 0,
        })),
      ),
    ),
  );
}
