import { expect } from '@open-wc/testing';

/** What ELK's worker answers to one message. */
interface Answer {
  readonly id: number;
  readonly error?: unknown;
  readonly data?: { readonly children: readonly { readonly id: string; readonly x: number }[] };
}

/** Sends one message and waits for the answer to it, or for the worker to fail. */
function ask(worker: Worker, message: { readonly id: number }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<Answer>) => {
      if (event.data.id === message.id) resolve(event.data);
    });
    worker.addEventListener('error', () => {
      reject(new Error('The worker could not be started.'));
    });
    worker.postMessage(message);
  });
}

/** Lets the worker place two boxes and says where they came to lie. */
async function placeTwoBoxes(worker: Worker): Promise<readonly number[]> {
  try {
    await ask(worker, { id: 0, cmd: 'register', algorithms: ['layered'] } as { id: number });
    const graph = {
      id: 'root',
      children: [
        { id: 'a', width: 10, height: 10 },
        { id: 'b', width: 10, height: 10 },
      ],
      edges: [{ id: 'e', sources: ['a'], targets: ['b'] }],
    };
    const layoutOptions = { algorithm: 'layered', 'elk.direction': 'RIGHT' };
    const message = { id: 1, cmd: 'layout', graph, layoutOptions, options: {} };
    const answer = await ask(worker, message);
    expect(answer.error).to.equal(undefined);
    return answer.data?.children.map((child) => child.x) ?? [];
  } finally {
    worker.terminate();
  }
}

function expectLeftToRight(places: readonly number[]): void {
  expect(places).to.have.length(2);
  expect(places[1]).to.be.above(places[0] ?? Number.NaN);
}

const blobOf = (script: string): string =>
  URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));

/** The sources as the test server serves them, and the two builds: in each, the files lie beside each other. */
const homes = {
  sources: { layout: '/src/layout/', data: '/src/data-worker/' },
  package: { layout: '/dist/layout/', data: '/dist/data-worker/' },
  cdn: { layout: '/dist/cdn/', data: '/dist/cdn/' },
};

for (const [name, { layout, data }] of Object.entries(homes)) {
  describe(`worker files beside the ${name}`, () => {
    it('start ELK from its file as a classic worker', async () => {
      expectLeftToRight(await placeTwoBoxes(new Worker(`${layout}elk-worker.min.js`)));
    });

    it('start ELK from its file as a module worker', async () => {
      expectLeftToRight(await placeTwoBoxes(new Worker(`${layout}elk-worker.min.js`, { type: 'module' })));
    });

    it('give the text of every worker, equal to the files', async () => {
      for (const [file, text] of [
        [`${layout}elk-worker.min.js`, `${layout}elk-worker-text.js`],
        [`${layout}layered-worker.js`, `${layout}layered-worker-text.js`],
        [`${data}data-worker.js`, `${data}data-worker-text.js`],
      ] as const) {
        const module = (await import(text)) as { default: string };
        const script = await (await fetch(file)).text();
        expect(module.default.length, text).to.be.above(0);
        expect(module.default === script, text).to.equal(true);
      }
    });

    it('start our own layout from its file as a classic worker', async () => {
      const worker = new Worker(`${layout}layered-worker.js`);
      try {
        const input = { nodes: [], edges: [], direction: 'right', aspectRatio: 1 };
        const message = { id: 1, input };
        const answer = (await ask(worker, message)) as { readonly graph?: { readonly profile: string } };
        expect(answer.graph?.profile).to.equal('linear');
      } finally {
        worker.terminate();
      }
    });

    for (const textModule of [`${data}data-worker-text.js`, `${layout}layered-worker-text.js`]) {
      it(`start a worker from ${textModule}, without imports`, async () => {
        const { default: text } = (await import(textModule)) as { default: string };
        // A marker after the script answers only when the script ran to its end.
        const url = blobOf(`${text};postMessage('started')`);
        const worker = new Worker(url);
        try {
          const started = await new Promise((resolve) => {
            worker.addEventListener('message', (event) => resolve(event.data));
            worker.addEventListener('error', (event) => resolve(event.message));
          });
          expect(started).to.equal('started');
        } finally {
          worker.terminate();
          URL.revokeObjectURL(url);
        }
      });
    }
  });
}
