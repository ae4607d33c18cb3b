/** Spans by the names of their operations. */
import type { Span } from '../../src/index.js';
import { span } from '../graph/span-builder.js';

/** Two spans of one call, named after `name`. */
export const named = (name: string): readonly Span[] => [
  span('a/1', { name }),
  span('a/2', { name: `${name} callee`, parent: '1', start: 1, duration: 3 }),
];
