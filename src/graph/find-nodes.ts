import type { DependencyGraph } from '../model/dependency-graph.js';
import type { Attributes } from '../model/span.js';
import type { VisitTag } from '../model/span-source.js';
import { tagQuery, type TagQuery } from '../model/tag-query.js';
import { TextTable } from '../model/text-table.js';
import type { TraceSet } from '../model/trace-set.js';
import { processPrefix } from './group-key.js';
import type { GraphOptions } from './graph-options.js';
import { membersOf } from './graph-members.js';
import { membershipOf } from './graph-membership.js';
import { namesOf } from './semantic-conventions.js';
import { none, type SpanIndex } from './span-index.js';
import { SpanTags } from './span-tags.js';

/**
 * Ids of the nodes with a span, hidden internal ones included, that the text means: in its name or service, in the
 * value of a tag or process tag, or, where the text is `key=value`, in the value of that tag (an old name of a semantic
 * convention also means its new one, and the reverse). Plain text, in any letter case.
 *
 * @param graph made of `traces` with `options`.
 */
export function findNodes(
  traces: TraceSet,
  graph: DependencyGraph,
  text: string,
  options: GraphOptions = {},
): readonly string[] {
  if (text.trim() === '') return [];
  const { index, nodeSpans } = membersOf(traces, graph, options);
  const membership = membershipOf(traces, graph, options);
  const matcher = new SpanMatcher(index, text);
  // One span is enough for a node: of a million spans most are never looked at.
  const isMeant = (visible: number): boolean =>
    membership.standsFor(visible).some((span) => matcher.isMeant(span));
  return graph.nodes.flatMap(({ id }, place) => (nodeSpans.items(place).some(isMeant) ? id : []));
}

/** Judges spans by one text. What many spans have in common is judged once. */
class SpanMatcher {
  readonly #index: SpanIndex;
  readonly #needle: string;
  readonly #query: TagQuery | null;
  readonly #isProcessQuery: boolean;
  /** Names of the tag that the query means. */
  readonly #names: ReadonlySet<string>;
  /** The tags' own texts: they are not to stay with the data. */
  readonly #texts = new TextTable();
  readonly #tags: SpanTags;
  readonly #ofText: Memo<number>;
  readonly #ofName: Memo<number>;
  readonly #isAsked: Memo<number>;
  readonly #isWantedValue: Memo<number>;
  readonly #ofResource: Memo<Attributes>;
  #found = false;

  constructor(index: SpanIndex, text: string) {
    this.#index = index;
    this.#needle = text.trim().toLowerCase();
    const query = tagQuery(text);
    this.#query = query;
    this.#isProcessQuery = query?.key.startsWith(processPrefix) ?? false;
    this.#names = new Set(
      query ? namesOf(this.#isProcessQuery ? query.key.slice(processPrefix.length) : query.key) : [],
    );
    this.#tags = new SpanTags(index.table, this.#texts);
    const { texts } = index.table;
    const ownText = (number: number): string => this.#texts.text(number).toLowerCase();
    this.#ofName = new Memo((name) => this.#holds(texts.text(name).toLowerCase()));
    this.#ofText = new Memo((value) => this.#holds(ownText(value)));
    this.#isAsked = new Memo((key) => this.#names.has(ownText(key)));
    this.#isWantedValue = new Memo((value) => ownText(value).includes(query?.value ?? ''));
    this.#ofResource = new Memo((resource) =>
      this.#anyTag(true, (visit) => this.#tags.visitResource(resource, visit)),
    );
  }

  isMeant(span: number): boolean {
    const { name, service } = this.#index.table;
    return (
      this.#ofName.of(name[span]!) ||
      (service[span] !== none && this.#ofName.of(service[span]!)) ||
      this.#ofResource.of(this.#tags.resource(span)) ||
      this.#anyTag(!this.#isProcessQuery, (visit) => this.#tags.visit(span, visit))
    );
  }

  #holds(text: string): boolean {
    return text.includes(this.#needle);
  }

  /** A value may hold a text like `key=value` itself: an address, say. */
  #anyTag(isAskedFor: boolean, each: (visit: VisitTag) => void): boolean {
    this.#found = false;
    each((key, value) => {
      this.#found ||=
        this.#ofText.of(value) ||
        (isAskedFor && this.#query !== null && this.#isAsked.of(key) && this.#isWantedValue.of(value));
    });
    return this.#found;
  }
}

/** A judgement that is made once for each thing. */
class Memo<Thing> {
  readonly #known = new Map<Thing, boolean>();
  readonly #judge: (thing: Thing) => boolean;

  constructor(judge: (thing: Thing) => boolean) {
    this.#judge = judge;
  }

  of(thing: Thing): boolean {
    let verdict = this.#known.get(thing);
    if (verdict === undefined) this.#known.set(thing, (verdict = this.#judge(thing)));
    return verdict;
  }
}
