import type { ProblemCode } from '../model/problem.js';
import type { Attributes, Span } from '../model/span.js';
import { newAttributes, noAttributes } from './attributes.js';
import type { ProblemCollector } from './problem-collector.js';
import { asArray, asText, isRecord, type UnknownRecord } from './untrusted.js';
import type { ZipkinFragments } from './zipkin-fragments.js';

/** What all readers of one parse share. */
export interface ReadContext {
  readonly problems: ProblemCollector;
  readonly resources: ResourceTable;
  readonly zipkin: ZipkinFragments;
}

/**
 * Reads one payload of one format. It yields span by span, so that the caller may pause anywhere, and never throws
 * on data: a span that cannot be read is counted and left out.
 */
export type SpanReader<Payload> = (payload: Payload, context: ReadContext) => Iterable<Span>;

/**
 * Reads each item apart, so that one that throws (a hostile getter, a revoked proxy) does not lose the others:
 * it counts as `invalid-span`. Items that `readOne` answers with `null` are left out.
 */
export function* readEach<Item>(
  items: readonly Item[],
  { problems }: ReadContext,
  readOne: (item: Item, index: number) => Span | null,
): Generator<Span> {
  for (let index = 0; index < items.length; index += 1) {
    let span: Span | null = null;
    try {
      span = readOne(items[index] as Item, index);
    } catch (error) {
      problems.add('invalid-span', `item ${index}: ${describeError(error)}`);
    }
    if (span) yield span;
  }
}

/** A list; one that is missing is empty, and anything else there is reported. */
export function listOf(value: unknown, name: string, problems: ProblemCollector): readonly unknown[] {
  if (typeof value === 'object' ? value !== null && !Array.isArray(value) : asText(value) !== '')
    problems.add('invalid-span', `${name}: not a list`);
  return asArray(value);
}

/** The events in a list of them; what else is in it is reported. */
export function eventsIn(list: unknown, problems: ProblemCollector): readonly UnknownRecord[] {
  return objectsIn(listOf(list, 'events', problems), 'events', 'invalid-span', problems);
}

/** As `eventsIn`, of links. */
export function linksIn(list: unknown, problems: ProblemCollector): readonly UnknownRecord[] {
  return objectsIn(listOf(list, 'links', problems), 'links', 'invalid-link', problems);
}

function objectsIn(
  list: readonly unknown[],
  name: string,
  code: ProblemCode,
  problems: ProblemCollector,
): readonly UnknownRecord[] {
  const objects = list.filter(isRecord);
  problems.add(code, `${name}: not an object`, list.length - objects.length);
  return objects;
}

/** What was thrown, in words; never throws itself. Syntax errors quote the text, which no mask has seen: only their name is told. */
export function describeError(error: unknown): string {
  try {
    if (!(error instanceof Error)) return typeof error;
    return error instanceof SyntaxError ? error.name : `${error.name}: ${error.message}`;
  } catch {
    return 'an error that cannot be read';
  }
}

/** Shares one object between all spans whose process tags are equal, as most formats repeat them with every span or batch. */
export class ResourceTable {
  readonly #known = new Map<string, Attributes>();
  readonly #ofService = new Map<string, Attributes>();

  /** The shared object for these tags, whose content decides. */
  intern(resource: Attributes): Attributes {
    const key = JSON.stringify(resource);
    if (key === '{}') return noAttributes;
    const known = this.#known.get(key);
    if (known) return known;
    this.#known.set(key, resource);
    return resource;
  }

  /** The tags with `service.name`, for formats that keep the service's name apart. A name among the tags stays when there is no other. */
  withService(service: string | null, tags: Attributes): Attributes {
    if (service === null) return this.intern(tags);
    const known = tags === noAttributes ? this.#ofService.get(service) : undefined;
    if (known) return known;
    const resource = newAttributes();
    resource['service.name'] = service;
    for (const key of Object.keys(tags)) {
      if (key !== 'service.name') resource[key] = tags[key]!;
    }
    const shared = this.intern(resource);
    if (tags === noAttributes) this.#ofService.set(service, shared);
    return shared;
  }
}
