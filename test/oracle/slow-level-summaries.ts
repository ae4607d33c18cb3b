/** The slow reading of how much of each level is drawn. */
import type { AsyncStub, LevelSummary } from '../../src/model/dependency-graph.js';
import type { NodeIdOf } from './slow-draw.js';
import type { SlowCall } from './slow-spans.js';

interface SlowLevelInput {
  readonly levels: ReadonlyMap<string, number>;
  readonly drawn: ReadonlySet<string>;
  readonly calls: readonly SlowCall[];
  readonly stubs: readonly AsyncStub[];
  readonly nodeIdOf: NodeIdOf;
}

export function slowLevelSummaries({
  levels,
  drawn,
  calls,
  stubs,
  nodeIdOf,
}: SlowLevelInput): LevelSummary[] {
  const drawnLevels = [...new Set([...drawn].map((traceId) => levels.get(traceId) ?? NaN))];
  return drawnLevels
    .sort((a, b) => a - b)
    .map((level): LevelSummary => {
      // "the traces of the data whose level it is"
      const ofLevel = [...levels].filter(([, at]) => at === level).map(([traceId]) => traceId);
      // "stubs of traces that are not loaded, at a node of the neighbouring level towards the focus, that lead away from it"
      const neighbour = level - Math.sign(level);
      const leading = stubs.filter(
        (stub) =>
          !stub.loaded &&
          level !== 0 &&
          levelOf(stub.node) === neighbour &&
          stub.direction === (level > 0 ? 'downstream' : 'upstream'),
      );
      // "pairs of nodes joined asynchronously, in the direction away from the focus"
      const between = calls.filter(
        (call) =>
          call.async &&
          level !== 0 &&
          levels.get(call.caller.span.traceId) === (level > 0 ? neighbour : level) &&
          levels.get(call.callee.span.traceId) === (level > 0 ? level : neighbour),
      );
      const isDrawn = ({ caller, callee }: SlowCall): boolean =>
        drawn.has(caller.span.traceId) && drawn.has(callee.span.traceId);
      const pairs = (of: readonly SlowCall[]): number =>
        new Set(of.map((call) => JSON.stringify([nodeIdOf(call.caller), nodeIdOf(call.callee)]))).size;
      return {
        level,
        traces: {
          drawn: ofLevel.filter((traceId) => drawn.has(traceId)).length,
          total: ofLevel.length + new Set(leading.flatMap((stub) => stub.traceIds)).size,
        },
        calls: {
          drawn: pairs(between.filter(isDrawn)),
          // "and one for each linked trace of each of those stubs"
          total: pairs(between) + leading.reduce((sum, stub) => sum + stub.traceIds.length, 0),
        },
      };
    });
}

/** A node's id begins with its level. */
const levelOf = (nodeId: string): unknown => (JSON.parse(nodeId) as unknown[])[0];
