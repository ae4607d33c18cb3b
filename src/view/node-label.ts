import type { Aggregate, DependencyNode } from '../model/dependency-graph.js';
import type { Formats } from './format.js';
import type { Strings } from './strings.js';

/** What stands below a node's shape. */
export interface NodeLabel {
  /** The operation, or the first group value where spans are not grouped by operation. */
  readonly title: string;
  /** The service and other group values; may be empty. */
  readonly subtitle: string;
}

const OPERATION = 'operation.name';
const SERVICE = 'service.name';

/**
 * Names a node: the operation leads, the service follows; without them the group values in the user's order.
 *
 * @param limit characters of a value that are kept. Default: as many as can be drawn.
 */
export function nodeLabel(
  node: Pick<DependencyNode, 'kind' | 'group' | 'destination'>,
  strings: Strings,
  limit?: number,
): NodeLabel {
  if (node.destination !== undefined) {
    return { title: visibleText(node.destination, limit) || strings.unnamed, subtitle: strings.destination };
  }
  const rank = (key: string): number => (key === OPERATION ? 0 : key === SERVICE ? 1 : 2);
  const texts = [...node.group]
    .sort((a, b) => rank(a.key) - rank(b.key))
    .map(
      ({ key, value }) =>
        visibleText(value ?? strings.none, limit) || (key === OPERATION ? strings.unnamed : strings.none),
    );
  const [title = strings.kinds[node.kind], ...rest] = texts;
  return { title, subtitle: rest.join(' · ') };
}

/** The aggregated duration as text; a dash where no span ended, since 0 would be a lie; nothing where there are no spans. */
export function nodeDuration(node: DependencyNode, aggregate: Aggregate, formats: Formats): string {
  if (node.destination !== undefined) return '';
  return node.duration ? formats.duration(node.duration[aggregate]) : '–';
}

/** Control and bidirectional formatting characters can forge what a name looks like; they are shown as `�`. */
const DECEPTIVE =
  /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu;

/** A text from the data as it may be shown: deceptive characters and lone surrogates marked, cut at `limit`. */
export function visibleText(text: string, limit = 300): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return cut.replace(DECEPTIVE, '\ufffd');
}
