/** How what is written in TypeScript and runs in Node is bundled, by esbuild's names. */
export const nodeBundle = {
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  external: ['*-worker-text.js'], // made by the build; only a browser would load them
  sourcemap: 'inline',
  logLevel: 'warning',
};
