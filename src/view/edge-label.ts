import type { AsyncStub, DependencyEdge } from '../model/dependency-graph.js';
import type { Formats } from './format.js';
import type { Strings } from './strings.js';

/**
 * The short text in the middle of an edge: how often, how many failed and, for an asynchronous edge, how long work
 * waited; or `null`.
 */
export function edgeLabel(edge: DependencyEdge, strings: Strings, formats: Formats): string | null {
  const parts: string[] = [];
  if (edge.callCount > 1) parts.push(strings.times(formats.number(edge.callCount)));
  // As on a node's badge: the line's colour alone would not tell everyone.
  if (edge.errorCount > 0)
    parts.push(edge.errorCount > 1 ? `!\u00a0${formats.number(edge.errorCount)}` : '!');
  if (edge.wait) {
    // Where every call overlaps its caller nothing waited, and no time may be shown as a wait.
    parts.push(
      edge.wait.overlapping === edge.callCount
        ? strings.overlapping(edge.wait.overlapping)
        : strings.wait(formats.duration(edge.wait.avg)),
    );
  }
  return parts.length > 0 ? parts.join(' · ') : null;
}

/** What a stub says: how many calls are not drawn, and how many of them failed. */
export function stubLabel(stub: AsyncStub, strings: Strings): { text: string; detail: string | null } {
  return {
    text: stub.loaded
      ? strings.moreCalls(stub.callCount, stub.direction)
      : strings.notLoadedCalls(stub.callCount),
    detail: stub.errorCount > 0 ? strings.failedCalls(stub.errorCount) : null,
  };
}

/** A duration text as wide as nearly any: three digits, a separator and the longest unit. */
export function widestDuration(formats: Formats): string {
  return formats.duration(58.8 * 60_000);
}
