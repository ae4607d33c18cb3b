import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { build, type Plugin } from 'esbuild';
import type * as DataWorkersModule from '../../src/data-worker/data-workers.js';
import type * as SharedPoolsModule from '../../src/layout/shared-pools.js';
import type * as StartWorkerModule from '../../src/workers/start-worker.js';

type Copy = typeof DataWorkersModule & typeof SharedPoolsModule & typeof StartWorkerModule;

const modules = ['data-worker/data-workers', 'layout/shared-pools', 'workers/start-worker'];

/** Says of the version that it is another one. */
const of = (version: string): Plugin => ({
  name: 'version',
  setup: (build) =>
    build.onLoad({ filter: /[\\/]src[\\/]version\.ts$/ }, () => ({
      contents: `export const version = '${version}';`,
    })),
});

let copies = 0;

/** What a page gets that loads one more copy of the package, of that version. */
async function copyOf(version: string): Promise<Copy> {
  const { outputFiles } = await build({
    bundle: true,
    format: 'esm',
    external: ['*-worker-text.js'], // made by the build; only a browser would load them
    stdin: {
      contents: modules.map((path) => `export * from './src/${path}.js';`).join('\n'),
      resolveDir: process.cwd(),
    },
    write: false,
    plugins: [of(version)],
  });
  const text = `${outputFiles[0]?.text ?? ''}\n// copy ${copies++}`;
  return (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as Copy;
}

describe('what copies of the package share on a page', () => {
  const globals = globalThis as { Worker?: unknown; origin?: unknown };
  afterEach(() => {
    delete globals.Worker;
    delete globals.origin;
  });

  /** The addresses from which a worker is started that nothing starts. */
  async function tried({ startWorker }: Copy): Promise<readonly string[]> {
    const addresses: string[] = [];
    globals.origin = 'https://page.example';
    globals.Worker = class {
      constructor(address: string) {
        addresses.push(address);
        throw new DOMException('not here', 'SecurityError');
      }
    };
    const script = {
      name: 'shared',
      file: () => 'https://page.example/worker.js',
      text: () => Promise.reject(new Error('404')),
      greet: () => undefined,
    };
    assert.equal(await startWorker(script), null);
    return addresses;
  }

  it('is the data worker, the layout workers and what is known of starting them', async () => {
    const [first, second] = [await copyOf('1.2.3'), await copyOf('1.2.3')];
    assert.notEqual(first.sharedDataWorkers, second.sharedDataWorkers, 'two copies');
    assert.equal(first.sharedDataWorkers(), second.sharedDataWorkers());
    assert.equal(first.sharedElkPool(), second.sharedElkPool());
    assert.equal(first.sharedLayeredPool(), second.sharedLayeredPool());
    assert.notEqual((await tried(first)).length, 0);
    assert.deepEqual(await tried(second), []);
  });

  it('is nothing between two versions, whose messages may differ', async () => {
    const older = await copyOf('0.1.0');
    for (const version of ['0.1.1', '0.2.0', '0.1.0-rc.1']) {
      const other = await copyOf(version);
      assert.notEqual(older.sharedDataWorkers(), other.sharedDataWorkers());
      assert.notEqual(older.sharedElkPool(), other.sharedElkPool());
      assert.notEqual(older.sharedLayeredPool(), other.sharedLayeredPool());
      await tried(older);
      assert.notEqual((await tried(other)).length, 0);
    }
  });
});
