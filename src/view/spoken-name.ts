/** What a screen reader says of a node, an edge or a stub: kind, operation, service, figures, errors, level. */
import type { DependencyEdge } from '../model/dependency-graph.js';
import { edgeDetail, edgeLabel } from './edge-label.js';
import type { GraphViewContext } from './graph-view-context.js';
import type { Formats } from './format.js';
import type { SceneNode, SceneStub } from './scene.js';
import type { Strings } from './strings.js';

/** What the name of a node depends on besides itself. */
export type NodeContext = Pick<GraphViewContext, 'strings' | 'callsOf' | 'levels'>;

/**
 * "orders process, fraud-detection, Pub/sub, 340 ms, 12 spans, 2 errors, calls 3, called by 1, Asynchronous trace, level 1
 * of 3".
 */
export function spokenNode(
  { node, title, subtitle, duration }: SceneNode,
  { strings, callsOf, levels }: NodeContext,
): string {
  const parts = [title, subtitle];
  // A topic or queue has no spans, and its subtitle says what it is.
  if (node.destination === undefined)
    parts.push(strings.kinds[node.kind], duration, strings.spanCount(node.spanCount));
  if (node.errorCount > 0) parts.push(strings.errorCount(node.errorCount));
  if (node.hiddenErrors > 0) parts.push(strings.hiddenErrors(node.hiddenErrors));
  if (node.missingParents > 0) parts.push(strings.missingParents(node.missingParents));
  const { callees, callers } = callsOf(node.id);
  if (callees > 0) parts.push(strings.callsOthers(callees));
  if (callers > 0) parts.push(strings.calledBy(callers));
  if (node.level > 0) parts.push(strings.asyncTraceAt(node.level, levels));
  else if (node.async) parts.push(strings.asyncTrace);
  // The causes have levels of their own, which are counted the other way.
  if (node.level < 0) parts.push(strings.level(node.level));
  return strings.facts(parts.filter(Boolean));
}

/**
 * "orders publish calls orders process, Asynchronous request, ×12 · wait 1.9 s, 2 errors". The label is said as it is
 * seen, so that who speaks to the browser can name the edge by it (WCAG 2.5.3).
 */
export function spokenEdge(
  edge: DependencyEdge,
  ends: { readonly source: string; readonly target: string },
  strings: Strings,
  formats: Formats,
): string {
  const parts = [
    strings.callsTo(ends.source, ends.target),
    edge.async ? strings.asyncRequest : strings.syncRequest,
    edgeLabel(edge, strings, formats) ?? strings.callCount(edge.callCount),
    edgeDetail(edge, strings, formats) ?? '',
  ].filter(Boolean);
  if (edge.errorCount > 0) parts.push(strings.errorCount(edge.errorCount));
  if (edge.via > 0) parts.push(strings.via(edge.via));
  return strings.facts(parts);
}

/** "+7 more async calls, 2 failed, avg 1.2 s, orders publish"; a note says what became of the calls when they were asked for. */
export function spokenStub(
  { text, failed, duration }: SceneStub,
  nodeTitle: string,
  note: string | null,
  strings: Strings,
): string {
  return strings.facts([text, note ?? '', failed ?? '', duration ?? '', nodeTitle].filter(Boolean));
}
