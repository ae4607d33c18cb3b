import type { DependencyNode } from '../model/dependency-graph.js';
import { kindNumber, type Attributes } from '../model/span.js';
import type { LinkCalls } from './async-calls.js';
import { verdicts } from './classify.js';
import type { DrawnCalls } from './drawn-calls.js';
import { destinationId } from './graph-ids.js';
import type { Groups } from './group.js';
import type { TraitsOf } from './group-traits.js';
import { PairInterner } from '../model/pair-interner.js';
import { namesOf } from './semantic-conventions.js';
import { none, type SpanIndex } from './span-index.js';
import { hasAnyTag, tagText } from './tag-text.js';

const nameTag = 'messaging.destination.name';
const systemTag = 'messaging.system';

/**
 * Where instrumentations write a destination: the semantic convention's names, then OpenTracing's and those of
 * Zipkin's Brave.
 */
const nameTags: readonly string[] = [
  ...namesOf(nameTag),
  ...['message_bus.destination', 'kafka.topic', 'amqp.queue', 'jms.queue', 'jms.topic'],
];
const systemTags = namesOf(systemTag);

/** A topic, queue or exchange, at the level and hop of those who send to it. */
export interface Destination {
  readonly id: string;
  readonly level: number;
  readonly hop: number;
  readonly name: string;
}

/** The destinations that drawn calls pass. */
export interface Destinations {
  /** For each drawn call its destination's place in the list, or `none`. */
  readonly of: Int32Array;
  readonly list: readonly Destination[];
}

/** What destinations are read from. */
export interface DestinationInput {
  readonly index: SpanIndex;
  readonly links: LinkCalls;
  /** By span; see `classifySpans`. */
  readonly verdictOf: Uint8Array;
  readonly groups: Groups;
  readonly traitsOf: TraitsOf;
  readonly calls: DrawnCalls;
}

/**
 * Finds the destination of every asynchronous call between spans of which at least one sends or receives messages. The
 * caller knows best where it sends to; a link in a batch knows it of its message; the callee comes last.
 */
export function findDestinations(input: DestinationInput): Destinations {
  const { index, links, groups, traitsOf, calls } = input;
  const of = new Int32Array(calls.count).fill(none);
  const list: Destination[] = [];
  const texts = new Texts();
  const placeById = new Map<string, number>();
  // Ids are made once for each group and destination, not for each call.
  const names = new PairInterner();
  const systems = new PairInterner();
  const placeOfKey: number[] = [];
  for (let c = 0; c < calls.count; c++) {
    if (calls.async[c] === 0) continue;
    const caller = calls.caller[c]!;
    const callee = calls.callee[c]!;
    if (!isMessaging(input, caller) && !isMessaging(input, callee)) continue;
    const link = calls.link[c]!;
    const tags = [
      index.span(caller).attributes,
      ...(link === none ? [] : [index.span(links.callee[link]!).links[links.link[link]!]!.attributes]),
      index.span(callee).attributes,
    ];
    const name = destinationName(tags);
    if (name === null) continue;
    const system = firstText(tags, systemTags);
    const group = groups.groupOf[caller]!;
    const key = systems.intern(names.intern(group, texts.number(name)), texts.number(system));
    if (key === placeOfKey.length) {
      const { level, hop } = traitsOf(group);
      const id = destinationId(level, hop, system, name);
      let place = placeById.get(id);
      if (place === undefined) {
        place = list.length;
        placeById.set(id, place);
        list.push({ id, level, hop, name });
      }
      placeOfKey.push(place);
    }
    of[c] = placeOfKey[key]!;
  }
  return { of, list };
}

/** Makes a node of each destination. It has no spans, so all figures but the count of traces are empty. */
export function destinationNodes(
  { of, list }: Destinations,
  { traceOf }: SpanIndex,
  calls: DrawnCalls,
): DependencyNode[] {
  const traces = new PairInterner();
  for (let c = 0; c < calls.count; c++) {
    if (of[c] === none) continue;
    traces.intern(of[c]!, traceOf[calls.caller[c]!]!);
    traces.intern(of[c]!, traceOf[calls.callee[c]!]!);
  }
  const traceCounts = new Int32Array(list.length);
  for (let pair = 0; pair < traces.size; pair++) traceCounts[traces.first(pair)]!++;
  return list.map(({ id, level, hop, name }, place): DependencyNode => ({
    id,
    kind: 'pubsub',
    level,
    hop,
    async: level !== 0 || hop !== 0,
    group: [{ key: nameTag, value: name }],
    destination: name,
    spanCount: 0,
    traceCount: traceCounts[place]!,
    errorCount: 0,
    hiddenErrors: 0,
    missingParents: 0,
    duration: null,
    selfTime: 0,
    wallTime: 0,
    spans: [],
  }));
}

/** Whether the span is classified as messaging, or its kind says so whatever the classification. */
function isMessaging({ index, verdictOf }: DestinationInput, span: number): boolean {
  const kind = index.kind[span];
  return (
    kind === kindNumber.producer ||
    kind === kindNumber.consumer ||
    verdicts[verdictOf[span]!]!.kind === 'pubsub'
  );
}

/** The destination that a call's caller, link or callee name, in this order; `null` when none of them does. */
export function destinationName(bearers: readonly Attributes[]): string | null {
  return firstText(bearers, nameTags);
}

/** The first that says something, by bearer and then by name. */
function firstText(bearers: readonly Attributes[], names: readonly string[]): string | null {
  for (const tags of bearers) {
    for (const name of names) {
      if (hasAnyTag(tags, [name])) return tagText(tags[name]);
    }
  }
  return null;
}

/** Numbers texts, and that there is none, from 0 on. */
class Texts {
  readonly #numbers = new Map<string | null, number>();

  number(text: string | null): number {
    let number = this.#numbers.get(text);
    if (number === undefined) this.#numbers.set(text, (number = this.#numbers.size));
    return number;
  }
}
