import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { serveFolder } from '../../demo/serve.mjs';

type Served = Awaited<ReturnType<typeof serveFolder>>;

let served: Served;

before(async () => {
  served = await serveFolder('.', 0);
});

after(() => {
  served.server.close();
  served.server.closeAllConnections();
});

/** `fetch` would tidy the path up before it is sent. */
function get(path: string, method = 'GET'): Promise<{ status: number; type: string; location: string }> {
  const { port } = new URL(served.address);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method }, (response) => {
      response.resume().on('end', () => {
        const { 'content-type': type = '', location = '' } = response.headers;
        resolve({ status: response.statusCode ?? 0, type, location });
      });
    })
      .on('error', reject)
      .end();
  });
}

describe('the server of the demo', () => {
  test('leads from the root to the demo', async () => {
    const { status, location } = await get('/?theme=dark');
    assert.deepEqual([status, location], [302, '/demo/?theme=dark']);
  });

  test('leads from a folder without a slash to the folder, or relative links would miss', async () => {
    const { status, location } = await get('/demo');
    assert.deepEqual([status, location], [302, '/demo/']);
  });

  test('gives modules a type that browsers run', async () => {
    const { status, type } = await get('/rollup.config.mjs');
    assert.deepEqual([status, type], [200, 'text/javascript; charset=utf-8']);
  });

  for (const path of [
    '/no-such-file',
    '/%zz',
    '/%00',
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%5c..%5cetc%5cpasswd',
    '/.git/config',
    '/demo/../.gitignore',
  ]) {
    test(`has nothing at ${path}`, async () => {
      assert.equal((await get(path)).status, 404);
    });
  }

  test('only reads', async () => {
    assert.equal((await get('/package.json', 'POST')).status, 405);
    assert.equal((await get('/package.json', 'HEAD')).status, 200);
  });

  test('takes the next free port when one is taken', async () => {
    const taken = Number(new URL(served.address).port);
    const other = await serveFolder('.', taken);
    try {
      assert.ok(Number(new URL(other.address).port) > taken);
    } finally {
      other.server.close();
    }
  });
});
