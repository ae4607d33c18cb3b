import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toFlowGraph } from '../../src/layout/flow-graph.js';
import { ElkAnswerError, fromElk } from '../../src/layout/from-elk.js';
import type { ElkProfile } from '../../src/layout/presets.js';
import { chooseProfile } from '../../src/layout/presets.js';
import { toElk } from '../../src/layout/to-elk.js';
import type { LayoutInput, PlacedGraph } from '../../src/model/layout.js';
import { drawingFaults, FAULTLESS } from './drawing-faults.js';
import { elkWorkerInNode } from './elk-in-node.js';
import { box, FAMILIES, randomGraph } from './random-graphs.js';

const worker = elkWorkerInNode();
let lastId = 0;

function ask(message: object): Promise<{ data?: unknown; error?: unknown }> {
  const id = ++lastId;
  return new Promise((resolve) => {
    const onMessage = (event: Event): void => {
      const { data } = event as MessageEvent<{ id: number; data?: unknown; error?: unknown }>;
      if (data.id !== id) return;
      worker.removeEventListener('message', onMessage);
      resolve(data);
    };
    worker.addEventListener('message', onMessage);
    worker.postMessage({ ...message, id });
  });
}

const registered = ask({ cmd: 'register', algorithms: ['layered'] });

async function byElk(input: LayoutInput, profile: ElkProfile): Promise<PlacedGraph> {
  await registered;
  const flow = toFlowGraph(input);
  const answer = await ask({
    cmd: 'layout',
    graph: toElk(flow, profile),
    layoutOptions: {},
    options: {},
  });
  assert.equal(answer.error, undefined);
  return fromElk(flow, answer.data, profile);
}

/** Mostly small graphs: what goes wrong in ELK goes wrong in small ones too. */
async function fuzz(profile: ElkProfile, firstSeed: number, count: number): Promise<void> {
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const family = FAMILIES[seed % FAMILIES.length] as (typeof FAMILIES)[number];
    const size = seed % 100 === 0 ? 60 : 1 + ((seed * 7) % (seed % 4 === 0 ? 24 : 13));
    const direction = seed % 2 ? 'right' : 'down';
    const input = randomGraph({
      family,
      size,
      seed,
      direction,
      odd: seed % 3 !== 0,
      ratio: 1 + (seed % 5) / 4,
    });
    const drawing = await byElk(input, profile);
    assert.deepEqual(drawingFaults(input, drawing), FAULTLESS, `${family} ${size}, seed ${seed}`);
  }
}

describe('ELK with our presets', () => {
  it('draws 1,200 random graphs without a fault (elk)', () => fuzz('elk', 1, 1200));
  it('draws 800 random graphs without a fault (elk-fast)', () => fuzz('elk-fast', 5001, 800));

  it('is told no name', () => {
    const input: LayoutInput = {
      nodes: [box('secret-a', 0, 'right'), box('secret-b', 1, 'right')],
      edges: [
        {
          id: 'secret-e',
          source: 'secret-a',
          target: 'secret-b',
          async: true,
          label: { width: 9, height: 9 },
        },
      ],
      direction: 'right',
      aspectRatio: 1.6,
    };
    assert.doesNotMatch(JSON.stringify(toElk(toFlowGraph(input), 'elk')), /secret/);
  });
});

describe('fromElk', () => {
  const input = randomGraph({ family: 'linked', size: 12, seed: 2 });
  const flow = toFlowGraph(input);
  const good = async (): Promise<Record<string, never[]>> => {
    await registered;
    const answer = await ask({
      cmd: 'layout',
      graph: toElk(flow, 'elk'),
      layoutOptions: {},
      options: {},
    });
    return structuredClone(answer.data) as Record<string, never[]>;
  };
  type Answer = {
    children: { x: unknown; id: string }[];
    edges: { sections?: { bendPoints?: unknown[] }[] }[];
  };
  const spoilings: [string, (answer: Answer) => unknown][] = [
    ['nothing', () => undefined],
    ['a text', () => 'no'],
    ['no nodes', (answer) => ({ ...answer, children: undefined })],
    ['a node missing', (answer) => ({ ...answer, children: answer.children.slice(1) })],
    ['NaN', (answer) => (((answer.children[0] as { x: unknown }).x = NaN), answer)],
    ['a coordinate that is a text', (answer) => (((answer.children[0] as { x: unknown }).x = '3'), answer)],
    ['a far away node', (answer) => (((answer.children[0] as { x: unknown }).x = 2e9), answer)],
    ['an edge missing', (answer) => ({ ...answer, edges: answer.edges.slice(1) })],
    ['an edge without sections', (answer) => (delete answer.edges[0]?.sections, answer)],
    ['levels on one another', (answer) => (answer.children.forEach((child) => (child.x = 0)), answer)],
  ];
  for (const [name, spoil] of spoilings) {
    it(`refuses ${name}`, async () => {
      const spoilt = spoil((await good()) as unknown as Answer);
      assert.throws(() => fromElk(flow, spoilt, 'elk'), ElkAnswerError);
    });
  }
});

describe('chooseProfile', () => {
  it('keeps ELK to what it answers in time', () => {
    assert.equal(chooseProfile('auto', 1, 0), 'elk');
    assert.equal(chooseProfile('auto', 300, 700), 'elk');
    assert.equal(chooseProfile('auto', 60, 400), 'elk-fast');
    assert.equal(chooseProfile('auto', 301, 300), 'linear');
    assert.equal(chooseProfile('auto', 300, 801), 'linear');
    assert.equal(chooseProfile('elk', 900, 1900), 'elk-fast');
    assert.equal(chooseProfile('elk', 1001, 1001), 'linear');
    assert.equal(chooseProfile('instant', 2, 1), 'linear');
    assert.equal(chooseProfile('auto', 0, 0), 'linear');
  });
});
