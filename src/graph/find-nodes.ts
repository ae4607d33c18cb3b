import type { DependencyGraph } from '../model/dependency-graph.js';
import type { Attributes, Span } from '../model/span.js';
import type { TraceSet } from '../model/trace-set.js';
import { tagQuery } from '../model/tag-query.js';
import type { GraphOptions } from './graph-options.js';
import { membersOf } from './graph-members.js';
import { membershipOf } from './graph-membership.js';
import { tagText } from './tag-text.js';
import { namesOf } from './semantic-conventions.js';

const processPrefix = 'process.';

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
  const matches = matcherOf(text);
  // One span is enough for a node: of a million spans most are never looked at.
  const isMeant = (visible: number): boolean =>
    membership.standsFor(visible).some((span) => matches(index.span(span)));
  return graph.nodes.flatMap(({ id }, place) => (nodeSpans.items(place).some(isMeant) ? id : []));
}

function matcherOf(text: string): (span: Span) => boolean {
  const needle = text.trim().toLowerCase();
  const query = tagQuery(text);
  const holds = (tag: string | null): boolean => tag?.toLowerCase().includes(needle) ?? false;
  const anywhere = ({ name, service, attributes, resource }: Span): boolean =>
    holds(name) || holds(service) || hasValue(attributes, holds) || hasValue(resource, holds);
  if (query === null) return anywhere;
  const isProcess = query.key.startsWith(processPrefix);
  const names = new Set(namesOf(isProcess ? query.key.slice(processPrefix.length) : query.key));
  const isMeant = (tags: Attributes): boolean => {
    for (const name in tags) {
      if (!names.has(name.toLowerCase())) continue;
      if ((tagText(tags[name]) ?? '').toLowerCase().includes(query.value)) return true;
    }
    return false;
  };
  // A value may hold such a text itself: an address, say.
  return (span) => isMeant(span.resource) || (!isProcess && isMeant(span.attributes)) || anywhere(span);
}

function hasValue(tags: Attributes, holds: (text: string | null) => boolean): boolean {
  for (const name in tags) if (holds(tagText(tags[name]))) return true;
  return false;
}
