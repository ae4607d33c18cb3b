import type { AsyncStub } from '../model/dependency-graph.js';
import { bucketItems, sortIntoBuckets } from './buckets.js';
import { summariseDurations } from './durations.js';
import { stubId } from './graph-ids.js';
import type { TraitsOf } from './group-traits.js';
import { byId } from './order.js';
import { PairInterner } from '../model/pair-interner.js';

/** Where a stub is and what it is for. */
export interface StubPlace {
  /** Group of the drawn end. */
  readonly group: number;
  readonly direction: AsyncStub['direction'];
  readonly loaded: boolean;
}

/** One call between spans that is not drawn. Everything is numbered by whoever adds it, each thing from 0 on. */
export interface HiddenCall {
  /** What the stub counts: the group at the far end of the call, or a span there that is not loaded. */
  readonly farEnd: number;
  readonly farTrace: number;
  readonly callee: number;
  readonly failed: boolean;
  /** Of the callee in milliseconds; NaN when it is not known. */
  readonly duration: number;
}

/** Stubs while their calls are being counted. */
export class StubDrafts {
  readonly #places: StubPlace[] = [];
  readonly #stubs = new PairInterner();
  readonly #calls = new Tally();
  readonly #callees = new Tally();
  readonly #traces = new Tally();

  /** Makes a stub, even if no call is added to it. */
  open(place: StubPlace): number {
    const sort = (place.loaded ? 2 : 0) + (place.direction === 'downstream' ? 1 : 0);
    const stub = this.#stubs.intern(place.group, sort);
    if (stub === this.#places.length) this.#places.push(place);
    return stub;
  }

  add(place: StubPlace, call: HiddenCall): void {
    const stub = this.open(place);
    this.#calls.add(stub, call.farEnd, call.failed ? 1 : 0);
    this.#callees.add(stub, call.callee, call.duration);
    this.#traces.add(stub, call.farTrace, NaN);
  }

  /** The stubs, ordered by id. */
  finish(traitsOf: TraitsOf, traceIdOf: (trace: number) => string): AsyncStub[] {
    const count = this.#places.length;
    const calls = this.#calls.byStub(count);
    const callees = this.#callees.byStub(count);
    const traces = this.#traces.byStub(count);
    return this.#places
      .map(({ group, direction, loaded }, stub): AsyncStub => {
        const node = traitsOf(group).id;
        const failures = calls.values(stub);
        const durations = callees.values(stub).filter((duration) => !Number.isNaN(duration));
        return {
          id: stubId(direction, loaded, node),
          node,
          direction,
          loaded,
          callCount: failures.length,
          traceIds: Array.from(traces.numbers(stub), traceIdOf).sort(),
          errorCount: failures.filter((failed) => failed === 1).length,
          duration: summariseDurations(durations),
        };
      })
      .sort(byId);
  }
}

/** Numbered things of stubs, each once, with the greatest value that was told of it. */
class Tally {
  readonly #pairs = new PairInterner();
  readonly #values: number[] = [];

  add(stub: number, thing: number, value: number): void {
    const pair = this.#pairs.intern(stub, thing);
    const known = this.#values[pair];
    if (known === undefined || Number.isNaN(known) || value > known) this.#values[pair] = value;
  }

  byStub(count: number): { numbers: (stub: number) => Int32Array; values: (stub: number) => Float64Array } {
    const pairs = this.#pairs;
    const buckets = sortIntoBuckets(
      Int32Array.from(this.#values, (_, pair) => pairs.first(pair)),
      count,
    );
    return {
      numbers: (stub) => bucketItems(buckets, stub).map((pair) => pairs.second(pair)),
      values: (stub) => Float64Array.from(bucketItems(buckets, stub), (pair) => this.#values[pair]!),
    };
  }
}
