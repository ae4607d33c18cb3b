import type { NodeKind } from '../model/dependency-graph.js';
import { kindNumber, type Attributes, type Span } from '../model/span.js';
import type { SpanSource } from '../model/span-source.js';
import type { SpanTable } from '../model/span-table.js';
import { joinColumn } from './join-column.js';
import { namesOf } from './semantic-conventions.js';
import { none, type SpanIndex } from './span-index.js';
import { hasAnyTag, tagText } from './tag-text.js';

/** What a span does, and why we think so. */
export interface Verdict {
  readonly kind: NodeKind;
  /** The rule that matched, for people. */
  readonly reason: string;
}

interface Rule extends Verdict {
  readonly matches: (span: Span) => boolean;
}

const messagingTags = allNames(
  'messaging.system',
  'messaging.operation.type',
  'messaging.operation.name',
  'messaging.destination.name',
);
const databaseTags = allNames(
  'db.system.name',
  'db.query.text',
  'db.operation.name',
  'db.collection.name',
  'db.type',
  'sql.query',
);
const httpMethodTags = allNames('http.request.method');
const httpTags = allNames('url.full', 'url.path', 'http.path', 'http.response.status_code');
const rpcSystemTags = allNames('rpc.system.name');
const statementTags = allNames('db.query.text');
const vendorMessagingTags = allNames(
  'kafka.topic',
  'amqp.queue',
  'jms.queue',
  'jms.topic',
  'message_bus.destination',
);
const vendorDatabasePrefixes = ['cassandra.', 'redis.', 'mongodb.'];

const deferred: Rule = {
  kind: 'pubsub',
  reason: 'span kind is producer or consumer',
  matches: ({ kind }) => kind === 'producer' || kind === 'consumer',
};

const generic: Rule = { kind: 'generic', reason: 'no other rule matches', matches: () => true };

/**
 * The ordered rules; the first that matches decides. Messaging comes first because a producer or consumer states
 * deferred work whatever the transport, databases before HTTP because Elasticsearch and its like speak HTTP.
 */
const standardRules: readonly Rule[] = [
  deferred,
  {
    kind: 'pubsub',
    reason: 'has a messaging tag',
    matches: (span) => hasAnyTag(span.attributes, messagingTags),
  },
  {
    kind: 'database',
    reason: 'has a database tag',
    matches: (span) => span.kind !== 'server' && hasAnyTag(span.attributes, databaseTags),
  },
  {
    kind: 'http',
    reason: 'has an HTTP method',
    matches: ({ attributes }) => hasAnyTag(attributes, httpMethodTags) && !isOtherRpc(attributes),
  },
  {
    kind: 'http',
    reason: 'client or server with a URL or an HTTP status',
    matches: ({ kind, attributes }) =>
      (kind === 'server' || kind === 'client') &&
      hasAnyTag(attributes, httpTags) &&
      !hasAnyTag(attributes, rpcSystemTags),
  },
  {
    kind: 'pubsub',
    reason: 'function triggered by a message',
    matches: ({ attributes }) => attributes['faas.trigger'] === 'pubsub',
  },
  {
    kind: 'http',
    reason: 'function triggered by HTTP',
    matches: ({ attributes }) => attributes['faas.trigger'] === 'http',
  },
  {
    kind: 'pubsub',
    reason: "has a vendor's messaging tag",
    matches: ({ attributes }) => hasAnyTag(attributes, vendorMessagingTags),
  },
  {
    kind: 'database',
    reason: "has a vendor's database tag",
    matches: ({ attributes }) => hasPrefixedTag(attributes, vendorDatabasePrefixes),
  },
  generic,
];

const strictRules: readonly Rule[] = [
  deferred,
  {
    kind: 'database',
    reason: 'has a database statement',
    matches: (span) => hasAnyTag(span.attributes, statementTags),
  },
  {
    kind: 'http',
    reason: 'has an HTTP method',
    matches: (span) => hasAnyTag(span.attributes, httpMethodTags),
  },
  generic,
];

const hostVerdicts: ReadonlyMap<unknown, Verdict> = new Map(
  (['http', 'pubsub', 'database', 'generic'] as const).map((kind) => [
    kind,
    { kind, reason: "the host's classification" },
  ]),
);

/** Every verdict that a span can get, the earlier rule first; a verdict's place here is its number. */
export const verdicts: readonly Verdict[] = [...hostVerdicts.values(), ...standardRules, ...strictRules];

const numberOf = new Map(verdicts.map((verdict, number) => [verdict, number]));

/** How to classify; see `GraphOptions`. */
export interface ClassifyOptions {
  readonly classification: 'standard' | 'strict';
  readonly classify: ((span: Span) => NodeKind | undefined) | undefined;
  /** Told when the host's function throws or gives no kind; the rules decide then. */
  readonly onFailure: (span: Span, cause: unknown) => void;
}

