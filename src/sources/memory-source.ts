import type { TraceSet } from '../model/trace-set.js';
import type { TraceAnswer, TraceSource } from './trace-source.js';

/**
 * A source of traces that are in memory: for tests and demos, and for pages that have all traces but show one at
 * first. It is also the smallest example of a source.
 *
 * ```js
 * element.source = createMemorySource(parseTraces(recording).traces);
 * ```
 *
 * @param traces what the source has; the traces are handed out as they are.
 * @param id the source's id, if it has one.
 */
export function createMemorySource({ traces }: TraceSet, id?: string): TraceSource {
  const answers = new Map<string, TraceAnswer>(traces.map(({ traceId, spans }) => [traceId, { spans }]));
  return {
    ...(id === undefined ? {} : { id }),
    getTraces: (traceIds, { signal }) => {
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      const found = new Map<string, TraceAnswer>();
      for (const traceId of traceIds) {
        const answer = answers.get(traceId);
        if (answer) found.set(traceId, answer);
      }
      return Promise.resolve(found);
    },
  };
}
