/**
 * The contract's rules for the graph, read slowly: the oracle that `buildDependencyGraph` is compared with.
 * Sentences in quotation marks are the contract's, or those of `docs/decisions/0001`.
 */
import type { GraphOptions } from '../../src/graph/graph-options.js';
import type {
  AsyncStub,
  DependencyEdge,
  DependencyGraph,
  DependencyNode,
} from '../../src/model/dependency-graph.js';
import type { SpanRef } from '../../src/model/span.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { slowValue } from './slow-classify.js';
import { slowDrawnTraces, type NodeIdOf } from './slow-draw.js';
import { slowDestinationNodes, slowDestinations, slowSendingEdge } from './slow-destinations.js';
import { slowDurations, slowSelfTime, slowWait, slowWallTime } from './slow-figures.js';
import { compareIds, groups } from './slow-groups.js';
import { type SlowIncomingLink, slowIncomingLinks } from './slow-incoming-links.js';
import { slowLevelSummaries } from './slow-level-summaries.js';
import { slowLevels } from './slow-levels.js';
import { readSlowSpans, type SlowCall, type SlowSpan, type SlowUnloadedLink } from './slow-spans.js';

export function slowGraph(traces: TraceSet, options: GraphOptions = {}): DependencyGraph {
  // "A key that is given twice counts once."
  const groupBy = distinct(options.groupBy ?? ['service.name', 'operation.name']);
  const { spans, calls, unloaded } = readSlowSpans(traces, options.showInternalSpans ?? false, {
    classification: options.classification ?? 'standard',
    classify: options.classify,
  });
  const slowly = slowLevels(traces, calls, options.focusTraceId);
  const { focusTraceId, levels } = slowly;

  // "A node is the spans that share: level, hop, values of the `groupBy` keys, and kind."
  const groupOf = (one: SlowSpan): readonly (readonly [string, string | null])[] =>
    groupBy.map((key) => [key, slowValue(one.span, key)] as const);
  const nodeIds = new Map(
    spans.map((one) => {
      const level = levels.get(one.span.traceId) ?? null;
      return [one, JSON.stringify([level, one.hop, one.kind, ...groupOf(one)])] as const;
    }),
  );
  const nodeIdOf: NodeIdOf = (one) => nodeIds.get(one) ?? '';

  const drawn = slowDrawnTraces(calls, slowly, nodeIdOf, {
    asyncLimit: limitOf(options.asyncLimit),
    asyncDepth: limitOf(options.asyncDepth),
    expanded: options.expanded ?? [],
    traceIds: traces.traces.map((trace) => trace.traceId),
  });
  const isDrawn = (one: SlowSpan): boolean => drawn.has(one.span.traceId);

  // "At the end every call whose two ends lie in drawn traces is drawn."
  const drawnCalls = calls.filter((call) => isDrawn(call.caller) && isDrawn(call.callee));
  // "Every asynchronous call with exactly one end in a drawn trace is in exactly one stub, at the node of that end"
  const cutCalls = calls.filter((call) => isDrawn(call.caller) !== isDrawn(call.callee));
  const hidden = spans.filter((one) => one.hidden && isDrawn(one));

  // "Links of spans that are not in the data […]; those to drawn traces become stubs."
  const incoming = slowIncomingLinks(options.incomingLinks ?? [], spans).filter((link) =>
    isDrawn(link.caller),
  );
  const stubs = [
    ...groups(cutCalls, (call) => loadedStubId(call, isDrawn, nodeIdOf)).map(([id, ofStub]) =>
      loadedStub(id, ofStub, isDrawn, nodeIdOf),
    ),
    ...groups(
      unloaded.filter((link) => isDrawn(link.callee)),
      (link) => stubId('upstream', false, nodeIdOf(link.callee)),
    ).map(([id, ofStub]) => unloadedStub(id, ofStub, nodeIdOf)),
    ...groups(incoming, (link) => stubId('downstream', false, nodeIdOf(link.caller))).map(([id, ofStub]) =>
      incomingStub(id, ofStub, nodeIdOf),
    ),
  ].sort((a, b) => compareIds(a.id, b.id));

  // "Levels, limits and stubs are as without the option", so calls are split when all of them are chosen.
  const destinationOf = options.showDestinations === true ? slowDestinations(nodeIdOf) : () => null;
  const through = drawnCalls.filter((call) => destinationOf(call) !== null);
  const reachedFrom = (call: SlowCall): string => destinationOf(call) ?? nodeIdOf(call.caller);
  const sentTo = (call: SlowCall): string => destinationOf(call) ?? '';

  const spanNodes = groups(
    spans.filter((one) => isDrawn(one) && !one.hidden),
    nodeIdOf,
  ).map(([id, ofNode]) =>
    nodeOf(
      id,
      ofNode,
      hidden.filter((one) => nodeIdOf(one.visible) === id),
      levels,
      groupOf,
    ),
  );
  return {
    nodes: [...spanNodes, ...slowDestinationNodes(drawnCalls, destinationOf)].sort((a, b) =>
      compareIds(a.id, b.id),
    ),
    edges: [
      ...groups(drawnCalls, (call) => edgeId(call.async, reachedFrom(call), nodeIdOf(call.callee))).map(
        ([id, ofEdge]) => edgeOf(id, ofEdge),
      ),
      ...groups(through, (call) => edgeId(true, nodeIdOf(call.caller), sentTo(call))).map(([id, ofEdge]) =>
        slowSendingEdge(id, edgeOf(id, ofEdge)),
      ),
    ].sort((a, b) => compareIds(a.id, b.id)),
    stubs,
    focusTraceId,
    hiddenInternalSpans: hidden.length,
    levels: slowLevelSummaries({ levels, drawn, calls, stubs, nodeIdOf }),
  };
}

