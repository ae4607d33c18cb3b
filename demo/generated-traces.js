/**
 * Writes traces as instrumented services would export them: OTLP as JSON, with the names and attributes of
 * OpenTelemetry's semantic conventions, the same for the same seed. For what no recording at hand shows.
 */

const start = Date.UTC(2026, 0, 15, 9, 30);

const spanKinds = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 };

/** Numbers from 0 to below 1, the same sequence for the same seed (mulberry32). */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Traces of one system. */
export class TraceRecording {
  /** The spans so far, in the order in which they started in their traces. */
  spans = [];
  random;
  #systems;

  /**
   * @param {number} seed
   * @param {Readonly<Record<string, string>>} systems messaging system by topic or queue; the others are Kafka's
   */
  constructor(seed, systems = {}) {
    this.random = seededRandom(seed);
    this.#systems = systems;
  }

  /** A number between two others. */
  between(least, most) {
    return least + this.random() * (most - least);
  }

  hex(digits) {
    let text = '';
    while (text.length < digits)
      text += (1 + Math.floor(this.random() * 0xfffffffe)).toString(16).padStart(8, '0');
    return text;
  }

  /** A trace that begins so many milliseconds after the recording began. */
  trace(at) {
    return new TraceRecorder(this, at);
  }

  systemOf(destination) {
    return this.#systems[destination] ?? 'kafka';
  }

  /** The request that an exporter would send: spans by service. */
  toOtlp(spans = this.spans) {
    const services = new Map();
    for (const span of spans) {
      if (!services.has(span.service)) services.set(span.service, []);
      services.get(span.service).push(span);
    }
    return {
      resourceSpans: [...services].map(([service, those]) => ({
        resource: {
          attributes: asKeyValues({
            'service.name': service,
            'service.version': '2.4.1',
            'deployment.environment.name': 'production',
            'k8s.pod.name': `${service}-7c9f6b5d4-x2x7q`,
          }),
        },
        scopeSpans: [{ scope: { name: `shop/${service}` }, spans: those.map(asOtlpSpan) }],
      })),
    };
  }
}

/** One trace. Spans nest as the functions that record them do; each takes a little time of its own. */
class TraceRecorder {
  traceId;
  /** Milliseconds since the recording began. */
  clock;
  #recording;
  /** Spans that are open, the innermost last. */
  #open = [];

  constructor(recording, at) {
    this.#recording = recording;
    this.traceId = recording.hex(32);
    this.clock = at;
  }

  /** Work that takes a while and is no span of its own. */
  pause(least, most) {
    this.clock += this.#recording.between(least, most);
  }

  /** An HTTP request that a service answers. */
  serve(service, method, route, work, error) {
    const attributes = {
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': error ? 500 : 200,
    };
    return this.span({ service, name: `${method} ${route}`, kind: 'server', attributes, error }, work);
  }

  /** An HTTP request to another service, and its answer. */
  call(service, method, route, work, error) {
    const attributes = {
      'http.request.method': method,
      'server.address': service,
      'http.response.status_code': error ? 500 : 200,
    };
    return this.span({ name: method, kind: 'client', attributes, error }, () =>
      this.serve(service, method, route, work, error),
    );
  }

  /** A statement to a database. */
  query(system, operation, table, error) {
    const attributes = {
      'db.system.name': system,
      'db.operation.name': operation,
      'db.collection.name': table,
      'db.query.text': statements[operation]?.(table) ?? `${operation} ${table}`,
    };
    return this.span({ name: `${operation} ${table}`, kind: 'client', attributes, error });
  }

  /** A message to a topic or queue. */
  send(destination) {
    const attributes = {
      ...this.#messaging('send', destination),
      'messaging.message.id': this.#recording.hex(16),
    };
    return this.span({ name: `send ${destination}`, kind: 'producer', attributes, destination });
  }

  /**
   * What a service does with messages that it gets: a span that links to those that sent them.
   * @param {object} from
   * @param {readonly object[]} from.messages what `send` gave
   * @param {number} [from.batch] how many messages came, when it was more than one
   * @param {boolean} [from.child] whether the span is the child of the one that sent the message, in one trace
   */
  process(service, { messages, batch, child = false }, work, error) {
    const destination = messages[0].destination;
    const attributes = {
      ...this.#messaging('process', destination),
      'messaging.consumer.group.name': service,
      ...(batch === undefined
        ? { 'messaging.message.id': messages[0].attributes['messaging.message.id'] }
        : { 'messaging.batch.message_count': batch }),
    };
    const links = child ? [] : messages.map((message) => this.#linkTo(message));
    const parent = child ? messages[0] : undefined;
    return this.span(
      { service, name: `process ${destination}`, kind: 'consumer', attributes, links, error, parent },
      work,
    );
  }

  /** Any span: it lasts as long as its work, and a little longer. */
  span({ service, name, kind = 'internal', attributes = {}, links = [], error, parent, destination }, work) {
    const outer = parent ?? this.#open.at(-1);
    const span = {
      traceId: this.traceId,
      spanId: this.#recording.hex(16),
      parentSpanId: outer?.spanId ?? '',
      service: service ?? outer.service,
      name,
      kind,
      attributes: error ? { ...attributes, 'error.type': error.split(':')[0] } : attributes,
      links,
      error,
      destination,
      startsAt: this.clock,
      endsAt: this.clock,
    };
    this.#recording.spans.push(span);
    this.#open.push(span);
    this.pause(0.2, 1);
    work?.(span);
    this.pause(0.5, work ? 3 : 12);
    this.#open.pop();
    span.endsAt = this.clock;
    return span;
  }

  #messaging(operation, destination) {
    return {
      'messaging.system': this.#recording.systemOf(destination),
      'messaging.operation.type': operation,
      'messaging.operation.name': operation,
      'messaging.destination.name': destination,
    };
  }

  #linkTo({ traceId, spanId, attributes, destination }) {
    const partition = { 'messaging.destination.partition.id': String(parseInt(spanId.at(-1), 16) % 6) };
    return {
      traceId,
      spanId,
      attributes: {
        'messaging.message.id': attributes['messaging.message.id'],
        'messaging.destination.name': destination,
        ...(attributes['messaging.system'] === 'kafka' && partition),
      },
    };
  }
}

const statements = {
  SELECT: (table) => `SELECT * FROM ${table} WHERE id = $1`,
  INSERT: (table) => `INSERT INTO ${table} VALUES ($1, $2, $3)`,
  UPDATE: (table) => `UPDATE ${table} SET state = $2 WHERE id = $1`,
};

const asValue = (value) => (typeof value === 'number' ? { intValue: String(value) } : { stringValue: value });

const asKeyValues = (attributes) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: asValue(value) }));

/** Nanoseconds since the Unix epoch; the numbers are exact to a microsecond. */
const asNanoseconds = (milliseconds) => `${Math.round((start + milliseconds) * 1000)}000`;

const asOtlpSpan = (span) => ({
  traceId: span.traceId,
  spanId: span.spanId,
  ...(span.parentSpanId && { parentSpanId: span.parentSpanId }),
  name: span.name,
  kind: spanKinds[span.kind],
  startTimeUnixNano: asNanoseconds(span.startsAt),
  endTimeUnixNano: asNanoseconds(span.endsAt),
  attributes: asKeyValues(span.attributes),
  ...(span.links.length > 0 && {
    links: span.links.map((link) => ({ ...link, attributes: asKeyValues(link.attributes) })),
  }),
  status: span.error ? { code: 2, message: span.error } : {},
});
