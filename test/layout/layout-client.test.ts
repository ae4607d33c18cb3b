import { expect } from '@open-wc/testing';
import { fallbackLayout } from '../../src/layout/fallback-layout.js';
import { createLayoutClient, type LayoutOutcome } from '../../src/layout/layout-client.js';
import { sharedElkPool, sharedLayeredPool } from '../../src/layout/shared-pools.js';
import { drawingFaults, FAULTLESS } from './drawing-faults.js';
import { randomGraph } from './random-graphs.js';
import { plainDrawing } from './plain-drawing.js';

/** Starting ELK takes a second or two on a busy machine. */
const TIMEOUT = 20_000;

function drawn(outcome: LayoutOutcome): Extract<LayoutOutcome, { status: 'done' }> {
  if (outcome.status !== 'done') throw new Error(outcome.status);
  return outcome;
}

const request = { signal: new AbortController().signal, profile: 'elk', deadline: TIMEOUT } as const;

/** Counts the workers that are made meanwhile. */
async function countWorkers(act: () => Promise<void>): Promise<number> {
  const Native = Worker;
  let made = 0;
  window.Worker = class extends Native {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      made++;
    }
  };
  try {
    await act();
  } finally {
    window.Worker = Native;
  }
  return made;
}

describe('layout in a real worker', () => {
  it('draws by ELK, without a fault, in both directions', async () => {
    const client = createLayoutClient();
    for (const direction of ['right', 'down'] as const) {
      const input = randomGraph({ family: 'linked', size: 30, seed: 11, direction, odd: true });
      const outcome = drawn(await client.layout(input, request));
      expect(outcome.problem).to.equal(null);
      expect(outcome.graph.profile).to.equal('elk');
      expect(drawingFaults(input, outcome.graph)).to.deep.equal(FAULTLESS);
    }
    client.dispose();
  });

  it('gives an equal drawing for equal input', async () => {
    const client = createLayoutClient();
    const input = randomGraph({ family: 'dag', size: 30, seed: 3, ratio: 1.5 });
    const first = drawn(await client.layout(input, request));
    const second = drawn(await client.layout(structuredClone(input), request));
    expect(plainDrawing(second.graph)).to.deep.equal(plainDrawing(first.graph));
    client.dispose();
  });

  it('shares at most two workers among many clients and ends them with the last', async () => {
    const clients = Array.from({ length: 6 }, () => createLayoutClient());
    const input = randomGraph({ family: 'cyclic', size: 40, seed: 8, ratio: 1.4 });
    const pending = clients.map((client) => client.layout(input, request));
    for (const outcome of await Promise.all(pending)) expect(drawn(outcome).graph.profile).to.equal('elk');
    expect(sharedElkPool().size).to.be.within(1, 2);
    for (const client of clients) client.dispose();
    expect(sharedElkPool().size).to.equal(0);
  });

  it('draws by itself when ELK does not answer in time, and by ELK the next time', async () => {
    const client = createLayoutClient();
    const dense = randomGraph({ family: 'random', size: 150, seed: 2, ratio: 5 });
    const late = drawn(await client.layout(dense, { ...request, deadline: 1 }));
    expect(late.graph.profile).to.equal('linear');
    expect(late.problem?.code).to.equal('layout-failed');
    const input = randomGraph({ family: 'tree', size: 10, seed: 2 });
    expect(drawn(await client.layout(input, request)).graph.profile).to.equal('elk');
    client.dispose();
  });

  it('uses the worker of the host when there is one', async () => {
    const asked: string[] = [];
    const client = createLayoutClient({
      workerFactory: (kind) => {
        asked.push(kind);
        return new Worker(new URL('/src/layout/elk-worker.min.js', location.href));
      },
    });
    const input = randomGraph({ family: 'tree', size: 10, seed: 4 });
    expect(drawn(await client.layout(input, request)).graph.profile).to.equal('elk');
    expect(asked).to.deep.equal(['layout']);
    client.dispose();
  });

  it('draws 1,000 boxes by our own layout in a worker of its own, and ends it with the client', async () => {
    const input = randomGraph({ family: 'linked', size: 1000, seed: 5 });
    const client = createLayoutClient();
    const made = await countWorkers(async () => {
      for (const profile of ['auto', 'instant'] as const) {
        const outcome = drawn(await client.layout(input, { ...request, profile }));
        expect(outcome.problem).to.equal(null);
        expect(plainDrawing(outcome.graph)).to.deep.equal(plainDrawing(fallbackLayout(input)));
      }
    });
    expect(made).to.equal(1);
    expect(sharedLayeredPool().size).to.equal(1);
    client.dispose();
    expect(sharedLayeredPool().size).to.equal(0);
  });

  it('draws a small graph by our own layout without any worker', async () => {
    const client = createLayoutClient();
    const made = await countWorkers(async () => {
      const input = randomGraph({ family: 'linked', size: 30, seed: 5 });
      const outcome = drawn(await client.layout(input, { ...request, profile: 'instant' }));
      expect(outcome.graph.profile).to.equal('linear');
    });
    expect(made).to.equal(0);
    client.dispose();
  });

  it('uses the worker of our own layout that the host made', async () => {
    const asked: string[] = [];
    const client = createLayoutClient({
      workerFactory: (kind) => {
        asked.push(kind);
        return new Worker(new URL('/src/layout/layered-worker.js', location.href));
      },
    });
    const input = randomGraph({ family: 'tree', size: 400, seed: 4 });
    const outcome = drawn(await client.layout(input, { ...request, profile: 'instant' }));
    expect(outcome.problem).to.equal(null);
    expect(plainDrawing(outcome.graph)).to.deep.equal(plainDrawing(fallbackLayout(input)));
    expect(asked).to.deep.equal(['layered']);
    client.dispose();
  });
});
