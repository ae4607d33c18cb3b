/** What is drawn of each pattern of the demo, without pixels. The pictures are in `test/visual`. */
import { expect } from '@open-wc/testing';
import { patternOf, patterns } from '../../demo/patterns.js';
import type { TraceDependenciesElement } from '../../src/element/trace-dependencies-element.js';
import { draw, parts, textOf } from '../element/stage.js';

interface Expected {
  /** From the first level to the last: what its heading says, and how many nodes it has. */
  readonly levels: readonly (readonly [heading: RegExp, nodes: number])[];
  readonly sync: number;
  readonly async: number;
  /** Nodes with a double outline. */
  readonly doubled: number;
  /** Nodes of which something failed. */
  readonly failed: number;
  /** What each stub says, in any order. */
  readonly stubs: readonly RegExp[];
}

const focus = /^Focus trace$/;

const expected: Readonly<Record<string, Expected>> = {
  'fan-in': {
    levels: [
      [/−1\b.*\b41 of 52 traces\b.*\b3 of 5 calls\b/, 9],
      [focus, 4],
      [/\b1\b.*\b1 trace\b.*\b1 call\b/, 3],
    ],
    sync: 11,
    async: 4,
    doubled: 12,
    failed: 2,
    stubs: [/\+2\b/],
  },
  'fan-in-recorded': {
    levels: [
      [/−1\b.*\b3 traces\b.*\b1 call\b/, 14],
      [focus, 7],
    ],
    sync: 18,
    async: 3,
    doubled: 14,
    failed: 0,
    stubs: [/\+1\b/, /\+1\b/],
  },
  'fan-out': {
    levels: [
      [focus, 4],
      [/\b1\b.*\b3 of 12 traces\b.*\b3 of 12 calls\b/, 6],
      [/\b2\b.*\b1 of 2 traces\b.*\b1 of 2 calls\b/, 2],
    ],
    sync: 7,
    async: 4,
    doubled: 8,
    failed: 2,
    stubs: [/\+9\b/],
  },
  'ten-hops': {
    levels: [
      [focus, 3],
      ...[4, 3, 3, 3, 2, 3, 4, 4, 3, 1].map(
        (nodes, index) => [new RegExp(`\\b${index + 1}\\b.*\\b1 trace\\b.*\\b1 call\\b`), nodes] as const,
      ),
    ],
    sync: 22,
    async: 10,
    doubled: 30,
    failed: 1,
    stubs: [],
  },
  'both-ways': {
    levels: [
      [/−2\b.*\b1 trace\b.*\b1 call\b/, 14],
      [/−1\b.*\b1 trace\b.*\b1 call\b/, 5],
      [focus, 4],
      [/\b1\b.*\b1 trace\b.*\b1 call\b/, 5],
    ],
    sync: 22,
    async: 5,
    doubled: 24,
    failed: 1,
    stubs: [/\+1\b/, /\+1\b/],
  },
  cycles: {
    levels: [
      [/−1\b.*\b1 trace\b.*\b1 call\b/, 3],
      [focus, 7],
      [/\b1\b.*\b2 traces\b.*\b2 calls\b/, 8],
    ],
    sync: 15,
    async: 5,
    doubled: 11,
    failed: 3,
    stubs: [],
  },
  'links-inside': { levels: [[focus, 17]], sync: 16, async: 6, doubled: 0, failed: 2, stubs: [] },
  'by-parent': {
    levels: [
      [focus, 14],
      [/\b1\b.*\b1 of 3 traces\b.*\b1 of 3 calls\b/, 3],
    ],
    sync: 13,
    async: 3,
    doubled: 8,
    failed: 3,
    stubs: [/\+1\b/, /\+1\b/],
  },
};

const readFixture = async (file: string): Promise<string> => (await fetch(`/test/fixtures/${file}`)).text();

async function drawPattern(id: string): Promise<TraceDependenciesElement> {
  const pattern = patternOf(id);
  if (!pattern) throw new Error(`There is no pattern ${id}`);
  return draw({ ...pattern.attributes, ...(await pattern.load(readFixture)) });
}

const count = (element: TraceDependenciesElement, selector: string): number =>
  parts(element, selector).length;

/** How many of the nodes have their middle within each band, from the left. */
function nodesPerBand(element: TraceDependenciesElement): readonly number[] {
  const middles = parts(element, '[part~="node"]').map((node) => {
    const { left, width } = node.getBoundingClientRect();
    return left + width / 2;
  });
  return parts(element, '[part~="band"]')
    .map((band) => band.getBoundingClientRect())
    .sort((a, b) => a.left - b.left)
    .map(({ left, right }) => middles.filter((middle) => middle > left && middle < right).length);
}

describe('the patterns of the demo', () => {
  it('are all described here', () => {
    expect(patterns.map(({ id }) => id)).to.deep.equal(Object.keys(expected));
  });

  for (const [id, { levels, sync, async, doubled, failed, stubs }] of Object.entries(expected)) {
    it(`${id}: levels with their headings, nodes, edges and stubs`, async () => {
      const element = await drawPattern(id);
      expect(nodesPerBand(element)).to.deep.equal(levels.map(([, nodes]) => nodes));
      const headings = parts(element, '.band-title').map(textOf);
      expect(headings).to.have.lengthOf(levels.length);
      for (const [index, [heading]] of levels.entries()) expect(headings[index]).to.match(heading);
      expect(count(element, '[part~="edge"][part~="sync"]'), 'synchronous edges').to.equal(sync);
      expect(count(element, '[part~="edge"][part~="async"]'), 'asynchronous edges').to.equal(async);
      expect(count(element, '[part~="node"][part~="async"]'), 'double outlines').to.equal(doubled);
      expect(count(element, '[part~="node"][part~="error"]'), 'failed nodes').to.equal(failed);
      const texts = parts(element, '[part~="stub"]').map(textOf);
      expect(texts).to.have.lengthOf(stubs.length);
      for (const [index, text] of texts.sort().entries()) expect(text).to.match(stubs[index] ?? /^$/);
    });
  }
});
