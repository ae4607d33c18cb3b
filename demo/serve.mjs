/** A static file server for the demo, with Node's own modules only. It serves the repository to this machine. */
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'application/x-ndjson; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Nothing whose name begins with a dot is served. */
const isHidden = (path) => path.split('/').some((name) => name.startsWith('.'));

function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return null; // a stray percent sign
  }
}

/** The file or folder that a path names, or `null`; a link that leads out of the folder names nothing. */
async function locate(root, path) {
  if (path === null || path.includes('\0') || path.includes('\\') || isHidden(path)) return null;
  try {
    const file = await realpath(root + path);
    return file === root || file.startsWith(root + sep) ? { file, info: await stat(file) } : null;
  } catch {
    return null; // there is no such file
  }
}

const answer = (response, status, headers = {}) =>
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(`${status}\n`);

async function serve(root, request, response) {
  const { pathname, search } = new URL(request.url, 'http://localhost');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return answer(response, 405, { allow: 'GET, HEAD' });
  if (pathname === '/') return answer(response, 302, { location: `/demo/${search}` });
  const path = decode(pathname);
  const found = await locate(root, path?.endsWith('/') ? `${path}index.html` : path);
  if (!found) return answer(response, 404);
  if (found.info.isDirectory()) return answer(response, 302, { location: `${pathname}/${search}` });
  response.writeHead(200, {
    'content-type': types[extname(found.file).toLowerCase()] ?? 'application/octet-stream',
    'content-length': found.info.size,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  if (request.method === 'HEAD') return response.end();
  return pipeline(createReadStream(found.file), response).catch(() => response.destroy()); // the browser went away
}

/** Listens on the first free port from the one that is wanted. */
async function listen(server, port, attempts) {
  for (let candidate = port; ; candidate++) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject).listen(candidate, '127.0.0.1', () => {
          server.off('error', reject);
          resolve();
        });
      });
      return server.address().port;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || candidate - port >= attempts) throw error;
    }
  }
}

/**
 * Serves a folder at `http://localhost:<port>/`; `/` leads to `/demo/`.
 * @param {string} folder
 * @param {number} wantedPort the next free one is taken instead, up to 50 further on; 0 takes any
 */
export async function serveFolder(folder, wantedPort) {
  const root = await realpath(folder);
  const server = createServer((request, response) => {
    serve(root, request, response).catch((error) => {
      console.error(error);
      if (!response.headersSent) answer(response, 500);
      else response.destroy();
    });
  });
  const port = await listen(server, wantedPort, 50);
  return { server, address: `http://localhost:${port}/` };
}
