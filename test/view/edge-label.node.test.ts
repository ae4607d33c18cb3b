import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DependencyEdge } from '../../src/model/dependency-graph.js';
import { edgeLabel } from '../../src/view/edge-label.js';
import { formatsFor } from '../../src/view/format.js';
import { english } from '../../src/view/strings.js';

const labelOf = (more: Partial<DependencyEdge>): string | null =>
  edgeLabel({ ...edge, ...more }, english, formatsFor('en'));

const edge: DependencyEdge = {
  id: 'e',
  source: 'a',
  target: 'b',
  async: false,
  callCount: 1,
  traceCount: 1,
  errorCount: 0,
  duration: null,
  wait: null,
  via: 0,
  calls: [],
};

describe('edgeLabel', () => {
  it('says nothing of a single call that did not fail', () => {
    assert.equal(labelOf({}), null);
  });

  it('says by a sign, not by colour alone, that calls failed, and how many', () => {
    assert.equal(labelOf({ errorCount: 1 }), '!');
    assert.equal(labelOf({ callCount: 1200, errorCount: 1100 }), '×1,200 · !\u00a01,100');
  });

  it('tells the wait of an asynchronous edge, unless every call overlaps its caller', () => {
    const wait = { min: 1, avg: 20, max: 30, overlapping: 1 };
    assert.equal(labelOf({ async: true, callCount: 2, wait }), '×2 · wait 20\u00a0ms');
    assert.equal(labelOf({ async: true, wait }), '1 overlapping');
  });
});
