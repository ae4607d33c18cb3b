import type { TraceSet } from '../model/trace-set.js';
import { collectLinks, findMessages, type LinkCalls, type UnloadedLinks } from './async-calls.js';
import { countHops } from './hops.js';
import { type Parents, resolveParents } from './parents.js';
import { lookUpReferences, type References } from './references.js';
import { selfTimes } from './self-time.js';
import { SpanIndex } from './span-index.js';
import { orderByTime } from './time-order.js';
import { sortCallsByTrace, type TraceCalls } from './trace-calls.js';

/** What holds of a trace set whatever the options: how its spans and traces hang together. */
export interface TraceStructure {
  readonly index: SpanIndex;
  readonly references: References;
  readonly parents: Parents;
  /** By span; see `findMessages`. */
  readonly isMessage: Uint8Array;
  readonly links: LinkCalls;
  readonly unloaded: UnloadedLinks;
  /** By span; see `countHops`. */
  readonly hop: Int32Array;
  readonly traceCalls: TraceCalls;
  /** By span; see `selfTimes`. */
  readonly selfTime: Float64Array;
  /** The spans whose start is known, by start; see `orderByTime`. */
  readonly startOrder: Int32Array;
}

const structures = new WeakMap<TraceSet, TraceStructure>();

/** The structure of a trace set, made once per set and kept as long as the set is. */
export function structureOf(traces: TraceSet): TraceStructure {
  let structure = structures.get(traces);
  if (!structure) {
    const index = new SpanIndex(traces);
    const references = lookUpReferences(index);
    const parents = resolveParents(index, references);
    const { calls: links, unloaded } = collectLinks(references, parents);
    const isMessage = findMessages(index, parents);
    const hop = countHops(parents, isMessage);
    const traceCalls = sortCallsByTrace(index, links);
    structure = {
      index,
      references,
      parents,
      isMessage,
      links,
      unloaded,
      hop,
      traceCalls,
      selfTime: selfTimes(index, parents),
      startOrder: orderByTime(index.start),
    };
    structures.set(traces, structure);
  }
  return structure;
}