/** "Limits that are not whole numbers from 0 on count as not given." */
const limitOf = (given: number | undefined): number =>
  given !== undefined && Number.isInteger(given) && given >= 0 ? given : 3;

const distinct = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];
const countTraces = (spans: readonly SlowSpan[]): number =>
  distinct(spans.map((one) => one.span.traceId)).length;
const countErrors = (spans: readonly SlowSpan[]): number =>
  spans.filter((one) => one.span.status === 'error').length;
const refOf = ({ span: { traceId, spanId } }: SlowSpan): SpanRef => ({ traceId, spanId });

function nodeOf(
  id: string,
  spans: readonly SlowSpan[],
  /** The spans that are contracted into these. */
  hidden: readonly SlowSpan[],
  levels: ReadonlyMap<string, number>,
  groupOf: (one: SlowSpan) => readonly (readonly [string, string | null])[],
): DependencyNode {
  const [first] = spans;
  if (first === undefined) throw new Error('A node has spans.');
  const level = levels.get(first.span.traceId) ?? NaN;
  return {
    id,
    kind: first.kind,
    level,
    hop: first.hop,
    // "A node is `async` when its level is not 0 or its hop is not 0"
    async: level !== 0 || first.hop !== 0,
    group: groupOf(first).map(([key, value]) => ({ key, value })),
    spanCount: spans.length,
    traceCount: countTraces(spans),
    errorCount: countErrors(spans),
    // "errors of hidden spans stay visible as `hiddenErrors` on the ancestor's node"
    hiddenErrors: countErrors(hidden),
    missingParents: spans.filter((one) => one.missingParent).length,
    duration: slowDurations(spans.map((one) => one.span.duration)),
    selfTime: slowSelfTime(spans),
    wallTime: slowWallTime(spans),
    spans: spans.map(refOf),
  };
}

/** "a node id […] nested as arrays" */
const edgeId = (async: boolean, source: string, target: string): string =>
  JSON.stringify([async ? 'async' : 'sync', JSON.parse(source), JSON.parse(target)]);

function edgeOf(id: string, calls: readonly SlowCall[]): DependencyEdge {
  const [, source, target] = JSON.parse(id) as [string, unknown, unknown];
  const [first] = calls;
  if (first === undefined) throw new Error('An edge has calls.');
  // "Figures are over the distinct callee spans."
  const callees = distinct(calls.map((call) => call.callee));
  return {
    id,
    source: JSON.stringify(source),
    target: JSON.stringify(target),
    async: first.async,
    callCount: calls.length,
    traceCount: countTraces(callees),
    errorCount: countErrors(callees),
    duration: slowDurations(callees.map((one) => one.span.duration)),
    wait: first.async ? slowWait(calls) : null,
    via: calls.reduce((total, call) => total + call.via, 0),
    calls: inOrder(calls).map((call) => ({ caller: refOf(call.caller), callee: refOf(call.callee) })),
  };
}

