/** The checks that are not tests: each counts as one that passed or failed. */
import { run, runTool } from './processes.mjs';

const npmRun = (script) => () => run('npm', ['run', '--silent', script]);

const checks = [
  // First of all, so that nothing of ours runs beside it.
  ['speed', () => run(process.execPath, ['bench/short.mjs'])],
  ['lint', () => runTool('eslint/bin/eslint.js', '.')],
  ['format', () => runTool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
  ['types', npmRun('typecheck')],
  ['manifest', () => run(process.execPath, ['docs/check-manifest.mjs'])],
  ['reference', () => run(process.execPath, ['docs/api-tables.mjs', '--check'])],
  ['size', npmRun('size')],
];

/** Runs all checks, also after one has failed. */
export async function runChecks() {
  const results = [];
  for (const [name, check] of checks) {
    const start = performance.now();
    const passed = await check();
    console.log(
      `${name}: ${passed ? 'ok' : 'FAILED'} (${((performance.now() - start) / 1000).toFixed(1)} s)`,
    );
    results.push({ name, passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });
  }
  return results;
}
