import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  GraphNavigator,
  layersOf,
  type NavigationEdge,
  type NavigationFocus,
  type NavigationNode,
} from '../../src/viewport/keyboard-navigation.js';
import { navigationCommand, TypeAhead, type NavigationCommand } from '../../src/viewport/navigation-keys.js';

function node(id: string, x: number, y: number, name = id): NavigationNode {
  return { id, name, x, y, width: 120, height: 80 };
}

function edge(source: string, target: string, id = `${source}→${target}`): NavigationEdge {
  return { id, source, target };
}

function at(id: string): NavigationFocus {
  return { type: 'node', id };
}

/**
 * a ─▶ b ─▶ d
 *  └─▶ c ─▶ e, c ─▶ a (back), lone node f in the middle layer
 */
const nodes = [
  node('d', 400, 0),
  node('b', 200, 0),
  node('a', 0, 50),
  node('c', 200, 100),
  node('e', 400, 100),
  node('f', 200, 200),
];
const edges = [
  edge('a', 'c'),
  edge('a', 'b'),
  edge('b', 'd'),
  edge('c', 'e'),
  edge('c', 'a'),
  edge('c', 'c'),
];
const navigator = new GraphNavigator(nodes, edges, 'right');

function moved(from: NavigationFocus, command: NavigationCommand): string | null {
  return navigator.move(from, command)?.id ?? null;
}

const layerIds = (...given: Parameters<typeof layersOf>): string[][] =>
  layersOf(...given).map((layer) => layer.map(({ id }) => id));

describe('layers', () => {
  it('are read by place, in visual order', () => {
    assert.deepEqual(layerIds(nodes, 'right'), [['a'], ['b', 'c', 'f'], ['d', 'e']]);
  });

  it('hold boxes of different widths that share a middle', () => {
    const wide = { ...node('wide', 150, 0), width: 220 };
    const boxes = [node('a', 0, 0), wide, node('b', 200, 200), node('z', 400, 0)];
    assert.deepEqual(layerIds(boxes, 'right'), [['a'], ['wide', 'b'], ['z']]);
  });

  it('are rows when the layout goes down', () => {
    const boxes = [node('a', 50, 0), node('b', 0, 200), node('c', 200, 200)];
    const down = new GraphNavigator(boxes, [edge('a', 'c')], 'down');
    assert.deepEqual(layerIds(boxes, 'down'), [['a'], ['b', 'c']]);
    assert.equal(down.move(at('a'), 'callee')?.id, 'c');
  });
});

describe('moving', () => {
  it('follows calls', () => {
    assert.equal(moved(at('a'), 'callee'), 'b');
    assert.equal(moved(at('c'), 'callee'), 'e', 'forward before backward');
    assert.equal(moved(at('d'), 'caller'), 'b');
    assert.equal(moved(at('d'), 'callee'), null);
    assert.equal(moved(at('f'), 'caller'), null);
  });

  it('goes through a layer and on to the next', () => {
    assert.equal(moved(at('b'), 'next'), 'c');
    assert.equal(moved(at('f'), 'next'), 'd');
    assert.equal(moved(at('b'), 'previous'), 'a');
    assert.equal(moved(at('a'), 'previous'), null);
    assert.equal(moved(at('c'), 'layer-start'), 'b');
    assert.equal(moved(at('c'), 'layer-end'), 'f');
    assert.equal(moved(at('b'), 'layer-start'), null, 'already there');
    assert.equal(moved(at('e'), 'first-layer'), 'a');
    assert.equal(moved(at('a'), 'last-layer'), 'd');
  });

  it('cycles over the edges of a node and goes from an edge to its ends', () => {
    const first = navigator.move(at('a'), 'outgoing-edge')!;
    assert.deepEqual(first, { type: 'edge', id: 'a→b', node: 'a' });
    const second = navigator.move(first, 'outgoing-edge')!;
    assert.equal(second.id, 'a→c');
    assert.equal(navigator.move(second, 'outgoing-edge')!.id, 'a→b');
    assert.equal(moved(second, 'callee'), 'c');
    assert.equal(moved(second, 'caller'), 'a');
    assert.equal(navigator.move(second, 'incoming-edge')!.id, 'c→a');
    assert.equal(navigator.move(at('f'), 'outgoing-edge'), null);
    assert.equal(moved(second, 'next'), 'b', 'other keys go on from the node');
  });

  it('recovers when the focused node is gone', () => {
    assert.equal(moved(at('gone'), 'next'), 'a');
    assert.equal(moved({ type: 'edge', id: 'gone', node: 'gone' }, 'callee'), 'a');
    assert.equal(new GraphNavigator([], [], 'right').move(at('gone'), 'next'), null);
  });

  it('ignores edges to what is not drawn', () => {
    const alone = new GraphNavigator([node('a', 0, 0)], [edge('a', 'x'), edge('x', 'a')], 'right');
    assert.equal(alone.move(at('a'), 'callee'), null);
    assert.equal(alone.move(at('a'), 'outgoing-edge'), null);
  });

  it('reaches every node from every other', () => {
    const commands: NavigationCommand[] = [
      'callee',
      'caller',
      'previous',
      'next',
      'layer-start',
      'layer-end',
      'first-layer',
      'last-layer',
    ];
    const place = fc.integer({ min: -500, max: 500 });
    const boxes = fc.array(
      fc.record({
        x: place,
        y: place,
        width: fc.integer({ min: 0, max: 200 }),
        height: fc.integer({ min: 0, max: 200 }),
      }),
      {
        minLength: 1,
        maxLength: 20,
      },
    );
    const pairs = fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 30 });
    fc.assert(
      fc.property(
        boxes,
        pairs,
        fc.constantFrom('right' as const, 'down' as const),
        (rects, calls, direction) => {
          const all = rects.map((box, index) => ({ ...box, id: `n${index}`, name: '' }));
          const drawn = calls
            .filter(([a, b]) => a < all.length && b < all.length)
            .map(([a, b], index) => edge(`n${a}`, `n${b}`, `e${index}`));
          const graph = new GraphNavigator(all, [...drawn, edge('n0', 'nowhere')], direction);
          for (const { id } of all) {
            const reached = new Set([id]);
            for (const from of reached) {
              for (const command of commands) {
                const to = graph.move(at(from), command);
                if (to) reached.add(to.id);
              }
            }
            assert.equal(reached.size, all.length);
          }
          assertEdgesReached(graph, drawn, all);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('does not depend on the order of nodes and edges', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(nodes, { minLength: nodes.length }),
        fc.shuffledSubarray(edges, { minLength: edges.length }),
        (n, e) => {
          const other = new GraphNavigator(n, e, 'right');
          assert.deepEqual(other.order, navigator.order);
          for (const { id } of nodes) {
            for (const command of ['callee', 'caller', 'outgoing-edge', 'incoming-edge'] as const) {
              assert.deepEqual(other.move(at(id), command), navigator.move(at(id), command));
            }
          }
        },
      ),
    );
  });
});

