/** Sources that remember what they were asked, and traces for them to know. */
import {
  createMemorySource,
  type Span,
  type TraceDependenciesElement,
  type TraceSource,
} from '../../src/index.js';
import { span, traceId, traceSet } from '../graph/span-builder.js';
import { graphOf, settle } from './stage.js';

/** A chain of orders: each trace consumes what the one before has published. */
export function chain(length: number): readonly Span[] {
  return Array.from({ length }, (_, hop) => {
    const id = (hop + 1).toString(16);
    return [
      span(`${id}/1`, {
        name: `receive ${hop}`,
        kind: 'consumer',
        start: hop * 100,
        ...(hop > 0 ? { links: [`${hop.toString(16)}/2`] } : {}),
      }),
      span(`${id}/2`, { name: `publish ${hop}`, kind: 'producer', parent: '1', start: hop * 100 + 5 }),
    ];
  }).flat();
}

/** One publisher and its consumers. */
export function fanOut(consumers: number): readonly Span[] {
  return [
    span('1/1', { name: 'publish', kind: 'producer' }),
    ...Array.from({ length: consumers }, (_, place) =>
      span(`${(place + 2).toString(16)}/1`, {
        name: `consume ${place}`,
        kind: 'consumer',
        start: 20 + place,
        links: ['1/1'],
      }),
    ),
  ];
}

/** The spans of one trace. */
export const ofTrace = (spans: readonly Span[], short: string): readonly Span[] =>
  spans.filter((one) => one.traceId === traceId(short));

/** What a source was asked, in order. */
export interface Asked {
  readonly type: 'traces' | 'links';
  readonly ids: readonly string[];
  readonly signal: AbortSignal;
  readonly range?: { readonly fromMs: number; readonly toMs: number };
  readonly cursor?: Readonly<Record<string, string>> | undefined;
  readonly perTrace?: number;
}

/** A memory source that remembers what it was asked. */
export function watched(
  spans: readonly Span[],
  options: Parameters<typeof createMemorySource>[1] = {},
  wrap: (source: TraceSource) => Partial<TraceSource> = () => ({}),
): TraceSource & { readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const memory = createMemorySource(traceSet(...spans), options);
  const source = { ...memory, ...wrap(memory) };
  return {
    ...source,
    asked,
    getTraces: (ids, given) => {
      asked.push({ type: 'traces', ids: [...ids], signal: given.signal });
      return source.getTraces(ids, given);
    },
    incomingLinks: (ids, given) => {
      const { signal, range, cursor, perTrace } = given;
      asked.push({ type: 'links', ids: [...ids], signal, range, cursor, perTrace });
      return source.incomingLinks!(ids, given);
    },
  };
}

/** The levels that are drawn, each once. */
export const levels = (element: TraceDependenciesElement): readonly number[] =>
  [...new Set(graphOf(element).nodes.map(({ level }) => level))].sort((a, b) => a - b);

/** The operations that are drawn, sorted. */
export const names = (element: TraceDependenciesElement): readonly string[] =>
  graphOf(element)
    .nodes.map(({ group }) => group.find(({ key }) => key === 'operation.name')?.value ?? '')
    .sort();

/** Nothing is asked any more, and everything is drawn. */
export async function quiet(element: TraceDependenciesElement, asked: readonly Asked[]): Promise<void> {
  let before = -1;
  while (before !== asked.length) {
    before = asked.length;
    await new Promise((go) => setTimeout(go, 120));
    await settle(element);
  }
}