/**
 * "An edge's calls by their callee and then caller, come in the order of the trace set […]; of two calls with the
 * same callee the parent's comes first."
 */
const inOrder = (calls: readonly SlowCall[]): SlowCall[] =>
  [...calls].sort(
    (a, b) =>
      a.callee.place - b.callee.place ||
      Number(b.ofParent) - Number(a.ofParent) ||
      a.caller.place - b.caller.place,
  );

const stubId = (direction: string, loaded: boolean, nodeId: string): string =>
  JSON.stringify(['stub', direction, loaded, JSON.parse(nodeId)]);

/** A call whose caller is drawn leads downstream, one whose callee is drawn upstream. */
const loadedStubId = (call: SlowCall, isDrawn: (one: SlowSpan) => boolean, nodeIdOf: NodeIdOf): string =>
  isDrawn(call.caller)
    ? stubId('downstream', true, nodeIdOf(call.caller))
    : stubId('upstream', true, nodeIdOf(call.callee));

function loadedStub(
  id: string,
  calls: readonly SlowCall[],
  isDrawn: (one: SlowSpan) => boolean,
  nodeIdOf: NodeIdOf,
): AsyncStub {
  const [first] = calls;
  if (first === undefined) throw new Error('A stub has calls.');
  const downstream = isDrawn(first.caller);
  const far = (call: SlowCall): SlowSpan => (downstream ? call.callee : call.caller);
  // "`callCount` counts pairs of nodes"; the drawn end is the stub's own node.
  const pairs = groups(calls, (call) => nodeIdOf(far(call))).map(([, ofPair]) => ofPair);
  return {
    id,
    node: nodeIdOf(downstream ? first.caller : first.callee),
    direction: downstream ? 'downstream' : 'upstream',
    callCount: pairs.length,
    traceIds: distinct(calls.map((call) => far(call).span.traceId)).sort(compareIds),
    // "`errorCount` counts those of them with a failed callee span"
    errorCount: pairs.filter((ofPair) => countErrors(ofPair.map((call) => call.callee)) > 0).length,
    loaded: true,
    // "over the called spans of the hidden calls, each counted once"
    duration: slowDurations(distinct(calls.map((call) => call.callee)).map((one) => one.span.duration)),
  };
}

/** "A link to a trace that is not in the data is in a stub with `loaded: false`, […] counted per linked span." */
function unloadedStub(id: string, links: readonly SlowUnloadedLink[], nodeIdOf: NodeIdOf): AsyncStub {
  const [first] = links;
  if (first === undefined) throw new Error('A stub has links.');
  const linkedSpans = groups(links, (link) => JSON.stringify([link.traceId, link.spanId]));
  return {
    id,
    node: nodeIdOf(first.callee),
    direction: 'upstream',
    callCount: linkedSpans.length,
    traceIds: distinct(links.map((link) => link.traceId)).sort(compareIds),
    errorCount: linkedSpans.filter(([, same]) => countErrors(same.map((link) => link.callee)) > 0).length,
    loaded: false,
    duration: slowDurations(distinct(links.map((link) => link.callee)).map((one) => one.span.duration)),
  };
}

/** "callCount counts distinct linking spans, errorCount those with status error, duration what was told of them" */
function incomingStub(id: string, links: readonly SlowIncomingLink[], nodeIdOf: NodeIdOf): AsyncStub {
  const [first] = links;
  if (first === undefined) throw new Error('A stub has links.');
  const linking = groups(links, (link) => JSON.stringify([link.traceId, link.spanId])).map(
    ([, same]) => same,
  );
  return {
    id,
    node: nodeIdOf(first.caller),
    direction: 'downstream',
    callCount: linking.length,
    traceIds: distinct(links.map((link) => link.traceId)).sort(compareIds),
    errorCount: linking.filter((same) => same.some((link) => link.failed)).length,
    loaded: false,
    // "Of what is told twice, a failure and the longest duration hold."
    duration: slowDurations(
      linking.map((same) => {
        const told = same.map((link) => link.duration).filter((duration) => duration !== null);
        return told.length === 0 ? null : Math.max(...told);
      }),
    ),
  };
}
