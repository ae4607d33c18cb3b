/** Which test files there are. */
import { readdirSync } from 'node:fs';

/**
 * Test files below `test/`, in a fixed order.
 * @param {'node' | 'browser'} where `*.node.test.ts` run in Node, all other `*.test.ts` in browsers
 * @param {readonly string[]} filters parts of paths; none means all files
 */
export const testFiles = (where, filters) =>
  readdirSync('test', { recursive: true })
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts') && path.endsWith('.node.test.ts') === (where === 'node'))
    .filter((path) => filters.length === 0 || filters.some((part) => path.includes(part)))
    .sort();
