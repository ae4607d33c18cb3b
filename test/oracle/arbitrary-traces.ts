/** Random spans that hit every rule of the graph. */
import * as fc from 'fast-check';
import type { AttributeValue, Attributes, Span, SpanKind, SpanLink } from '../../src/model/span.js';

const zeroTrace = '0'.repeat(32);
const zeroSpan = '0'.repeat(16);

/** Few, so that spans share groups; some are hostile to objects used as maps, to separators and to quoting. */
const hostile = [
  'a',
  'b',
  '__proto__',
  'constructor',
  'a","b',
  '["a"]',
  'a|b',
  '',
  '\u0000',
  'ü\ud83d',
] as const;
const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'c', 'd') },
  fc.constantFrom(...hostile),
);

/**
 * Index → id. Trace 3 has an opaque id, the others have letters, so that options may write them in upper case. Traces
 * 4, 5 and 7 have ids of 128 bits; those of 4 and 7 end alike.
 */
export function traceIdAt(index: number): string {
  if (index === 3) return 'opaque "trace",["3"]';
  const firstHalf = [4, 5, 7].includes(index) ? String(index) : '0';
  return firstHalf.repeat(16) + `c${(index === 7 ? 4 : index).toString(16)}`.padStart(16, '0');
}

/** How an id is written: as the trace has it, without its first half, or with one where the trace's is cut. */
export type Spelling = 'own' | 'cut' | 'whole';

export const spelling = fc.constantFrom<Spelling[]>('own', 'own', 'own', 'cut', 'whole');

export function spelled(traceId: string, as: Spelling): string {
  if (as === 'own' || traceId.length !== 32) return traceId;
  return (as === 'cut' ? '0' : '9').repeat(16) + traceId.slice(16);
}
const spanIdAt = (index: number): string => (index + 1).toString(16).padStart(16, '0');

const tagNames = [
  [
    'http.method',
    'http.request.method',
    'http.status_code',
    'http.response.status_code',
    'http.url',
    'url.full',
  ],
  ['http.target', 'url.path', 'http.path', 'http.route'],
  ['db.system', 'db.system.name', 'db.statement', 'db.query.text', 'db.operation', 'db.sql.table', 'db.type'],
  ['db.collection.name', 'sql.query', 'redis.command', 'cassandra.', 'redis', 'db.name', 'db.namespace'],
  ['messaging.system', 'messaging.destination', 'messaging.destination.name', 'messaging.operation'],
  ['messaging.operation.name', 'kafka.topic', 'jms.topic', 'message_bus.destination', 'kafka.broker_id'],
  ['rpc.system', 'rpc.system.name', 'faas.trigger', '__proto__', 'constructor', 'process.a', 'service.name'],
].flat();
const tagValue: fc.Arbitrary<AttributeValue> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<AttributeValue>('GET', 'kafka', 'http', 'pubsub', 'grpc') },
  fc.constantFrom<AttributeValue>('', null, 200, '200', true, 1.5, [], ['a', 1], '["a",1]', '__proto__'),
);

/** Some tags; most spans have none or one, so that each rule of the classification gets its turn. */
const attributes = (names: readonly string[]): fc.Arbitrary<Attributes> =>
  fc
    .array(fc.tuple(fc.constantFrom(...names), tagValue), { maxLength: 2 })
    .map((entries) => asAttributes(entries));

function asAttributes(entries: readonly (readonly [string, AttributeValue])[]): Attributes {
  const made = Object.create(null) as Record<string, AttributeValue>;
  for (const [key, value] of entries) made[key] = value;
  return made;
}

const noTags = asAttributes([]);

const kind = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<SpanKind>('internal', 'unspecified') },
  { weight: 3, arbitrary: fc.constantFrom<SpanKind>('producer', 'consumer') },
  { weight: 2, arbitrary: fc.constantFrom<SpanKind>('server', 'client') },
);

/** A repeat of a span: exact, or with another name or start. */
type Repeat = 'exact' | 'renamed' | 'later';

type Parent =
  | { readonly to: 'earlier' | 'any'; readonly index: number }
  | { readonly to: 'none' | 'self' | 'missing' | 'zero' };

