import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { packGraph, unpackGraph } from '../../src/data-worker/packed-graph.js';
import { followNodes, idFollower } from '../../src/element/followed-nodes.js';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import { knownMembers } from '../../src/graph/built-graphs.js';
import { createTraceSet } from '../../src/ingest/create-trace-set.js';
import type { DependencyGraph } from '../../src/model/dependency-graph.js';
import { span } from '../graph/span-builder.js';

const COUNT = 500;

/** As many operations of one service: by operation a node each, of which by service only one keeps its first span. */
const traces = createTraceSet(
  Array.from({ length: COUNT }, (_, place) =>
    span(`a/${(place + 1).toString(16)}`, { name: `step ${place}`, service: 'shop', start: place }),
  ),
);

const graphs = (how: (graph: DependencyGraph) => DependencyGraph): [DependencyGraph, DependencyGraph] => [
  how(buildDependencyGraph(traces, { groupBy: ['operation.name'] })),
  how(buildDependencyGraph(traces, { groupBy: ['service.name'] })),
];

const kinds = {
  'from the worker': (graph: DependencyGraph) => unpackGraph(packGraph(graph, knownMembers(graph)!)),
  'of the host': (graph: DependencyGraph) => structuredClone(graph),
} as const;

for (const [name, how] of Object.entries(kinds))
  describe(`nodes of a graph ${name}`, () => {
    const [fine, coarse] = graphs(how);
    const ids = fine.nodes.map(({ id }) => id);
    const whole = coarse.nodes[0]!.id;

    it('are followed by their spans, however many they are', () => {
      assert.equal(ids.length, COUNT);
      const idNow = idFollower(coarse, fine);
      for (const id of ids) assert.equal(idNow(id), whole);
    });

    it('are followed in lists as well, of which none is lost', () => {
      const followed = followNodes(ids, coarse, fine);
      assert.deepEqual(followed, { ids: [whole], found: 1, lost: 0 });
    });

    it('are lost where no span of them is there', () => {
      const [other] = [how(buildDependencyGraph(createTraceSet([span('b/1', { name: 'other' })])))];
      assert.equal(idFollower(other, fine)(ids[7]!), null);
      assert.equal(followNodes(ids, other, fine).lost, COUNT);
    });
  });