/** From its own ends every edge is reached, and leads to both of them. */
function assertEdgesReached(
  graph: GraphNavigator,
  drawn: readonly NavigationEdge[],
  all: readonly NavigationNode[],
): void {
  const reached = new Map<string, NavigationFocus>();
  for (const { id } of all) {
    for (const command of ['outgoing-edge', 'incoming-edge'] as const) {
      let focus = graph.move(at(id), command);
      for (let step = 0; focus && step < drawn.length; step++) {
        reached.set(focus.id, focus);
        focus = graph.move(focus, command);
      }
    }
  }
  for (const { id, source, target } of drawn) {
    const focus = reached.get(id);
    assert.ok(focus, `${id} is not reached`);
    assert.equal(graph.move(focus, 'caller')?.id, source);
    assert.equal(graph.move(focus, 'callee')?.id, target);
  }
}

describe('keys', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

  it('turn with the layout', () => {
    assert.equal(navigationCommand({ ...plain, key: 'ArrowRight' }, 'right'), 'callee');
    assert.equal(navigationCommand({ ...plain, key: 'ArrowUp' }, 'right'), 'previous');
    assert.equal(navigationCommand({ ...plain, key: 'ArrowDown' }, 'down'), 'callee');
    assert.equal(navigationCommand({ ...plain, key: 'ArrowLeft' }, 'down'), 'previous');
  });

  it('leave the browser its own', () => {
    assert.equal(navigationCommand({ ...plain, key: 'ArrowLeft', altKey: true }, 'right'), null);
    assert.equal(navigationCommand({ ...plain, key: 'ArrowLeft', metaKey: true }, 'right'), null);
    assert.equal(navigationCommand({ ...plain, key: 'ArrowLeft', shiftKey: true }, 'right'), null);
    assert.equal(navigationCommand({ ...plain, key: 'Tab' }, 'right'), null);
    assert.equal(navigationCommand({ ...plain, key: '.', ctrlKey: true }, 'right'), null);
  });

  it('know Home, End and the edges', () => {
    assert.equal(navigationCommand({ ...plain, key: 'Home' }, 'right'), 'layer-start');
    assert.equal(navigationCommand({ ...plain, key: 'End', ctrlKey: true }, 'down'), 'last-layer');
    assert.equal(navigationCommand({ ...plain, key: ',' }, 'right'), 'incoming-edge');
  });

  it('collect typed text until a pause', () => {
    const typed = new TypeAhead(500);
    const press = (key: string) => ({ ...plain, key });
    assert.equal(typed.push(press(' '), 0), null);
    assert.equal(typed.push(press('g'), 0), 'g');
    assert.equal(typed.push(press('e'), 400), 'ge');
    assert.equal(typed.push(press(' '), 500), 'ge ');
    assert.equal(typed.push(press('Enter'), 500), null);
    assert.equal(typed.push({ ...press('c'), ctrlKey: true }, 500), null);
    assert.equal(typed.push(press('x'), 2000), 'x');
  });
});

describe('type-ahead', () => {
  const named = new GraphNavigator(
    [
      node('1', 0, 0, 'GET /orders'),
      node('2', 200, 0, 'POST /pay'),
      node('3', 400, 0, 'get stock'),
      node('4', 600, 0, 'Ärger'),
    ],
    [],
    'right',
  );

  it('finds by beginning, then anywhere, in any case', () => {
    assert.equal(named.findByName('POST', '1'), '2');
    assert.equal(named.findByName('pay', '1'), '2');
    assert.equal(named.findByName('ä', '1'), '4');
    assert.equal(named.findByName('nothing', '1'), null);
    assert.equal(named.findByName('', '1'), null);
  });

  it('goes on with a repeated character and stays while a word is typed', () => {
    assert.equal(named.findByName('g', '1'), '3');
    assert.equal(named.findByName('g', '3'), '1');
    assert.equal(named.findByName('gg', '1'), '3');
    assert.equal(named.findByName('ge', '3'), '3');
    assert.equal(named.findByName('g', null), '1');
  });
});
