/** The slow reading of topics and queues that are nodes of their own. */
import type { DependencyEdge, DependencyNode } from '../../src/model/dependency-graph.js';
import type { AttributeValue, Attributes } from '../../src/model/span.js';
import type { NodeIdOf } from './slow-draw.js';
import { groups } from './slow-groups.js';
import type { SlowCall, SlowSpan } from './slow-spans.js';

/** Asks for the id of the destination that a call passes; `null` when it passes none. */
export type DestinationIdOf = (call: SlowCall) => string | null;

/** "the semantic convention's names, then OpenTracing's and those of Zipkin's Brave" */
const nameTags = ['messaging.destination.name', 'messaging.destination', 'message_bus.destination'].concat([
  'kafka.topic',
  'amqp.queue',
  'jms.queue',
  'jms.topic',
]);

export const slowDestinations =
  (nodeIdOf: NodeIdOf): DestinationIdOf =>
  (call) => {
    // "an asynchronous call between spans of which caller or callee sends or receives messages"
    if (!call.async || !(isMessaging(call.caller) || isMessaging(call.callee))) return null;
    // "from the caller, else from the link, else from the callee"
    const bearers = [call.caller.span.attributes, call.linkAttributes ?? {}, call.callee.span.attributes];
    const name = firstText(bearers, nameTags);
    if (name === null) return null;
    const [level, hop] = JSON.parse(nodeIdOf(call.caller)) as unknown[];
    return JSON.stringify(['destination', level, hop, firstText(bearers, ['messaging.system']), name]);
  };

const isMessaging = (one: SlowSpan): boolean =>
  one.kind === 'pubsub' || ['producer', 'consumer'].includes(one.span.kind);

function firstText(bearers: readonly Attributes[], names: readonly string[]): string | null {
  const values = bearers.flatMap((tags) => names.map((name) => tags[name])).filter(isFull);
  const [value] = values;
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** "not null, an empty text or an empty list" */
const isFull = (value: AttributeValue | undefined): value is NonNullable<AttributeValue> =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** "A destination has no spans: its figures are empty but for the traces that pass it." */
export function slowDestinationNodes(
  calls: readonly SlowCall[],
  destinationOf: DestinationIdOf,
): DependencyNode[] {
  const passing = calls.filter((call) => destinationOf(call) !== null);
  return groups(passing, (call) => destinationOf(call) ?? '').map(([id, ofNode]): DependencyNode => {
    const [, level, hop, , name] = JSON.parse(id) as [string, number, number, string | null, string];
    return {
      ...{ id, kind: 'pubsub', level, hop, async: !(level === 0 && hop === 0) },
      ...{ destination: name, group: [{ key: 'messaging.destination.name', value: name }] },
      traceCount: new Set(ofNode.flatMap(({ caller, callee }) => [caller.span.traceId, callee.span.traceId]))
        .size,
      ...{ spanCount: 0, errorCount: 0, hiddenErrors: 0, missingParents: 0, spans: [] },
      ...{ duration: null, selfTime: 0, wallTime: 0 },
    };
  });
}

/** The edge of a call that reaches a destination: "only how many calls of how many traces". */
export function slowSendingEdge(id: string, direct: DependencyEdge): DependencyEdge {
  const [, source, target] = JSON.parse(id) as [string, unknown, unknown];
  return {
    ...direct,
    ...{ id, source: JSON.stringify(source), target: JSON.stringify(target) },
    ...{ errorCount: 0, duration: null, wait: null, via: 0 },
  };
}
