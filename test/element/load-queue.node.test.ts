import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import { span, traceSet } from '../graph/span-builder.js';
import { LoadQueue, type Load } from '../../src/element/load-queue.js';

/** What is found in data that can be read. */
const good = { spanCount: 1, problems: [] } as const;
/** What is found in data in which nothing can be read. */
const bad = { spanCount: 0, problems: [{ code: 'unknown-format', count: 1, example: '' }] } as const;

const load = (input: unknown, append = false): Load => ({ input, append, hold: append });

/** A queue of which these are drawn, one added to the other. */
function drawnOf(...inputs: readonly string[]): LoadQueue {
  const queue = new LoadQueue();
  inputs.forEach((input, place) => queue.add(load(input, place > 0)));
  for (const waiting of queue.waiting) queue.taken(waiting, good);
  queue.drawn();
  return queue;
}

const inputsOf = (queue: LoadQueue): readonly unknown[] => queue.waiting.map(({ input }) => input);
const isAgain = (queue: LoadQueue): boolean => queue.waiting.every((waiting) => waiting.isAgain);

describe('The queue of inputs', () => {
  it('reads added inputs after those that wait, and new ones in their stead', () => {
    const queue = new LoadQueue();
    queue.add(load('a'));
    queue.add(load('b', true));
    assert.deepEqual(inputsOf(queue), ['a', 'b']);
    queue.add(load('c'));
    assert.deepEqual(inputsOf(queue), ['c']);
  });

  it('reads what is drawn again, all of it and once, when other data are given up that had taken its place', () => {
    const queue = drawnOf('a', 'b');
    queue.add(load('c'));
    queue.taken(load('c'), good);
    assert.equal(queue.hasUndrawn, true);
    queue.cancel();
    assert.deepEqual(inputsOf(queue), ['a', 'b']);
    assert.deepEqual(
      queue.waiting.map(({ append }) => append),
      [false, true],
    );
    assert.equal(isAgain(queue), true);
    for (const waiting of queue.waiting) queue.taken(waiting, good);
    queue.drawn();
    assert.equal(queue.hasUndrawn, false);
  });

  it('reads nothing again when what is given up was not read yet', () => {
    const queue = drawnOf('a');
    queue.add(load('b'));
    queue.cancel();
    assert.equal(queue.isEmpty, true);
    assert.equal(queue.hasContent, true);
  });

  it("brings the host's graph back with the data that it stood for", () => {
    const queue = drawnOf('a');
    const graph = buildDependencyGraph(traceSet(span('a/1', { name: 'root' })), {});
    queue.given = graph;
    queue.drawn();
    queue.add(load('b'));
    assert.equal(queue.given, null);
    queue.cancel();
    assert.equal(queue.given, graph);
  });

  it('goes back behind data of which nothing could be read, nor of what was added to them', () => {
    const queue = drawnOf('a');
    queue.add(load('b'));
    queue.add(load('c', true));
    queue.taken(load('b'), bad);
    assert.equal(queue.isAccepted, false);
    queue.taken(load('c', true), bad);
    assert.equal(queue.isAccepted, false);
    queue.refuse();
    assert.deepEqual(inputsOf(queue), ['a']);
  });

  it('takes unreadable data where something that was added to them can be read', () => {
    const queue = drawnOf('a');
    queue.add(load('b'));
    queue.add(load('c', true));
    queue.taken(load('b'), bad);
    assert.equal(queue.isAccepted, false);
    queue.taken(load('c', true), { ...bad, spanCount: 1 });
    assert.equal(queue.isAccepted, true);
  });

  it('takes what is added to data that are drawn, whether or not it can be read', () => {
    const queue = drawnOf('a');
    queue.add(load('b', true));
    queue.taken(load('b', true), bad);
    assert.equal(queue.isAccepted, true);
  });

  it('goes back to nothing where nothing is drawn', () => {
    const queue = new LoadQueue();
    queue.add(load('a'));
    queue.taken(load('a'), bad);
    assert.equal(queue.isAccepted, false);
    queue.refuse();
    assert.deepEqual(inputsOf(queue), [[]]);
    assert.equal(isAgain(queue), true);
  });

  it('keeps a graph that the host has given since, where data are refused or given up', () => {
    const graph = buildDependencyGraph(traceSet(span('a/1', { name: 'root' })), {});
    for (const end of ['refuse', 'cancel'] as const) {
      const queue = drawnOf('a');
      queue.add(load('b'));
      queue.given = graph;
      queue.taken(load('b'), good);
      queue[end]();
      assert.equal(queue.given, graph, end);
    }
  });

  it('empties the view by right where data without spans and without a fault came first', () => {
    const queue = drawnOf('a');
    queue.add(load('b'));
    queue.add(load('c', true));
    queue.taken(load('b'), { spanCount: 0, problems: [] });
    assert.equal(queue.isAccepted, true);
    queue.taken(load('c', true), bad);
    assert.equal(queue.isAccepted, true);
  });
});
