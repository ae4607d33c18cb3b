import { readTraces, type ParseOptions } from '../ingest/parse-traces.js';
import { ProblemCollector } from '../ingest/problem-collector.js';
import type { Problem } from '../model/problem.js';
import type { Span } from '../model/span.js';
import type { TimeSlices } from './time-slices.js';

/**
 * The reading of values, objects or texts, into spans: once, in chunks of a few milliseconds, from where it stopped.
 */
export class SpanReading {
  readonly #problems = new ProblemCollector();
  readonly #chunks: Iterator<readonly Span[]>;
  /** Read to measure, not handed on yet. */
  #ahead: (readonly Span[])[] = [];

  /** @param values read together, each when the ones before it have been read: a text may come in parts. */
  constructor(values: Iterable<unknown>, options: ParseOptions) {
    this.#chunks = readTraces(values, this.#problems, options);
  }

  /** What was found so far; complete when all chunks have been taken. */
  get problems(): readonly Problem[] {
    return this.#problems.list();
  }

  /** How many spans there are, or some number above `limit`; reads no further than needed to know. */
  async countTo(limit: number, slices: TimeSlices): Promise<number> {
    let count = 0;
    while (count <= limit) {
      await slices.rest();
      const next = this.#chunks.next();
      if (next.done) break;
      this.#ahead.push(next.value);
      count += next.value.length;
    }
    return count;
  }

  /** The spans that were not taken yet, in chunks, with a rest between slices. */
  async *chunks(slices: TimeSlices): AsyncGenerator<readonly Span[]> {
    const ahead = this.#ahead;
    this.#ahead = [];
    for (const chunk of ahead) {
      yield chunk;
      await slices.rest();
    }
    for (let next = this.#chunks.next(); !next.done; next = this.#chunks.next()) {
      yield next.value;
      await slices.rest();
    }
  }
}
