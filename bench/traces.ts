/**
 * Traces of an invented shop, the same for the same seed: services that call each other, databases, queues whose
 * consumers begin traces of their own that link to their producers, internal spans, a few failures.
 */
import type { Attributes, Span, SpanKind, SpanLink } from '../src/model/span.js';
import { seededRandom, type Random } from '../test/layout/random-graphs.js';

const SERVICES = 24;
const OPERATIONS = 3;
/** Longest chain of calls between services in one trace. */
const DEPTH = 5;
/** A trace gets no more calls beyond this, so that no topology makes endless traces. */
const LONGEST_TRACE = 60;
/** Consumers link to producers among this many published messages, the latest. */
const QUEUE = 200;
const FIRST_START = Date.UTC(2026, 0, 1);

/** What one operation of one service always does. */
interface Operation {
  readonly service: number;
  readonly route: string;
  readonly calls: readonly number[];
  readonly isWrapped: boolean;
  readonly hasDatabase: boolean;
  readonly topic: string | null;
}

interface Message {
  readonly producer: SpanLink;
  readonly topic: string;
  readonly sentAt: number;
}

/** Gives traces until there are at least `spanCount` spans; the last trace is whole. */
export function* generateTraces(spanCount: number, seed = 1): Generator<readonly Span[]> {
  const random = seededRandom(seed);
  const operations = topology(random);
  const queue: Message[] = [];
  let count = 0;
  for (let index = 0; count < spanCount; index++) {
    const message = random() < 0.6 ? queue[Math.floor(random() * queue.length)] : undefined;
    const trace = new TraceWriter(random, operations, queue, FIRST_START + index * 5);
    if (message) trace.consume(message);
    else trace.serve(Math.floor(random() * OPERATIONS * 4), 0, null);
    if (queue.length > QUEUE) queue.splice(0, queue.length - QUEUE);
    yield trace.spans;
    count += trace.spans.length;
  }
}

function topology(random: Random): readonly Operation[] {
  return Array.from({ length: SERVICES * OPERATIONS }, (_, index) => {
    const service = Math.floor(index / OPERATIONS);
    const later = Math.min(SERVICES - service - 1, 6);
    const calls = Array.from({ length: later === 0 ? 0 : 1 + Math.floor(random() * 3) }, () => {
      const callee = service + 1 + Math.floor(random() * later);
      return callee * OPERATIONS + Math.floor(random() * OPERATIONS);
    });
    return {
      service,
      route: `/v1/${RESOURCES[index % RESOURCES.length]}/{id}`,
      calls,
      isWrapped: random() < 0.3,
      hasDatabase: random() < 0.5,
      topic: random() < 0.3 ? `${RESOURCES[service % RESOURCES.length]}-${service}` : null,
    };
  });
}

const RESOURCES = ['orders', 'carts', 'payments', 'customers', 'shipments', 'invoices', 'products', 'offers'];

const serviceName = (service: number): string =>
  `${RESOURCES[service % RESOURCES.length]}-service-${service}`;

const resources: readonly Attributes[] = Array.from({ length: SERVICES }, (_, service) => ({
  'service.name': serviceName(service),
  'service.version': `1.${service}.0`,
  'k8s.pod.name': `pod-${service}-7c9f6b5d4-x2x7q`,
}));

class TraceWriter {
  readonly spans: Span[] = [];
  readonly #random: Random;
  readonly #operations: readonly Operation[];
  readonly #queue: Message[];
  readonly #traceId: string;
  #clock: number;

  constructor(random: Random, operations: readonly Operation[], queue: Message[], start: number) {
    this.#random = random;
    this.#operations = operations;
    this.#queue = queue;
    this.#traceId = this.#hex() + this.#hex() + this.#hex() + this.#hex();
    this.#clock = start;
  }

