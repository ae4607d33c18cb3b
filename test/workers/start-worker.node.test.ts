import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { startWorker, type WorkerScript } from '../../src/workers/start-worker.js';

/** What a page does to a worker made in one of the three ways. */
type Page = Readonly<Record<'url' | 'import' | 'text', 'works' | 'throws' | 'error' | 'silent'>>;

let page: Page;
let tried: string[];
let ended: number;
let blobs: Map<string, string>;
let name = 0;

class FakeWorker extends EventTarget {
  readonly #fate: Page['url'];

  constructor(url: string) {
    super();
    const text = blobs.get(url);
    const way = text === undefined ? 'url' : text.startsWith('importScripts(') ? 'import' : 'text';
    tried.push(way);
    this.#fate = page[way];
    if (this.#fate === 'throws') throw new DOMException('not here', 'SecurityError');
    if (this.#fate === 'error')
      setTimeout(() => this.dispatchEvent(new Event('error', { cancelable: true })));
  }

  postMessage(): void {
    if (this.#fate === 'works') setTimeout(() => this.dispatchEvent(new Event('message')));
  }

  terminate(): void {
    ended++;
  }
}

const globals = globalThis as unknown as Record<string, unknown>;
const createObjectURL = URL.createObjectURL.bind(URL);
const revokeObjectURL = URL.revokeObjectURL.bind(URL);

const script = (more: Partial<WorkerScript> = {}): WorkerScript => ({
  name: `test ${name}`,
  file: () => 'https://page.example/worker.js',
  text: () => Promise.resolve('the whole script'),
  greet: (worker) => worker.postMessage('hello'),
  ...more,
});

describe('startWorker', () => {
  beforeEach(() => {
    name++;
    page = { url: 'works', import: 'works', text: 'works' };
    tried = [];
    ended = 0;
    blobs = new Map();
    globals['Worker'] = FakeWorker;
    globals['origin'] = 'https://page.example';
    globals['Blob'] = class {
      constructor(readonly parts: readonly string[]) {}
    };
    URL.createObjectURL = (blob) => {
      const url = `blob:https://page.example/${tried.length}`;
      blobs.set(url, (blob as unknown as { parts: string[] }).parts.join(''));
      return url;
    };
    URL.revokeObjectURL = (url) => void blobs.delete(url);
  });
  afterEach(() => {
    delete globals['Worker'];
    delete globals['origin'];
    Object.assign(URL, { createObjectURL, revokeObjectURL });
  });

  it('takes the file where that works, and remembers', async () => {
    assert.ok(await startWorker(script()));
    assert.ok(await startWorker(script()));
    assert.deepEqual(tried, ['url', 'url']);
  });

  it('goes down the ladder on exceptions and on error events, and remembers the rung', async () => {
    for (const [file, first] of [
      ['https://page.example/worker.js', 'url'],
      ['https://cdn.example/worker.js', 'import'],
    ] as const) {
      for (const refusal of ['error', 'throws'] as const) {
        name++;
        tried = [];
        page = { url: refusal, import: refusal, text: 'works' };
        assert.ok(await startWorker(script({ file: () => file })));
        assert.deepEqual(tried, [first, 'text'], 'a file is asked for once');
        assert.ok(await startWorker(script({ file: () => file })));
        assert.deepEqual(tried, [first, 'text', 'text']);
        assert.equal(blobs.size, 0, 'no blob is left');
      }
    }
  });

  it('imports the file where the page has no origin of its own, as in a sandbox', async () => {
    globals['origin'] = 'null';
    assert.ok(await startWorker(script()));
    assert.deepEqual(tried, ['import']);
  });

  it('does not try the file of another origin directly', async () => {
    assert.ok(await startWorker(script({ file: () => 'https://cdn.example/worker.js' })));
    assert.deepEqual(tried, ['import']);
  });

  it('takes an address that is empty or throws for a no', async () => {
    for (const file of [
      () => '',
      () => {
        throw new TypeError('Invalid URL');
      },
    ]) {
      name++;
      tried = [];
      assert.ok(await startWorker(script({ file })));
      assert.deepEqual(tried, ['text']);
    }
  });

  it('gives null where nothing works, and tries nothing again', async () => {
    page = { url: 'throws', import: 'error', text: 'throws' };
    assert.equal(await startWorker(script()), null);
    assert.equal(await startWorker(script({ text: () => Promise.reject(new Error('404')) })), null);
    assert.deepEqual(tried, ['url', 'text']);
  });

  it('gives up on silence after a time, and may try again later', async () => {
    page = { url: 'silent', import: 'throws', text: 'throws' };
    assert.equal(await startWorker(script(), { timeout: 10 }), null);
    page = { url: 'works', import: 'throws', text: 'throws' };
    assert.ok(await startWorker(script(), { timeout: 10 }));
    assert.equal(ended, 1, 'the silent worker was ended');
  });

  it('searches once for all who ask at the same time', async () => {
    page = { url: 'error', import: 'throws', text: 'works' };
    const all = await Promise.all(Array.from({ length: 5 }, () => startWorker(script())));
    for (const worker of all) assert.ok(worker);
    assert.deepEqual(tried, ['url', 'text', 'text', 'text', 'text', 'text']);
  });

  it('searches again when what worked works no more', async () => {
    assert.ok(await startWorker(script()));
    page = { url: 'error', import: 'throws', text: 'works' };
    assert.ok(await startWorker(script()));
    assert.deepEqual(tried, ['url', 'url', 'url', 'text']);
  });

  it('asks the host first, and never again when that failed', async () => {
    let asked = 0;
    const broken = (): Worker | undefined => {
      asked++;
      throw new Error('host');
    };
    assert.ok(await startWorker(script(), { factory: broken }));
    assert.ok(await startWorker(script(), { factory: broken }));
    assert.equal(asked, 1);
    assert.deepEqual(tried, ['url', 'url']);
    const factory = (): Worker => new FakeWorker('https://host.example/own.js') as unknown as Worker;
    tried = [];
    assert.ok(await startWorker(script(), { factory }));
    assert.deepEqual(tried, ['url']);
  });

  it('gives null where there are no workers at all', async () => {
    delete globals['Worker'];
    assert.equal(await startWorker(script()), null);
  });

  it('takes a script that cannot be greeted for a no', async () => {
    const greet = (): void => {
      throw new Error('DataCloneError');
    };
    assert.equal(await startWorker(script({ greet })), null);
    assert.equal(ended, 2);
  });
});
