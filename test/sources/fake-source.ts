/** Sources whose every answer is in the test's hand. */
import type {
  Capabilities,
  IncomingLinkOptions,
  TraceAnswer,
  TraceOptions,
  TraceSource,
} from '../../src/sources/trace-source.js';
import { span } from '../graph/span-builder.js';

/** One call to a source, which the test answers when it likes. */
export interface Call<Options> {
  readonly ids: readonly string[];
  readonly options: Options;
  /** With anything: a source need not be well made. */
  readonly answer: (given: unknown) => void;
  readonly fail: (error: Error) => void;
}

export interface FakeSource extends TraceSource {
  readonly traceCalls: readonly Call<TraceOptions>[];
  readonly linkCalls: readonly Call<IncomingLinkOptions>[];
}

/** A source that collects what it is asked. */
export function fakeSource(capabilities?: Partial<Capabilities>): FakeSource {
  const traceCalls: Call<TraceOptions>[] = [];
  const linkCalls: Call<IncomingLinkOptions>[] = [];
  return {
    ...(capabilities
      ? { capabilities: { incomingLinks: 'indexed', batch: 10, concurrency: 2, ...capabilities } }
      : {}),
    traceCalls,
    linkCalls,
    getTraces: (ids, options) => collect(traceCalls, ids, options),
    incomingLinks: (ids, options) => collect(linkCalls, ids, options),
  };
}

function collect<Options, Answer>(
  calls: Call<Options>[],
  ids: readonly string[],
  options: Options,
): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    calls.push({
      ids,
      options,
      answer: (given) => resolve(given as Answer),
      fail: reject,
    });
  });
}

/** An answer that has every one of the ids, one span each. */
export function answersFor(ids: readonly string[]): ReadonlyMap<string, TraceAnswer> {
  return new Map(ids.map((id) => [id, { spans: [span(`${id}/1`)] }]));
}

/** Lets everything run that waits for nothing but promises. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

/** A pause that takes no time and is written down. */
export function recordedPause(): { readonly waits: readonly number[]; readonly pause: () => Promise<void> } {
  const waits: number[] = [];
  const pause = (milliseconds = 0): Promise<void> => {
    waits.push(milliseconds);
    return Promise.resolve();
  };
  return { waits, pause };
}
