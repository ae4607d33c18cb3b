/** Fails when `custom-elements.json` is not what `npm run analyze` makes of the sources as they are. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const folder = 'node_modules/.cache/trace-dependencies/manifest';
const cem = 'node_modules/@custom-elements-manifest/analyzer/cem.js';
const config = 'docs/custom-elements-manifest.config.mjs';

execFileSync(process.execPath, [cem, 'analyze', '--quiet', '--config', config, '--outdir', folder], {
  stdio: 'inherit',
});

const read = (path) => JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
if (read('custom-elements.json') !== read(`${folder}/custom-elements.json`)) {
  console.error('custom-elements.json is not fresh: run `npm run analyze` and commit it.');
  process.exitCode = 1;
}
