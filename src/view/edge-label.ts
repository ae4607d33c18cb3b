import type { Aggregate, AsyncStub, DependencyEdge, Durations } from '../model/dependency-graph.js';
import { measuredWait } from './combined-wait.js';
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
    const waited = measuredWait(edge);
    parts.push(
      waited ? strings.wait(formats.duration(waited.avg)) : strings.overlapping(edge.wait.overlapping),
    );
  }
  return parts.length > 0 ? parts.join(' · ') : null;
}

/**
 * The second line of an asynchronous edge whose calls differ: the range of their waits, and how many did not wait.
 * `null` where the first line has told everything.
 */
export function edgeDetail(edge: DependencyEdge, strings: Strings, formats: Formats): string | null {
  const wait = measuredWait(edge);
  if (!wait) return null;
  const [min, max] = [formats.duration(wait.min), formats.duration(wait.max)];
  const parts = [
    min === max ? null : strings.range(min, max),
    wait.overlapping > 0 ? strings.overlapping(wait.overlapping) : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' · ') : null;
}

/** What a stub says. */
export interface StubLabel {
  /** How many calls are not drawn. */
  readonly text: string;
  /** How many of them failed, or how many spans did behind a collapsed node; `null` when none did. */
  readonly failed: string | null;
  /** How long their callees took; `null` where that is not known, or the callee is the drawn end. */
  readonly duration: string | null;
}

/** "+7 more async calls", "2 failed", "avg 1.2 s". */
export function stubLabel(
  stub: AsyncStub,
  aggregate: Aggregate,
  strings: Strings,
  formats: Formats,
): StubLabel {
  return {
    text: stub.collapsed
      ? strings.collapsedStub(stub.collapsed.operations, stub.collapsed.calls)
      : stub.loaded
        ? strings.moreCalls(stub.callCount, stub.direction)
        : strings.notLoadedCalls(stub.callCount),
    failed: stub.errorCount > 0 ? failuresOf(stub, strings) : null,
    duration:
      stub.duration && stub.direction === 'downstream'
        ? aggregatedDuration(stub.duration, aggregate, strings, formats)
        : null,
  };
}

/** What is collapsed hides nodes, whose failures are those of their spans, as on a node's badge. */
const failuresOf = ({ collapsed, errorCount }: AsyncStub, strings: Strings): string =>
  collapsed ? strings.errorCount(errorCount) : strings.failedCalls(errorCount);

/** "avg 1.2 s"; without the word where there is one duration only. */
export function aggregatedDuration(
  duration: Durations,
  aggregate: Aggregate,
  strings: Strings,
  formats: Formats,
): string {
  const text = formats.duration(duration[aggregate]);
  return duration.count === 1 ? text : strings.aggregated(strings.aggregates[aggregate], text);
}

/** Every box asks, and a duration is dear to form. */
const widest = new WeakMap<Formats, string>();

/** A duration text as wide as nearly any: three digits, a separator and the longest unit of the language. */
export function widestDuration(formats: Formats): string {
  const known = widest.get(formats);
  if (known !== undefined) return known;
  const found = [0.0000588, 0.0588, 58.8, 58_800, 58.8 * 60_000, 58.8 * 3_600_000]
    .map((milliseconds) => formats.duration(milliseconds))
    .reduce((a, b) => (b.length > a.length ? b : a));
  widest.set(formats, found);
  return found;
}
