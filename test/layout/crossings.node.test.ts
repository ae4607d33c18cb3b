import assert from 'node:assert/strict';
import { it } from 'node:test';
import { neighbours } from '../../src/layout/layered/adjacency.js';
import { CrossingCounter, SortedCrossingCounter } from '../../src/layout/layered/crossings.js';
import { seededRandom } from './random-graphs.js';

it('crossings of a rank sorted by the one before are as many as a count without that knowledge finds', () => {
  let most = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const random = seededRandom(seed);
    const size = 1 + Math.floor(random() * 20);
    const edges = new Set<number>();
    for (let i = Math.floor(random() * 40); i > 0; i--)
      edges.add(Math.floor(random() * size) * size + Math.floor(random() * size));
    const from = Int32Array.from(edges, (edge) => Math.floor(edge / size));
    const to = Int32Array.from(edges, (edge) => size + (edge % size));
    const out = neighbours(2 * size, from, to);
    const into = neighbours(2 * size, to, from);
    const mean = (v: number): number => {
      const before = into.to.subarray(into.start[v], into.start[v + 1]);
      return before.reduce((sum, u) => sum + u, 0) / Math.max(1, before.length);
    };
    const all = Array.from({ length: 2 * size }, (_, v) => v);
    const sequence = Int32Array.from([
      ...all.slice(0, size),
      ...all.slice(size).sort((a, b) => mean(a) - mean(b)),
    ]);
    const position = new Int32Array(2 * size);
    sequence.forEach((v, k) => (position[v] = k % size));
    const known = new SortedCrossingCounter(size).count(sequence, 0, size, 2 * size, { out, into }, position);
    assert.equal(
      known,
      new CrossingCounter(size).count(sequence, 0, size, out, position, size),
      `seed ${seed}`,
    );
    most = Math.max(most, known);
  }
  assert.ok(most > 20);
});
