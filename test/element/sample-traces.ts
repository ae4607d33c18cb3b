/** A small shop for the tests of the element: a synchronous front, two queues, and one of everything that is drawn. */
import type { Span } from '../../src/model/span.js';
import { span } from '../graph/span-builder.js';

const publish = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };

/** Traces that consume what `a/3` published: more than are drawn at first. */
const consumers: readonly (readonly [trace: string, operation: string, service: string])[] = [
  ['b', 'orders process', 'billing'],
  ['c', 'mail send', 'mail'],
  ['d', 'stock reserve', 'stock'],
  ['e', 'fraud check', 'fraud'],
  ['f', 'report add', 'reports'],
  ['ab', 'search index', 'search'],
];

/**
 * Trace `a` is the focus: `POST /checkout` calls a database, another service (which fails), itself, and publishes a
 * message; six traces consume it. One span is internal, one has a parent that is missing, one links to a trace that is
 * missing.
 */
export const shop: readonly Span[] = [
  span('a/1', {
    name: 'POST /checkout',
    service: 'shop',
    tags: { 'http.request.method': 'POST', 'http.route': '/checkout', tenant: 'blue' },
    processTags: { 'host.name': 'node-1' },
    duration: 120,
    links: ['eeee/1'],
  }),
  span('a/2', {
    parent: '1',
    name: 'SELECT orders',
    service: 'shop',
    kind: 'client',
    start: 5,
    duration: 20,
    tags: { 'db.system.name': 'postgresql', 'db.query.text': 'SELECT 1' },
  }),
  span('a/22', {
    parent: '1',
    name: 'SELECT orders',
    service: 'shop',
    kind: 'client',
    start: 30,
    duration: 40,
    tags: { 'db.system.name': 'postgresql', 'db.query.text': 'SELECT 1' },
  }),
  span('a/3', {
    parent: '1',
    name: 'orders publish',
    service: 'shop',
    kind: 'producer',
    start: 40,
    duration: 5,
    tags: publish,
  }),
  span('a/4', {
    parent: '1',
    name: 'compute',
    service: 'shop',
    kind: 'internal',
    start: 50,
    duration: 4,
    failed: true,
  }),
  span('a/5', { parent: '1', name: 'price', service: 'prices', start: 60, duration: 30, failed: true }),
  span('a/6', { parent: '5', name: 'price', service: 'prices', start: 65, duration: 10 }),
  span('a/7', { parent: '99', name: 'lost', service: 'shop', start: 80, duration: 3 }),
  ...consumers.map(([trace, name, service], index) =>
    span(`${trace}/1`, {
      name,
      service,
      kind: 'consumer',
      start: 200 + 10 * index,
      duration: 50 - index,
      tags: publish,
      failed: index === 5,
      links: [['a/3', { cause: `message ${index}` }]],
    }),
  ),
];

/** A second, smaller set: two services, one call. */
export const pair: readonly Span[] = [
  span('1a/1', { name: 'front', service: 'web' }),
  span('1a/2', { parent: '1', name: 'back', service: 'api', start: 2, duration: 5 }),
];