/** What the rules say of spans, which depends on nothing else: kept as long as the index is. */
const ruled = new WeakMap<SpanIndex, Map<string, Uint8Array>>();

/** For each span the number of its verdict in `verdicts`. The same index is asked about again and again. */
export function classifySpans(index: SpanIndex, options: ClassifyOptions): Uint8Array {
  if (options.classify) return verdictsOf(index, options);
  let known = ruled.get(index);
  if (!known) ruled.set(index, (known = new Map<string, Uint8Array>()));
  let numbers = known.get(options.classification);
  if (!numbers) known.set(options.classification, (numbers = verdictsOf(index, options)));
  return numbers;
}

function verdictsOf(index: SpanIndex, options: ClassifyOptions): Uint8Array {
  const rules = options.classification === 'strict' ? strictRules : standardRules;
  const { classify } = options;
  if (!classify) return ruledVerdicts(index.table, rules);
  const numbers = new Uint8Array(index.count);
  for (let i = 0; i < index.count; i++) {
    const span = index.span(i);
    numbers[i] = numberOf.get(hostVerdict(span, classify, options.onFailure) ?? firstMatch(rules, span))!;
  }
  return numbers;
}

/** Applies the rules once to all spans that they cannot tell apart. */
function ruledVerdicts(table: SpanTable, rules: readonly Rule[]): Uint8Array {
  const decide = (span: number): number => numberOf.get(firstMatch(rules, table.span(span)))!;
  const alike = numberAlike(table);
  const decided = firstOfEach(alike).map(decide);
  const numbers = new Uint8Array(table.count);
  for (let i = 0; i < numbers.length; i++) numbers[i] = alike[i] === none ? decide(i) : decided[alike[i]!]!;
  return numbers;
}

/** The first span of each number; they are counted from 0 in the order of their first appearance. */
function firstOfEach(numbers: Int32Array): readonly number[] {
  const spans: number[] = [];
  for (let i = 0; i < numbers.length; i++) if (numbers[i] === spans.length) spans.push(i);
  return spans;
}

const kindCount = Object.keys(kindNumber).length;

/** Tags of which the rules ask more than whether they have a value. */
const askedTags = [...rpcSystemTags, 'faas.trigger'];

/**
 * Gives spans that are the same to the rules the same number, from 0 on: those of equal kind, shape, and values where
 * these matter; `none` where the shape is not known.
 */
function numberAlike(table: SpanTable): Int32Array {
  const { count, sources, source, place, kind } = table;
  const alike = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const shape = sources[source[i]!]!.shapeOf(place[i]!);
    alike[i] = shape === none ? none : shape * kindCount + kind[i]!;
  }
  joinColumn(alike, source);
  const isAsked = firstOfEach(alike).map((span) => asksValues(sources[source[span]!]!, place[span]!));
  if (isAsked.includes(true)) joinAskedValues(table, alike, isAsked);
  return alike;
}

/** Parts the numbers of spans by the values of tags where these matter. */
function joinAskedValues(
  { sources, source, place, texts }: SpanTable,
  alike: Int32Array,
  isAsked: readonly boolean[],
): void {
  const asks = alike.map((number) => (isAsked[number] === true ? 1 : 0));
  for (const name of askedTags) {
    const readers = sources.map((each) => each.tagNumbers([name], false, tagText, texts));
    const values = asks.map((asked, i) => (asked === 1 ? readers[source[i]!]!(place[i]!) + 1 : 0));
    joinColumn(alike, values);
  }
}

function asksValues(source: SpanSource, place: number): boolean {
  return source.keysOf(source.shapeOf(place)).some((key) => askedTags.includes(key));
}

function firstMatch(rules: readonly Rule[], span: Span): Verdict {
  for (const rule of rules) {
    if (rule.matches(span)) return rule;
  }
  return generic;
}

function hostVerdict(
  span: Span,
  classify: (span: Span) => NodeKind | undefined,
  onFailure: ClassifyOptions['onFailure'],
): Verdict | undefined {
  let kind: unknown;
  try {
    kind = classify(span);
  } catch (error) {
    onFailure(span, error);
    return undefined;
  }
  if (kind === undefined) return undefined;
  const verdict = hostVerdicts.get(kind);
  if (!verdict) onFailure(span, new TypeError(`not a node kind: ${typeof kind}`));
  return verdict;
}

/** Whether the call is an RPC other than plain HTTP, which may well carry an HTTP method (Connect, Twirp, AWS). */
function isOtherRpc(tags: Attributes): boolean {
  const name = rpcSystemTags.find((candidate) => hasAnyTag(tags, [candidate]));
  return name !== undefined && tags[name] !== 'http';
}

function hasPrefixedTag(tags: Attributes, prefixes: readonly string[]): boolean {
  for (const name in tags) {
    if (prefixes.some((prefix) => name.startsWith(prefix)) && hasAnyTag(tags, [name])) return true;
  }
  return false;
}

/** The given names and those that they replaced. */
function allNames(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => namesOf(name));
}