const parent: fc.Arbitrary<Parent> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ to: fc.constant('earlier' as const), index: fc.nat({ max: 6 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ to: fc.constant('any' as const), index: fc.nat({ max: 6 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      to: fc.constantFrom('none' as const, 'self' as const, 'missing' as const, 'zero' as const),
    }),
  },
);

type Link =
  | {
      readonly to: 'span';
      readonly trace: number;
      readonly span: number;
      readonly spelling: Spelling;
      readonly attributes?: Attributes;
    }
  | { readonly to: 'parent' | 'self' | 'root' }
  | { readonly to: 'invalid'; readonly traceId: string; readonly spanId: string };

const linkAttributes = fc.oneof(
  { weight: 3, arbitrary: fc.constant(noTags) },
  attributes(['messaging.destination.name', 'messaging.system', 'jms.queue', 'messaging.destination']),
);

/** To spans of loaded traces mostly; indices beyond the data make links to missing spans and to missing traces. */
const link = (traces: number, spans: number): fc.Arbitrary<Link> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        to: fc.constant('span' as const),
        trace: fc.nat({ max: traces }),
        span: fc.nat({ max: Math.max(0, spans - 1) }),
        spelling,
        attributes: linkAttributes,
      }),
    },
    {
      // Many spans link to the same few: what limits are there for.
      weight: 4,
      arbitrary: fc.record({
        to: fc.constant('span' as const),
        trace: fc.nat({ max: Math.min(1, traces) }),
        span: fc.constant(0),
        spelling,
        attributes: linkAttributes,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ to: fc.constantFrom('parent' as const, 'self' as const, 'root' as const) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        to: fc.constant('invalid' as const),
        traceId: fc.constantFrom(zeroTrace, '', traceIdAt(0), traceIdAt(30)),
        spanId: fc.constantFrom(zeroSpan, ''),
      }),
    },
  );

const span = (traces: number, spans: number) =>
  fc.record({
    parent,
    kind,
    name: text,
    service: fc.oneof({ weight: 4, arbitrary: fc.constant('s') }, fc.constantFrom('t', null, '__proto__')),
    startTime: fc.oneof({ weight: 6, arbitrary: fc.nat({ max: 40 }) }, fc.constant(null)),
    duration: fc.oneof({ weight: 6, arbitrary: fc.nat({ max: 20 }) }, fc.constant(null)),
    failed: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
    attributes: fc.oneof({ weight: 2, arbitrary: fc.constant(noTags) }, attributes(tagNames)),
    resource: fc.oneof(fc.constant(noTags), attributes(['host.name', 'a', '__proto__', 'service.version'])),
    links: fc.oneof(
      { weight: 2, arbitrary: fc.constant<Link[]>([]) },
      fc.array(link(traces, spans), { maxLength: 3, size: 'max' }),
    ),
    repeats: fc.oneof(
      { weight: 15, arbitrary: fc.constant<Repeat[]>([]) },
      fc.array(fc.constantFrom<Repeat>('exact', 'renamed', 'later'), { maxLength: 3 }),
    ),
  });

type SpanPlan = Parameters<Parameters<ReturnType<typeof span>['map']>[0]>[0];

/** How many traces, and how many spans each has at most: few long traces or many short ones. */
const extent = fc.constantFrom(
  ...([
    [0, 1],
    [1, 9],
    [2, 6],
    [3, 6],
    [6, 4],
    [8, 2],
    [12, 2],
    [16, 1],
  ] as const),
);

/** Spans of several traces in the order in which they were made, with repeats. */
export const arbitrarySpans: fc.Arbitrary<readonly Span[]> = extent
  .chain(([traces, spans]) => {
    const trace = fc.array(span(traces, spans), { minLength: Math.ceil(spans / 2), maxLength: spans });
    return fc.array(trace, { minLength: traces, maxLength: traces });
  })
  .map((traces) =>
    traces.flatMap((plans, trace) => plans.flatMap((plan, index) => build(plan, trace, index, plans))),
  );

