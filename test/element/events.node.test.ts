import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TraceSelectEvent } from '../../src/element/events.js';
import type { DependencyNode } from '../../src/model/dependency-graph.js';

describe('the event of a selection', () => {
  it('does not touch the spans of its node until the host asks for their ids', () => {
    let reads = 0;
    const node = {
      id: 'n',
      get spans() {
        reads++;
        return [
          { traceId: 'a', spanId: '1' },
          { traceId: 'a', spanId: '2' },
          { traceId: 'b', spanId: '1' },
        ];
      },
    } as unknown as DependencyNode;
    const { detail } = new TraceSelectEvent(node);
    assert.equal(detail.node, node);
    assert.equal(reads, 0);
    assert.deepEqual(detail.traceIds, ['a', 'b']);
    assert.deepEqual(detail.spanIds, ['1', '2', '1']);
    assert.equal(detail.spanIds, detail.spanIds, 'a loop over the ids makes them once');
    assert.equal(reads, 2);
  });

  it('has no ids when the selection was cleared', () => {
    assert.deepEqual(new TraceSelectEvent(null).detail, { node: null, traceIds: [], spanIds: [] });
  });
});
