/** Bundles parts of the bench that are written in TypeScript, so that Node can run them. */
import { build } from 'esbuild';
import { nodeBundle } from '../test/run/node-bundle.mjs';

/** Inside `bench/node_modules`, whose packages the bundles import. */
const folder = 'bench/node_modules/.cache/trace-dependencies';

/**
 * @param {readonly string[]} names files of `bench/` without their endings; the first is the one to run
 * @returns {Promise<string>} the path of the first one's bundle
 */
export async function bundle(...names) {
  await build({
    ...nodeBundle,
    entryPoints: names.map((name) => `bench/${name}.ts`),
    outdir: folder,
  });
  return `${folder}/${names[0]}.mjs`;
}
