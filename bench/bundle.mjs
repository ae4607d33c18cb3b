/** Bundles parts of the bench that are written in TypeScript, so that Node can run them. */
import { build } from 'esbuild';

/** Inside `bench/node_modules`, whose packages the bundles import. */
const folder = 'bench/node_modules/.cache/trace-dependencies';

/**
 * @param {readonly string[]} names files of `bench/` without their endings; the first is the one to run
 * @returns {Promise<string>} the path of the first one's bundle
 */
export async function bundle(...names) {
  await build({
    entryPoints: names.map((name) => `bench/${name}.ts`),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    external: ['*-worker-text.js'], // made by the build; only a browser would load them
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return `${folder}/${names[0]}.mjs`;
}
