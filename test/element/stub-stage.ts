/** Stubs of many calls, and their menu. */
import type { Span } from '../../src/model/span.js';
import { span } from '../graph/span-builder.js';

/** Traces that consume one more message each, every one by an operation of its own. */
export const consumersOf = (count: number): Span[] =>
  Array.from({ length: count }, (_, index) =>
    span(`${(0x1000 + index).toString(16)}/1`, {
      name: `job-${index}`,
      service: index % 2 ? 'odd' : 'even',
      kind: 'consumer',
      start: 300 + index,
      duration: 5,
      links: ['a/3'],
    }),
  );
