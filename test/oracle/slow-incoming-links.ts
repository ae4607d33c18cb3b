/** The slow reading of links that a source has told. */
import type { Trace } from '../../src/model/trace-set.js';
import { compareIds } from './slow-groups.js';
import { compareStarts, isNoId, type SlowSpan } from './slow-spans.js';
import { comparable, meantTraceId } from './slow-trace-ids.js';

/** A link to a span of the data from one that is not in the data. */
export interface SlowIncomingLink {
  /** Where it is drawn: the linked span, moved to its visible ancestor. */
  readonly caller: SlowSpan;
  readonly traceId: string;
  readonly spanId: string;
  readonly failed: boolean;
  readonly duration: number | null;
}

export function slowIncomingLinks(given: readonly unknown[], spans: readonly SlowSpan[]): SlowIncomingLink[] {
  const traceIds: Trace['traceId'][] = [...new Set(spans.map((one) => one.span.traceId))];
  return given.flatMap((entry): SlowIncomingLink[] => {
    const to = record(record(entry)['to']);
    const from = record(record(entry)['from']);
    // "What is no link is ignored."
    if (typeof to['traceId'] !== 'string') return [];
    if (typeof from['traceId'] !== 'string' || typeof from['spanId'] !== 'string') return [];
    if (isNoId(to['traceId'].trim()) || isNoId(from['traceId'].trim()) || isNoId(from['spanId'].trim()))
      return [];
    const linkedTrace = meantTraceId(to['traceId'].trim(), traceIds);
    if (linkedTrace === null) return [];
    // "One whose linking trace is in the data is left out"
    if (meantTraceId(from['traceId'].trim(), traceIds) !== null) return [];
    const ofTrace = spans.filter((one) => one.span.traceId === linkedTrace);
    const linkedId = typeof to['spanId'] === 'string' ? spanIdOf(to['spanId']) : null;
    const linked = ofTrace.find((one) => one.span.spanId === linkedId);
    // "without a span that is known, at the earliest root of the trace"
    const [root] = ofTrace
      .filter((one) => one.parent === null)
      .sort(
        (a, b) =>
          compareStarts(a.span.startTime, b.span.startTime) || compareIds(a.span.spanId, b.span.spanId),
      );
    const caller = (linked ?? root)?.visible;
    if (caller === undefined) throw new Error('A trace has a root.');
    const duration = from['durationMs'];
    return [
      {
        caller,
        traceId: comparable(from['traceId'].trim()),
        spanId: spanIdOf(from['spanId']),
        failed: from['status'] === 'error',
        duration: typeof duration === 'number' && duration >= 0 && duration < Infinity ? duration : null,
      },
    ];
  });
}

/** "Ids are compared lower-case and padded". */
const spanIdOf = (id: string): string =>
  /^[0-9a-f]{1,16}$/i.test(id.trim()) ? id.trim().toLowerCase().padStart(16, '0') : id.trim();

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
