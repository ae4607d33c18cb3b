/** The slow reading of what kind a span has and which values it is grouped by. */
import type { NodeKind } from '../../src/model/dependency-graph.js';
import type { AttributeValue, Attributes, Span } from '../../src/model/span.js';

export interface SlowClassification {
  readonly classification: 'standard' | 'strict';
  readonly classify: ((span: Span) => NodeKind | undefined) | undefined;
}

const kinds: readonly unknown[] = ['http', 'pubsub', 'database', 'generic'];

/** "A host function `classify(span)` overrides both"; when it throws or gives no kind, the rules decide. */
export function slowKind(span: Span, { classification, classify }: SlowClassification): NodeKind {
  let own: NodeKind | undefined;
  try {
    own = classify?.(span);
  } catch {
    own = undefined; // The rules decide.
  }
  if (kinds.includes(own)) return own as NodeKind;
  return classification === 'strict' ? strictKind(span) : standardKind(span);
}

/** "the plain rule instead: […] in that order". */
function strictKind(span: Span): NodeKind {
  if (span.kind === 'consumer' || span.kind === 'producer') return 'pubsub';
  if (has(span, 'db.statement', 'db.query.text')) return 'database';
  if (has(span, 'http.method', 'http.request.method')) return 'http';
  return 'generic';
}

/** The recommended precedence, rule by rule: "first match wins". */
function standardKind(span: Span): NodeKind {
  const rpcSystem = namesOf('rpc.system.name')
    .map((name) => span.attributes[name])
    .find(isFull);
  const hasRpcSystem = has(span, 'rpc.system', 'rpc.system.name');
  // 1. pubsub if kind is PRODUCER or CONSUMER.
  if (span.kind === 'producer' || span.kind === 'consumer') return 'pubsub';
  // 2. pubsub if has messaging.system | messaging.operation(.type|.name) | messaging.destination(.name).
  if (has(span, 'messaging.system', 'messaging.operation', 'messaging.operation.type')) return 'pubsub';
  if (has(span, 'messaging.operation.name', 'messaging.destination', 'messaging.destination.name'))
    return 'pubsub';
  // 3. database if has […], and kind is not SERVER.
  if (
    span.kind !== 'server' &&
    (has(span, 'db.system.name', 'db.system', 'db.query.text', 'db.statement') ||
      has(span, 'db.operation', 'db.operation.name', 'db.collection.name', 'db.type', 'sql.query'))
  )
    return 'database';
  // 4. HTTP if has http.request.method | http.method, unless rpc.system(.name) says something other than http.
  if (has(span, 'http.request.method', 'http.method') && !(hasRpcSystem && rpcSystem !== 'http'))
    return 'http';
  // 5. HTTP if kind is SERVER or CLIENT and has […], and no rpc.system(.name).
  if (
    (span.kind === 'server' || span.kind === 'client') &&
    (has(span, 'url.full', 'http.url', 'http.target', 'http.path') ||
      has(span, 'http.response.status_code', 'http.status_code')) &&
    !hasRpcSystem
  )
    return 'http';
  // 6. pubsub if faas.trigger is pubsub; HTTP if it is http.
  if (span.attributes['faas.trigger'] === 'pubsub') return 'pubsub';
  if (span.attributes['faas.trigger'] === 'http') return 'http';
  // 7. vendor fallbacks.
  if (has(span, 'kafka.topic', 'amqp.queue', 'jms.queue', 'jms.topic', 'message_bus.destination'))
    return 'pubsub';
  if (Object.keys(span.attributes).some((key) => /^(cassandra|redis|mongodb)\./.test(key) && has(span, key)))
    return 'database';
  // 8. generic.
  return 'generic';
}

/** "A span 'has' a name when it has that tag or one with an old or new name of it, and the value is not […]" empty. */
function has(span: Span, ...names: readonly string[]): boolean {
  for (const listed of names)
    for (const name of namesOf(listed)) if (isFull(span.attributes[name])) return true;
  return false;
}

/** "not null, an empty text or an empty list" */
const isFull = (value: AttributeValue | undefined): boolean =>
  isPresent(value) && value !== '' && !(Array.isArray(value) && value.length === 0);

const isPresent = (value: AttributeValue | undefined): value is NonNullable<AttributeValue> =>
  value !== undefined && value !== null;

/** New names, each with its old ones: those that rules name and those that the tests group by. */
const renamed: readonly (readonly [newName: string, ...oldNames: string[]])[] = [
  ['http.request.method', 'http.method'],
  ['http.response.status_code', 'http.status_code'],
  ['url.full', 'http.url'],
  ['url.path', 'http.target'],
  ['db.system.name', 'db.system'],
  ['db.query.text', 'db.statement'],
  ['db.operation.name', 'db.operation'],
  ['db.namespace', 'db.name'],
  [
    'db.collection.name',
    'db.sql.table',
    'db.mongodb.collection',
    'db.cassandra.table',
    'db.cosmosdb.container',
  ],
  ['messaging.destination.name', 'messaging.destination'],
  ['messaging.operation.type', 'messaging.operation'],
  ['messaging.message.id', 'messaging.message_id'],
  ['rpc.system.name', 'rpc.system'],
];

const lookUps = new Map<string, readonly string[]>();
for (const [newName, ...oldNames] of renamed) {
  // "A new name is looked up before its old ones, an old name after its new one".
  lookUps.set(newName, [newName, ...oldNames]);
  for (const oldName of oldNames) lookUps.set(oldName, [newName, oldName]);
}

const namesOf = (key: string): readonly string[] => lookUps.get(key) ?? [key];

/** The value of one grouping key; `null`: "A missing value is its own group". */
export function slowValue(span: Span, key: string): string | null {
  if (key === 'operation.name') return span.name;
  if (key === 'service.name') return span.service;
  if (key === 'span.kind') return span.kind;
  if (key.startsWith('process.')) return text(read(span.resource, key.slice('process.'.length)));
  return text(read(span.attributes, key));
}

/** "an old semantic-convention name also matches its new name and the reverse"; "A null tag is missing". */
const read = (attributes: Attributes, key: string): AttributeValue | undefined =>
  namesOf(key)
    .map((name) => attributes[name])
    .find(isPresent);

/** "Group values are texts: a string as it is, everything else as JSON." */
const text = (value: AttributeValue | undefined): string | null => {
  if (!isPresent(value)) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
};
