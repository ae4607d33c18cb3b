/** How much CPU time reading and grouping take, as ratios to `JSON.parse` of the same text. */
import { buildDependencyGraph, parseTraces } from '../src/core.js';
import { texts } from './formats.js';
import { medianTimes } from './rounds.js';
import { printTable, ratio } from './table.js';

const SIZES = [10_000, 100_000];
const ROUNDS = 3;

/** Nothing is left out. */
const ALL = { focusTraceId: '*', asyncLimit: 0, asyncDepth: 0 } as const;

for (const size of SIZES) {
  const rows: (readonly (string | number)[])[] = [['', 'MB', 'JSON.parse', 'ours']];
  for (const [format, write] of Object.entries(texts)) {
    const text = write(size);
    const bytes = new TextEncoder().encode(text);
    const value: unknown = JSON.parse(text);
    const { traces, problems } = parseTraces(text);
    if (problems.length > 0 || traces.spanCount < size)
      throw new Error(`${format}: ${JSON.stringify(problems)}`);
    const works: Record<string, () => unknown> = {
      [`parse ${format} text`]: () => parseTraces(text),
      [`parse ${format} bytes`]: () => parseTraces(bytes),
      [`parse ${format} object`]: () => parseTraces(value),
      ...(format === 'OTLP' && {
        'graph of one trace and its neighbours': () => buildDependencyGraph(traces),
        'graph of all traces': () => buildDependencyGraph(traces, ALL),
        'graph of all traces, by service': () =>
          buildDependencyGraph(traces, { ...ALL, groupBy: ['service.name'] }),
        'graph of all traces with internal spans': () =>
          buildDependencyGraph(traces, { ...ALL, showInternalSpans: true }),
      }),
    };
    const [reference = NaN, ...times] = medianTimes(
      [() => JSON.parse(text) as unknown, ...Object.values(works)],
      ROUNDS,
    );
    for (const [index, name] of Object.keys(works).entries()) {
      const megabytes = (bytes.length / 1e6).toFixed(0);
      rows.push([name, megabytes, `${reference.toFixed(0)} ms`, ratio(times[index] ?? NaN, reference)]);
    }
  }
  printTable(`${size} spans: CPU time as a multiple of JSON.parse of the same text`, rows);
}
