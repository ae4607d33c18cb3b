/**
 * Names that OpenTelemetry's semantic conventions have renamed: each new name with its old ones, latest first.
 * Source: changelog and schema files of open-telemetry/semantic-conventions up to 1.44. Two instrumentations of one
 * system may write different ones, and "dup" mode writes both.
 */
const renames: readonly (readonly [newName: string, ...oldNames: string[]])[] = [
  ['http.request.method', 'http.method'],
  ['http.response.status_code', 'http.status_code'],
  ['http.request.body.size', 'http.request_content_length'],
  ['url.full', 'http.url'],
  ['url.path', 'http.target'],
  ['url.scheme', 'http.scheme'],
  ['user_agent.original', 'http.user_agent'],
  ['client.address', 'http.client_ip'],
  ['server.address', 'net.peer.name', 'net.host.name', 'http.host', 'http.server_name'],
  ['server.port', 'net.peer.port', 'net.host.port'],
  [
    'network.peer.address',
    'server.socket.address',
    'client.socket.address',
    'net.sock.peer.addr',
    'net.peer.ip',
  ],
  ['network.protocol.version', 'http.flavor'],

  ['db.system.name', 'db.system'],
  ['db.query.text', 'db.statement'],
  ['db.operation.name', 'db.operation'],
  ['db.namespace', 'db.name', 'db.redis.database_index', 'db.elasticsearch.cluster.name'],
  [
    'db.collection.name',
    'db.sql.table',
    'db.mongodb.collection',
    'db.cassandra.table',
    'db.cosmosdb.container',
  ],

  ['messaging.destination.name', 'messaging.destination'],
  [
    'messaging.destination.partition.id',
    'messaging.kafka.destination.partition',
    'messaging.kafka.partition',
  ],
  ['messaging.destination.subscription.name', 'messaging.servicebus.destination.subscription_name'],
  ['messaging.operation.type', 'messaging.operation'],
  ['messaging.message.id', 'messaging.message_id'],
  ['messaging.message.conversation_id', 'messaging.conversation_id'],
  [
    'messaging.consumer.group.name',
    'messaging.kafka.consumer.group',
    'messaging.kafka.consumer_group',
    'messaging.eventhubs.consumer.group',
    'messaging.rocketmq.client_group',
  ],
  ['messaging.client.id', 'messaging.client_id', 'messaging.consumer_id'],
  ['messaging.kafka.offset', 'messaging.kafka.message.offset'],
  ['messaging.rabbitmq.destination.routing_key', 'messaging.rabbitmq.routing_key'],

  ['rpc.system.name', 'rpc.system'],
  [
    'rpc.status_code',
    'rpc.response.status_code',
    'rpc.grpc.status_code',
    'rpc.connect_rpc.error_code',
    'rpc.jsonrpc.error_code',
  ],
  ['faas.invocation_id', 'faas.execution'],
  ['cloud.resource_id', 'faas.id'],
  ['gen_ai.provider.name', 'gen_ai.system'],
  ['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens'],
  ['gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens'],
  ['service.peer.name', 'peer.service'],
  ['code.function.name', 'code.function'],
  ['code.file.path', 'code.filepath'],
  ['code.line.number', 'code.lineno'],
  ['deployment.environment.name', 'deployment.environment'],
];

const oldNames = new Map(renames.map(([newName, ...names]) => [newName, names]));
const newNames = new Map(renames.flatMap(([newName, ...names]) => names.map((name) => [name, newName])));

/** The current name of a tag: itself unless it was renamed. */
export function currentName(name: string): string {
  return newNames.get(name) ?? name;
}

/**
 * The names under which a tag may be found, in the order in which to look: the new name first. An old name matches
 * itself and its new name, not the other old names that became the same new one.
 */
export function namesOf(name: string): readonly string[] {
  const newName = newNames.get(name);
  return newName === undefined ? [name, ...(oldNames.get(name) ?? [])] : [newName, name];
}
