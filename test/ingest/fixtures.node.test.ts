import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseTraces, type ParsedTraces } from '../../src/ingest/parse-traces.js';
import type { ProblemCode } from '../../src/model/problem.js';
import type { Span } from '../../src/model/span.js';
import { readFixtureTable, wholeCollection, type FixtureRow } from './fixture-table.js';

/** Where our count differs from the table's, which counts what stands in the file: what we count, and why. */
interface Deviation {
  readonly why: string;
  readonly traces?: number;
  readonly spans?: number;
  readonly services?: number;
  readonly links?: string;
  readonly errors?: number;
  readonly kinds?: Readonly<Record<string, number>>;
  /** Problems that follow from what is kept, instead of those of the table's defects. */
  readonly problems?: Partial<Record<ProblemCode, number>>;
}

const repeatedLinks = 'the same link twice on a span is one';
const tagObject = 'the table does not look into `tag`, where these documents keep kinds and errors';
const repeats = 'an exact repeat of a span is one span';
const conflicts = 'of two spans with the same ids the first is kept';
const parts = 'parts of one span are merged into it';

const deviations: Readonly<Record<string, Deviation>> = {
  'otlp/capture-kafka-sqs-rabbit.jsonl': { why: repeatedLinks, links: '100 (x100 r100)' },
  'otel-js/capture-readable-spans.json': { why: repeatedLinks, links: '100 (x100 r100)' },
  'jaeger/capture-derived.json': { why: repeatedLinks, links: '100 (x100 r100)' },
  'otel-js/capture-console-exporter.json': {
    why: repeatedLinks,
    links: '8 (x8 r6)',
    problems: { 'missing-parent': 9, 'dangling-link': 2 },
  },
  'otlp/jaeger-link-attributes.json': { why: repeatedLinks, links: '2 (x2 r0)' },
  'jaeger/es-bulk-hotrod.ndjson': {
    why: tagObject,
    errors: 18,
    kinds: { client: 192, server: 104, unspecified: 83 },
  },
  'jaeger/jaeger-ui01-multi-ref.json': {
    why: conflicts,
    spans: 4,
    kinds: { unspecified: 4 },
    problems: { 'conflicting-span': 1, 'dangling-link': 1 },
  },
  'jaeger/jaegerui-otlp2jaeger.json': {
    why: repeats,
    spans: 1,
    kinds: { server: 1 },
    problems: { 'duplicate-span': 1, 'missing-parent': 1 },
  },
  'otlp/tracelens-all-zero-id.json': {
    why: 'a span without a valid trace and span id is skipped',
    traces: 0,
    spans: 0,
    services: 0,
    kinds: {},
    problems: { 'invalid-id': 2 },
  },
  'otlp/tracelens-duplicate-span.json': {
    why: conflicts,
    spans: 1,
    kinds: { server: 1 },
    problems: { 'conflicting-span': 1 },
  },
  'zipkin/collector-sample1.json': {
    why: repeats,
    spans: 1,
    kinds: { client: 1 },
    problems: { 'duplicate-span': 8, 'missing-parent': 1 },
  },
  'zipkin/capture-js-exporter.json': {
    why: 'the table counts the tag `error` only, not `otel.status_code`',
    errors: 54,
  },
  'zipkin/netflix.json': { why: parts, spans: 6, services: 3, kinds: { client: 3, server: 3 } },
  'zipkin/smartthings-mobile-install.json': {
    why: parts,
    spans: 957,
    kinds: { client: 628, server: 326, unspecified: 3 },
  },
  'otlp/duckdb-malformed.jsonl': {
    why: 'one of the lines is JSON, but no trace data',
    problems: { 'invalid-line': 2, 'unknown-format': 1 },
  },
  'otlp/robotframework-malformed.jsonl': {
    why: 'one of the lines is JSON, but no trace data',
    problems: { 'invalid-line': 2, 'unknown-format': 1, 'missing-parent': 2 },
  },
  'otlp/tracelens-invalid-time.json': {
    why: 'the table has no column for an end before the start',
    problems: { 'negative-duration': 1 },
  },
  'otlp/tracelens-no-root.json': {
    why: 'the table counts the trace without a root, we its cycle of parents',
    problems: { 'parent-cycle': 1 },
  },
};

const codeOfDefect: Readonly<Record<string, ProblemCode>> = {
  orphan: 'missing-parent',
  early: 'early-child',
  badlines: 'invalid-line',
  selfparent: 'parent-cycle',
};

function expectedOf(row: FixtureRow): Omit<Required<Deviation>, 'why'> {
  const deviation = deviations[row.file] ?? {};
  const problems: Partial<Record<ProblemCode, number>> = {};
  for (const [defect, count] of row.defects) {
    const code = codeOfDefect[defect];
    if (code) problems[code] = count;
  }
  const dangling = danglingLinks({ ...row, ...deviation }.links);
  if (dangling > 0) problems['dangling-link'] = dangling;
  const { traces, spans, services, links, errors, kinds } = row;
  const { why: _, ...differing } = { why: '', ...deviation };
  return { traces, spans, services, links, errors, kinds, problems, ...differing };
}

function danglingLinks(links: string): number {
  const [all = 0, , resolved = 0] = [...links.matchAll(/\d+/g)].map(Number);
  return all - resolved;
}

function summaryOf({ traces, problems }: ParsedTraces): Omit<Required<Deviation>, 'why'> {
  const spans = traces.traces.flatMap((trace) => trace.spans);
  const known = new Set(spans.map((span) => `${span.traceId} ${span.spanId}`));
  const links = spans.flatMap((span) => span.links.map((link) => ({ span, link })));
  const crossing = links.filter(({ span, link }) => link.traceId !== span.traceId).length;
  const resolved = links.filter(({ link }) => known.has(`${link.traceId} ${link.spanId}`)).length;
  return {
    traces: traces.traces.length,
    spans: spans.length,
    services: new Set(spans.map((span) => span.service)).size,
    links: links.length === 0 ? '0' : `${links.length} (x${crossing} r${resolved})`,
    errors: spans.filter((span) => span.status === 'error').length,
    kinds: countBy(spans),
    problems: Object.fromEntries(problems.map(({ code, count }) => [code, count])),
  };
}

function countBy(spans: readonly Span[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of spans) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

for (const [title, folder] of [
  ['fixtures', 'test/fixtures'],
  ['the whole collection', wholeCollection],
] as const) {
  const rows = readFixtureTable(folder);
  describe(`${title}: ${rows.length} files`, { skip: rows.length === 0 }, () => {
    for (const row of rows) {
      it(`reads ${row.file} as its table says`, () => {
        const text = readFileSync(row.path, 'utf8');
        const parsed = parseTraces(text);
        assert.deepEqual(summaryOf(parsed), expectedOf(row));
        assert.equal(parsed.traces.spanCount, expectedOf(row).spans);
        assert.deepEqual(parseTraces(readFileSync(row.path)), parsed, 'the same from bytes');
      });
    }
  });
}

it('has a reason for every deviation', () => {
  const files = new Set(
    [...readFixtureTable('test/fixtures'), ...readFixtureTable(wholeCollection)].map((row) => row.file),
  );
  const only = Object.keys(deviations).filter((file) => !files.has(file));
  // Files that are only in the whole collection cannot be checked without it.
  if (readFixtureTable(wholeCollection).length > 0) assert.deepEqual(only, []);
  for (const { why } of Object.values(deviations)) assert.notEqual(why, '');
});
