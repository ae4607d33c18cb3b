/** The critical path against a slow reading of its rules, on random spans. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import { criticalPath } from '../../src/graph/critical-path.js';
import { createTraceSet } from '../../src/ingest/create-trace-set.js';
import type { CriticalPath } from '../../src/model/details.js';
import { arbitraryOptions, arbitraryTightOptions } from '../oracle/arbitrary-options.js';
import { arbitraryFans, arbitrarySpans, arbitraryTies } from '../oracle/arbitrary-traces.js';
import { parameters } from '../oracle/property-runs.js';
import { slowCriticalPath } from '../oracle/slow-critical-path.js';

const spansOfSorts = fc.oneof(arbitraryFans, arbitrarySpans, arbitraryTies);
const optionsOfSorts = fc.oneof(arbitraryOptions, arbitraryTightOptions);

const sumOf = ({ nodes, edges, notDrawn }: CriticalPath): number =>
  nodes.reduce((sum, { time }) => sum + time, 0) + edges.reduce((sum, { wait }) => sum + wait, notDrawn);

function assertNear(actual: number, expected: number, what: string): void {
  const tolerance = 1e-6 * Math.max(1, Math.abs(expected));
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} instead of ${expected}`);
}

test('the critical path is what the slow reading finds', () => {
  fc.assert(
    fc.property(spansOfSorts, optionsOfSorts, (spans, given) => {
      const options = { ...given, showDestinations: false };
      const traces = createTraceSet(spans);
      const path = criticalPath(traces, buildDependencyGraph(traces, options), options);
      const slow = slowCriticalPath(traces, options);
      if (path === null || slow === null) {
        assert.equal(path, slow);
        return;
      }
      assertNear(path.total, slow.total, 'total');
      assertNear(path.notDrawn, slow.notDrawn, 'not drawn');
      assert.deepEqual(
        path.nodes.map(({ nodeId }) => nodeId),
        [...slow.nodes.keys()],
      );
      for (const { nodeId, time } of path.nodes) assertNear(time, slow.nodes.get(nodeId)!, nodeId);
      assert.deepEqual(
        path.edges.map(({ edgeId, step }) => [edgeId, step]),
        Array.from(slow.edges.keys(), (id, place) => [id, place + 1]),
      );
      for (const { edgeId, wait } of path.edges) assertNear(wait, slow.edges.get(edgeId)!, edgeId);
    }),
    parameters,
  );
});

test('its times add up, none is negative, and all of it is in the graph, whatever is drawn of queues', () => {
  fc.assert(
    fc.property(spansOfSorts, optionsOfSorts, (spans, options) => {
      const traces = createTraceSet(spans);
      const graph = buildDependencyGraph(traces, options);
      const path = criticalPath(traces, graph, options);
      if (path === null) return;
      assertNear(sumOf(path), path.total, 'sum');
      assert.ok(path.nodes.every(({ time }) => time >= 0) && path.edges.every(({ wait }) => wait >= 0));
      const nodes = new Set(graph.nodes.map(({ id }) => id));
      assert.ok(path.nodes.every(({ nodeId }) => nodes.has(nodeId)));
      const edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
      const waiting = path.edges.reduce((sum, { wait }) => sum + wait, 0);
      assertNear(path.waiting, waiting, 'waiting');
      for (const { edgeId } of path.edges) assert.ok(edges.has(edgeId));
      // What leads to a topic or queue is passed before what leads from there.
      const destinations = new Set(graph.nodes.flatMap((node) => (node.destination ? node.id : [])));
      for (const { edgeId, step, wait } of path.edges) {
        const { target } = edges.get(edgeId)!;
        if (!destinations.has(target)) continue;
        assert.equal(wait, 0);
        assert.ok(
          path.edges.some((other) => other.step > step && edges.get(other.edgeId)!.source === target),
        );
      }
    }),
    parameters,
  );
});

test('the order of the input does not matter', () => {
  fc.assert(
    fc.property(spansOfSorts, optionsOfSorts, (spans, options) => {
      const pathOf = (given: typeof spans): CriticalPath | null => {
        const traces = createTraceSet(given);
        return criticalPath(traces, buildDependencyGraph(traces, options), options);
      };
      assert.deepEqual(pathOf([...spans].reverse()), pathOf(spans));
    }),
    { ...parameters, numRuns: Math.ceil(parameters.numRuns / 3) },
  );
});
