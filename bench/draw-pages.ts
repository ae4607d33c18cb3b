/** Opens the pages of the drawing bench: one bundle each, on a server of its own. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { build } from 'esbuild';
import type { Browser, Page } from 'puppeteer-core';

/** Files of `bench/pages` with what they are called in tables. */
export const PAGES = {
  empty: 'empty page',
  own: 'ours, layout included',
  'react-flow': 'React Flow, positions given',
  cytoscape: 'Cytoscape, positions given',
} as const;

export type PageName = keyof typeof PAGES;

const HTML = `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>
<style>body { margin: 0 } #host { inline-size: 1280px; block-size: 800px; overflow: hidden }</style><div id="host"></div>`;

async function scriptOf(name: PageName): Promise<string> {
  const result = await build({
    entryPoints: [`bench/pages/${name}.mjs`],
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'bench',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.css': 'text' },
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}

/** Serves one empty page and what the build has made. */
export async function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/') response.setHeader('content-type', 'text/html').end(HTML);
    else if (/^\/dist\/[\w./-]+\.js$/.test(path) && !path.includes('..'))
      readFile(`.${path}`).then(
        (content) => response.setHeader('content-type', 'text/javascript').end(content),
        () => response.writeHead(404).end(),
      );
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

export async function openPage(
  browser: Browser,
  address: string,
  name: PageName,
  url = '/dist/cdn/trace-dependencies.js',
): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(address);
  if (name === 'own') {
    await page.addScriptTag({ url, type: 'module' });
    await page.evaluate(`customElements.whenDefined('trace-dependencies').then(() => undefined)`);
  }
  await page.addScriptTag({ content: await scriptOf(name) });
  return page;
}
