import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DependencyGraph, LevelSummary } from '../../src/model/dependency-graph.js';
import { sceneBands, type SceneBand } from '../../src/view/level-heading.js';
import { english } from '../../src/view/strings.js';

/** Every character is 6 pixels wide. */
const context = {
  strings: english,
  measure: { width: (text: string) => 6 * text.length },
  fonts: { title: '', subtitle: '', edge: '', scale: 1, space: 1 },
};

const graph: DependencyGraph = {
  nodes: [],
  edges: [],
  stubs: [],
  focusTraceId: 'a',
  hiddenInternalSpans: 0,
};

const summary = (level: number, traces: [number, number], calls: [number, number]): LevelSummary => ({
  level,
  traces: { drawn: traces[0], total: traces[1] },
  calls: { drawn: calls[0], total: calls[1] },
});

const bandsOf = (
  levels: readonly LevelSummary[],
  width: number,
  more: Partial<DependencyGraph> = {},
): SceneBand[] =>
  sceneBands(
    { ...graph, levels, ...more },
    {
      nodes: [],
      edges: [],
      bands: levels.map(({ level }, index) => ({ level, x: index * width, y: 0, width, height: 100 })),
    },
    context,
  );

const linesOf = (...from: Parameters<typeof bandsOf>): (readonly string[])[] =>
  bandsOf(...from).map(({ lines }) => lines);

describe('the heading of a level', () => {
  it('tells how many traces and calls are drawn of how many there are', () => {
    assert.deepEqual(linesOf([summary(1, [3, 12], [4, 15])], 1000), [
      ['Async level 1 · 3 of 12 traces · 4 of 15 calls'],
    ]);
  });

  it('tells only how many there are when all are drawn', () => {
    assert.deepEqual(linesOf([summary(1, [3, 3], [1, 1])], 1000), [['Async level 1 · 3 traces · 1 call']]);
  });

  it('says that levels before the focus are causes', () => {
    assert.deepEqual(linesOf([summary(-2, [1, 1200], [1, 1])], 1000), [
      ['Async level −2 (causes) · 1 of 1,200 traces · 1 call'],
    ]);
  });

  it('counts traces of level 0 only where there are many', () => {
    assert.deepEqual(linesOf([summary(0, [1, 1], [0, 0])], 1000), [['Focus trace']]);
    assert.deepEqual(linesOf([summary(0, [4, 4], [0, 0])], 1000, { focusTraceId: '*' }), [
      ['Entry traces · 4 traces'],
    ]);
  });

  it('is broken between its parts where the band is narrow, never cut; all bands rise alike', () => {
    const bands = bandsOf([summary(0, [1, 1], [0, 0]), summary(1, [3, 12], [4, 15])], 210);
    assert.deepEqual(
      bands.map(({ lines }) => lines),
      [['Focus trace'], ['Async level 1 · 3 of 12 traces', '4 of 15 calls']],
    );
    assert.deepEqual(
      bands.map(({ rect }) => [rect.x, rect.y, rect.width, rect.height]),
      [
        [0, -14, 210, 114],
        [210, -14, 210, 114],
      ],
    );
    assert.deepEqual(linesOf([summary(1, [3, 12], [4, 15])], 50), [
      ['Async level 1', '3 of 12 traces', '4 of 15 calls'],
    ]);
  });

  it('stands where it covers no node and no line, if there is room', () => {
    const placeIn = (width: number): unknown =>
      sceneBands(
        { ...graph, levels: [summary(1, [1, 1], [1, 1])] },
        {
          nodes: [
            { id: 'a', x: 20, y: 110, width: 100, height: 80 },
            { id: 'low', x: 300, y: 160, width: 100, height: 80 },
          ],
          edges: [
            {
              id: 'e',
              points: [
                { x: 150, y: 0 },
                { x: 170, y: 150 },
              ],
              label: null,
            },
            {
              id: 'above',
              points: [
                { x: 0, y: 0 },
                { x: 900, y: 50 },
              ],
              label: null,
            },
          ],
          bands: [{ level: 1, x: 0, y: 100, width, height: 200 }],
        },
        context,
      )[0]?.heading;
    assert.deepEqual(placeIn(1000), { x: 170, y: 100 });
    assert.deepEqual(placeIn(400), { x: 170, y: 100 });
    assert.deepEqual(placeIn(300), { x: 0, y: 100 });
  });

  it('counts the calls itself in a graph that does not tell', () => {
    const given = sceneBands(
      {
        ...graph,
        nodes: [
          { id: 'a', level: 0 },
          { id: 'b', level: 1 },
        ] as unknown as DependencyGraph['nodes'],
        edges: [{ async: true, source: 'a', target: 'b' }] as unknown as DependencyGraph['edges'],
        stubs: [
          { loaded: true, direction: 'downstream', node: 'a', callCount: 4 },
          { loaded: false, direction: 'upstream', node: 'a', callCount: 9 },
        ] as unknown as DependencyGraph['stubs'],
      },
      { nodes: [], edges: [], bands: [{ level: 1, x: 0, y: 0, width: 1000, height: 10 }] },
      context,
    );
    assert.deepEqual(given[0]?.lines, ['Async level 1 · 1 of 5 calls']);
  });
});
