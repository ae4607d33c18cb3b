/**
 * From bytes to the graph of all traces, as ratios to `JSON.parse` of the same bytes: processor time, and memory that
 * is held in the end. Each figure comes from a process of its own.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DataAnswer } from './data-process.js';
import { writeResults, type DataRow } from './results.js';
import { printTable, shortRatio } from './table.js';

const SIZES = [10_000, 100_000, 1_000_000];
const FORMATS = ['OTLP', 'Jaeger', 'Zipkin'];

const script = fileURLToPath(new URL('data-process.mjs', import.meta.url));

async function measure(...args: readonly string[]): Promise<DataAnswer> {
  const flags = ['--expose-gc', '--max-old-space-size=12288'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, ...args]);
  return JSON.parse(stdout) as DataAnswer;
}

async function row(format: string, spans: number): Promise<DataRow> {
  const parse = await measure('parse', format, String(spans));
  const ours = await measure('ours', format, String(spans));
  return {
    format,
    spans,
    megabytes: parse.megabytes,
    reference: parse.read,
    read: ours.read / parse.read,
    graph: ours.graph / parse.read,
    total: (ours.read + ours.graph) / parse.read,
    cold: ours.cold / parse.cold,
    regroup: ours.regroup / parse.read,
    memory: ours.held / parse.held,
  };
}

const rows: DataRow[] = [];
for (const format of FORMATS) for (const spans of SIZES) rows.push(await row(format, spans));
writeResults('data', rows);

printTable('From bytes to the graph of all traces, as ratios to JSON.parse of the same bytes', [
  ['', 'spans', 'MB', 'JSON.parse, ms', 'read', 'graph', 'all', 'first run', 'regroup', 'memory'],
  ...rows.map(({ format, spans, megabytes, reference, read, graph, total, cold, regroup, memory }) => [
    format,
    spans,
    megabytes.toFixed(0),
    reference.toFixed(0),
    ...[read, graph, total, cold, regroup, memory].map(shortRatio),
  ]),
]);