  /** The work of an operation that was called over HTTP. */
  serve(operation: number, depth: number, parent: string | null): void {
    const { service, route } = this.#operation(operation);
    const attributes = {
      'http.request.method': 'GET',
      'http.route': route,
      'http.response.status_code': 200,
    };
    this.#span(service, `GET ${route}`, 'server', parent, attributes, [], (id) =>
      this.#work(operation, depth, id),
    );
  }

  /** The work of an operation that was begun by a message. */
  consume({ producer, topic, sentAt }: Message): void {
    this.#clock = Math.max(this.#clock, sentAt + 1);
    const operation = (topic.length * 5) % (SERVICES * OPERATIONS);
    const { service } = this.#operation(operation);
    const attributes = { 'messaging.system': 'kafka', 'messaging.destination.name': topic };
    this.#span(service, `process ${topic}`, 'consumer', null, attributes, [producer], (id) =>
      this.#work(operation, 1, id),
    );
  }

  #work(operation: number, depth: number, parent: string): void {
    const { service, isWrapped } = this.#operation(operation);
    const inner = (id: string): void => this.#calls(this.#operation(operation), depth, id);
    if (isWrapped) this.#span(service, 'handle request', 'internal', parent, { 'code.line': 42 }, [], inner);
    else inner(parent);
  }

  #calls({ service, route, calls, hasDatabase, topic }: Operation, depth: number, parent: string): void {
    if (hasDatabase) {
      const table = route.split('/')[2] ?? '';
      const attributes = {
        'db.system.name': 'postgresql',
        'db.query.text': `SELECT * FROM ${table} WHERE id=$1`,
      };
      this.#span(service, `SELECT ${table}`, 'client', parent, attributes, [], () => {});
    }
    for (const callee of calls) {
      if (depth >= DEPTH || this.spans.length >= LONGEST_TRACE || this.#random() < 0.3) continue;
      const attributes = { 'http.request.method': 'GET', 'server.address': `service-${callee}.shop` };
      this.#span(service, 'GET', 'client', parent, attributes, [], (id) => this.serve(callee, depth + 1, id));
    }
    if (topic === null) return;
    const attributes = { 'messaging.system': 'kafka', 'messaging.destination.name': topic };
    this.#span(service, `send ${topic}`, 'producer', parent, attributes, [], (spanId) => {
      const producer = { traceId: this.#traceId, spanId, attributes: {} };
      this.#queue.push({ producer, topic, sentAt: this.#clock });
    });
  }

  /** Depth is bounded by `DEPTH`, so that the callback may nest. */
  #span(
    service: number,
    name: string,
    kind: SpanKind,
    parentSpanId: string | null,
    attributes: Attributes,
    links: readonly SpanLink[],
    work: (spanId: string) => void,
  ): void {
    const spanId = this.#hex() + this.#hex();
    const startTime = this.#clock;
    const place = this.spans.length;
    const failed = this.#random() < 0.01;
    const resource = resources[service] ?? {};
    const span = {
      traceId: this.#traceId,
      spanId,
      parentSpanId,
      name,
      kind,
      service: serviceName(service),
      startTime,
      duration: 0,
      status: failed ? 'error' : 'unset',
      statusMessage: failed ? 'deadline exceeded' : null,
      attributes,
      resource,
      links,
      events: [],
      scope: null,
      droppedLinks: 0,
    } as const satisfies Span;
    this.spans.push(span);
    this.#clock += 0.1;
    work(spanId);
    this.#clock += 0.1 + Math.floor(this.#random() * 5000) / 1000;
    this.spans[place] = { ...span, duration: this.#clock - startTime };
  }

  #operation(index: number): Operation {
    const operation = this.#operations[index % this.#operations.length];
    if (!operation) throw new RangeError('There are no operations');
    return operation;
  }

  /** Eight digits, never all zero. */
  #hex(): string {
    return (1 + Math.floor(this.#random() * 0xfffffffe)).toString(16).padStart(8, '0');
  }
}
