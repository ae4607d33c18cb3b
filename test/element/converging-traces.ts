/** One producer whose messages many traces consume, some of which publish again: what converges, and where it leads. */
import type { Span } from '../../src/model/span.js';
import { span } from '../graph/span-builder.js';

const queue = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };

/** Trace ids of the consumers, as `span` takes them: the first is `c000`. */
export const consumer = (index: number): string => (0xc000 + index).toString(16);

/**
 * Trace `a` publishes; `count` traces consume, each 10 ms longer than the one before, every tenth failed. The first
 * of them publishes an alert, which trace `d` consumes; the second works while the
 * producer is still at it.
 */
export function converging(count: number): readonly Span[] {
  return [
    span('a/1', { name: 'POST /checkout', service: 'shop', duration: 100 }),
    span('a/2', { parent: '1', name: 'price', service: 'prices', start: 1, duration: 9 }),
    span('a/3', {
      parent: '1',
      name: 'orders publish',
      service: 'shop',
      kind: 'producer',
      start: 10,
      duration: 5,
      tags: queue,
    }),
    ...Array.from({ length: count }, (_, index) =>
      span(`${consumer(index)}/1`, {
        name: 'orders process',
        service: 'billing',
        kind: 'consumer',
        start: index === 1 ? 12 : 1000 + index,
        duration: 10 + 10 * index,
        failed: index % 10 === 9,
        tags: { ...queue, ...(index === 0 ? { 'messaging.batch.message_count': 500 } : {}) },
        droppedLinks: index === 2 ? 3 : 0,
        links: [['a/3', { 'messaging.message.id': `message ${index}` }]],
      }),
    ),
    span(`${consumer(0)}/2`, {
      parent: '1',
      name: 'alerts publish',
      service: 'billing',
      kind: 'producer',
      start: 1000 + count,
      duration: 2,
      tags: { ...queue, 'messaging.destination.name': 'alerts' },
    }),
    span('d/1', {
      name: 'alerts process',
      service: 'pager',
      kind: 'consumer',
      start: 3000 + count,
      tags: { ...queue, 'messaging.destination.name': 'alerts' },
      links: [`${consumer(0)}/2`],
    }),
  ];
}
