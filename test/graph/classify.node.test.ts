import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { nodeDetails } from '../../src/graph/node-details.js';
import type { NodeKind } from '../../src/model/dependency-graph.js';
import type { Problem } from '../../src/model/problem.js';
import type { Attributes, Span, SpanKind } from '../../src/model/span.js';
import { span, traceSet } from './span-builder.js';

function kindOf(kind: SpanKind, tags: Attributes, options: GraphOptions = {}): NodeKind {
  return buildDependencyGraph(traceSet(span('a/1', { kind, tags })), options).nodes[0]!.kind;
}

describe('Rule 2: kind of a span', () => {
  const standard: readonly [SpanKind, Attributes, NodeKind][] = [
    ['producer', {}, 'pubsub'],
    ['consumer', { 'http.request.method': 'POST', 'db.system': 'redis' }, 'pubsub'],
    ['client', { 'messaging.operation.type': 'receive' }, 'pubsub'],
    ['client', { 'messaging.operation': 'receive' }, 'pubsub'],
    ['client', { 'messaging.destination': 'orders', 'rpc.system': 'aws-api' }, 'pubsub'],
    ['client', { 'db.system': 'elasticsearch', 'http.request.method': 'GET' }, 'database'],
    ['client', { 'db.system.name': 'postgresql' }, 'database'],
    ['client', { 'db.query.text': 'select 1' }, 'database'],
    ['client', { 'db.statement': 'select 1' }, 'database'],
    ['client', { 'db.sql.table': 'orders' }, 'database'],
    ['client', { 'sql.query': 'select 1' }, 'database'],
    ['server', { 'db.system': 'mysql' }, 'generic'],
    ['server', { 'http.method': 'GET' }, 'http'],
    ['client', { 'http.request.method': '_OTHER' }, 'http'],
    ['client', { 'http.method': 'POST', 'rpc.system': 'grpc' }, 'generic'],
    ['client', { 'http.method': 'POST', 'rpc.system.name': 'http' }, 'http'],
    ['client', { 'http.url': 'https://example.com/' }, 'http'],
    ['server', { 'http.path': '/' }, 'http'],
    ['server', { 'url.path': '/' }, 'http'],
    ['client', { 'http.status_code': 200 }, 'http'],
    ['client', { 'http.status_code': 200, 'rpc.system': 'connect_rpc' }, 'generic'],
    ['internal', { 'http.route': '/', 'http.url': '/' }, 'generic'],
    ['server', { 'faas.trigger': 'pubsub' }, 'pubsub'],
    ['server', { 'faas.trigger': 'http' }, 'http'],
    ['server', { 'faas.trigger': 'timer' }, 'generic'],
    ['unspecified', { 'kafka.topic': 'orders' }, 'pubsub'],
    ['unspecified', { 'redis.command': 'GET' }, 'database'],
    ['unspecified', {}, 'generic'],
  ];
  for (const [kind, tags, expected] of standard) {
    it(`takes ${kind} ${JSON.stringify(tags)} as ${expected}`, () => {
      assert.equal(kindOf(kind, tags), expected);
    });
  }

  it('takes no notice of tags that say nothing', () => {
    assert.equal(
      kindOf('client', { 'db.system': '', 'messaging.system': null, 'db.operation': [] }),
      'generic',
    );
  });

  const strict: readonly [SpanKind, Attributes, NodeKind][] = [
    ['consumer', { 'db.statement': 'select 1' }, 'pubsub'],
    ['client', { 'db.statement': 'select 1', 'http.method': 'GET' }, 'database'],
    ['server', { 'db.query.text': 'select 1' }, 'database'],
    ['client', { 'http.request.method': 'GET', 'rpc.system': 'grpc' }, 'http'],
    ['client', { 'db.system': 'redis', 'messaging.system': 'kafka' }, 'generic'],
    ['client', { 'http.url': 'https://example.com/' }, 'generic'],
  ];
  for (const [kind, tags, expected] of strict) {
    it(`strictly takes ${kind} ${JSON.stringify(tags)} as ${expected}`, () => {
      assert.equal(kindOf(kind, tags, { classification: 'strict' }), expected);
    });
  }

  it('lets the host override both, span by span', () => {
    const classify = (one: Span): NodeKind | undefined => (one.name === 'a/1' ? 'database' : undefined);
    for (const classification of ['standard', 'strict'] as const) {
      assert.equal(kindOf('producer', {}, { classification, classify }), 'database');
    }
    const other = buildDependencyGraph(traceSet(span('b/1', { kind: 'producer' })), { classify });
    assert.equal(other.nodes[0]!.kind, 'pubsub');
  });

  it("falls back to the rules when the host's function fails, and reports it once", () => {
    const reported: Problem[] = [];
    const classify = (one: Span): NodeKind => {
      if (one.name === 'odd') return 'cache' as NodeKind;
      throw new Error('no idea');
    };
    const spans = traceSet(span('a/1', { kind: 'producer' }), span('a/2', { name: 'odd', kind: 'consumer' }));
    const graph = buildDependencyGraph(spans, { classify }, (problem) => reported.push(problem));
    assert.deepEqual([...new Set(graph.nodes.map((node) => node.kind))], ['pubsub']);
    assert.deepEqual(reported, [{ code: 'classify-failed', count: 2, example: 'a/1' }]);
  });

  it('tells which rules decided, the most frequent first', () => {
    const tags = { 'db.system': 'redis' };
    const spans = traceSet(
      span('a/1', { name: 'get', kind: 'client', tags: { 'redis.command': 'GET' } }),
      span('a/2', { name: 'get', kind: 'client', tags }),
      span('a/3', { name: 'get', kind: 'client', tags }),
    );
    const graph = buildDependencyGraph(spans);
    const details = nodeDetails(spans, graph, graph.nodes[0]!.id, { offset: 0, limit: 10 });
    assert.deepEqual(details?.reasons, ['has a database tag', "has a vendor's database tag"]);
  });
});