/** Many traces of one or two spans that link to the first few: what limits and expansions are there for. */
export const arbitraryFans: fc.Arbitrary<readonly Span[]> = fc
  .integer({ min: 5, max: 16 })
  .chain((traces) => {
    const hub = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: traces }));
    const toHub = fc.record({
      to: fc.constant('span' as const),
      trace: hub,
      span: fc.nat({ max: 1 }),
      spelling,
    });
    const plan = fc
      .tuple(
        span(traces, 2),
        fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        fc.array(toHub, { maxLength: 2 }),
      )
      .map(([one, name, links]): SpanPlan => ({ ...one, name, links, repeats: [] }));
    const trace = fc.array(plan, { minLength: 1, maxLength: 2 });
    return fc
      .array(trace, { minLength: traces, maxLength: traces })
      .map((all) => all.flatMap((plans, at) => plans.flatMap((one, index) => build(one, at, index, plans))));
  });

/** Traces of two root spans that differ in little but their links: which call comes first is a tie almost always. */
export const arbitraryTies: fc.Arbitrary<readonly Span[]> = fc.integer({ min: 4, max: 9 }).chain((traces) => {
  const target = fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: traces - 1 }));
  const to = fc.record({
    to: fc.constant('span' as const),
    trace: target,
    span: fc.nat({ max: 1 }),
    spelling,
  });
  const plan = fc
    .tuple(span(traces, 2), fc.constantFrom('a', 'b'), fc.array(to, { minLength: 1, maxLength: 2 }))
    .map(([one, name, links]): SpanPlan => ({
      ...one,
      ...{ name, links, repeats: [], parent: { to: 'none' }, kind: 'server', attributes: noTags },
      ...{ service: 's', duration: 1, failed: false },
    }));
  const trace = fc.array(plan, { minLength: 2, maxLength: 2 });
  return fc
    .array(trace, { minLength: traces, maxLength: traces })
    .map((all) => all.flatMap((plans, at) => plans.flatMap((one, index) => build(one, at, index, plans))));
});

function build(plan: SpanPlan, trace: number, index: number, siblings: readonly SpanPlan[]): Span[] {
  const parentSpanId = parentOf(plan.parent, index, siblings.length);
  const made: Span = {
    traceId: traceIdAt(trace),
    spanId: spanIdAt(index),
    parentSpanId,
    name: plan.name,
    kind: plan.kind,
    service: plan.service,
    startTime: plan.startTime,
    duration: plan.duration,
    status: plan.failed ? 'error' : 'unset',
    statusMessage: null,
    attributes: plan.attributes,
    resource: plan.resource,
    links: plan.links.map((one) => linkOf(one, traceIdAt(trace), spanIdAt(index), parentSpanId)),
    events: [],
    scope: null,
    droppedLinks: 0,
  };
  return [
    made,
    ...plan.repeats.map((repeat): Span => {
      if (repeat === 'renamed') return { ...made, name: `${made.name}2` };
      if (repeat === 'later') return { ...made, startTime: made.startTime === null ? 3 : made.startTime + 5 };
      return { ...made };
    }),
  ];
}

function parentOf(plan: Parent, index: number, count: number): string | null {
  switch (plan.to) {
    case 'any':
      return spanIdAt(plan.index % count);
    case 'earlier':
      return index === 0 ? null : spanIdAt(plan.index % index);
    case 'self':
      return spanIdAt(index);
    case 'missing':
      return spanIdAt(90);
    case 'zero':
      return zeroSpan;
    case 'none':
      return null;
  }
}

function linkOf(plan: Link, traceId: string, spanId: string, parentSpanId: string | null): SpanLink {
  if (plan.to === 'invalid') return { traceId: plan.traceId, spanId: plan.spanId, attributes: noTags };
  if (plan.to === 'span')
    return {
      traceId: spelled(traceIdAt(plan.trace), plan.spelling),
      spanId: spanIdAt(plan.span),
      attributes: plan.attributes ?? noTags,
    };
  const to = { self: spanId, parent: parentSpanId ?? spanId, root: spanIdAt(0) }[plan.to];
  return { traceId, spanId: to, attributes: noTags };
}
