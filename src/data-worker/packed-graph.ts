/**
 * A graph as it travels from the worker. It names every span behind it, possibly millions: as objects they would
 * block the receiving thread for seconds, so they travel as columns, transferred without a copy, and become objects
 * when somebody looks at them.
 */
import type { GraphMembers } from '../graph/built-graphs.js';
import { defineLazily } from '../graph/lazy-property.js';
import type {
  AsyncStub,
  CallRef,
  DependencyEdge,
  DependencyGraph,
  DependencyNode,
} from '../model/dependency-graph.js';
import type { SpanRef } from '../model/span.js';
import { rememberLookup } from './graph-lookup.js';
import { isTextAt, type PackedTexts, textAt, TextPacker } from './packed-texts.js';

type Column = Uint32Array<ArrayBuffer>;

/**
 * What `postMessage` carries; all arrays are to be transferred. Lists stand one after another: list `i` begins at
 * `starts[i]`, and the end of the last is appended.
 */
export interface PackedGraph {
  /** The graph without spans, calls and trace ids. */
  readonly frame: DependencyGraph;
  /** All spans, node by node; they are numbered as they stand here. */
  readonly spans: {
    readonly starts: Column;
    /** Of each span its trace's place in `traceIds`. */
    readonly traces: Column;
    readonly ids: PackedTexts;
  };
  /** All calls, edge by edge, by the numbers of their spans. */
  readonly calls: { readonly starts: Column; readonly callers: Column; readonly callees: Column };
  /** The traces of all stubs, by their places in `traceIds`. */
  readonly stubs: { readonly starts: Column; readonly traces: Column };
  readonly traceIds: PackedTexts;
}

/** Code units that most ids have, to make room for. */
const spanIdLength = 16;
const traceIdLength = 32;

/** Packs a graph for the journey; the graph itself stays as it is, and its lists are not made. */
export function packGraph(graph: DependencyGraph, members: GraphMembers): PackedGraph {
  const traceNumbers = new Numbers();
  const { spans, numberOf } = packSpans(graph, members, traceNumbers);
  const calls = packCalls(graph, members, numberOf);
  const starts = startsOf(graph.stubs, ({ traceIds }) => traceIds.length);
  const stubTraces = graph.stubs.flatMap(({ traceIds }) => traceIds.map((id) => traceNumbers.of(id)));
  const traceIds = new TextPacker(traceNumbers.texts.length, traceNumbers.texts.length * traceIdLength);
  for (const id of traceNumbers.texts) traceIds.push(id);
  const frame: DependencyGraph = {
    ...graph,
    nodes: graph.nodes.map((node) => withEmpty(node, 'spans')),
    edges: graph.edges.map((edge) => withEmpty(edge, 'calls')),
    stubs: graph.stubs.map((stub) => withEmpty(stub, 'traceIds')),
  };
  return {
    frame,
    spans,
    calls,
    stubs: { starts, traces: Uint32Array.from(stubTraces) },
    traceIds: traceIds.finish(),
  };
}

/** Every span that is drawn is in one node, so that its place there is its number. */
function packSpans(
  { nodes }: DependencyGraph,
  { index, nodeSpans }: GraphMembers,
  traceNumbers: Numbers,
): { spans: PackedGraph['spans']; numberOf: Column } {
  const starts = startsOf(nodes, (_, place) => nodeSpans.items(place).length);
  const count = starts[nodes.length]!;
  const traces = new Uint32Array(count);
  const ids = new TextPacker(count, count * spanIdLength);
  const numberOf = new Uint32Array(index.count);
  const numberOfTrace = new Int32Array(index.traceIds.length).fill(-1);
  let next = 0;
  for (let place = 0; place < nodes.length; place++) {
    for (const span of nodeSpans.items(place)) {
      const trace = index.traceOf[span]!;
      if (numberOfTrace[trace] === -1) numberOfTrace[trace] = traceNumbers.of(index.traceIds[trace]!);
      traces[next] = numberOfTrace[trace]!;
      ids.push(index.spanId(span));
      numberOf[span] = next++;
    }
  }
  return { spans: { starts, traces, ids: ids.finish() }, numberOf };
}

function packCalls(
  { edges }: DependencyGraph,
  { legs, edgeLegs }: GraphMembers,
  numberOf: Column,
): PackedGraph['calls'] {
  const starts = startsOf(edges, (_, place) => edgeLegs.items(place).length);
  const callers = new Uint32Array(starts[edges.length]!);
  const callees = new Uint32Array(callers.length);
  let next = 0;
  for (let place = 0; place < edges.length; place++) {
    for (const leg of edgeLegs.items(place)) {
      callers[next] = numberOf[legs.caller[leg]!]!;
      callees[next++] = numberOf[legs.callee[leg]!]!;
    }
  }
  return { starts, callers, callees };
}

/** The buffers that `postMessage` should transfer. */
export function buffersOf({ spans, calls, stubs, traceIds }: PackedGraph): ArrayBuffer[] {
  return [
    ...[spans.starts, spans.traces, spans.ids.text, spans.ids.ends],
    ...[calls.starts, calls.callers, calls.callees],
    ...[stubs.starts, stubs.traces, traceIds.text, traceIds.ends],
  ].map(({ buffer }) => buffer);
}

/** The graph again. `spans`, `calls` and `traceIds` are made when they are first read, and are plain values from then on. */
export function unpackGraph(packed: PackedGraph): DependencyGraph {
  const { frame, spans, calls, stubs, traceIds } = packed;
  const known: (string | undefined)[] = [];
  const traceId = (number: number): string => (known[number] ??= textAt(traceIds, number));
  const span = (number: number): SpanRef => ({
    traceId: traceId(spans.traces[number]!),
    spanId: textAt(spans.ids, number),
  });
  const call = (number: number): CallRef => ({
    caller: span(calls.callers[number]!),
    callee: span(calls.callees[number]!),
  });
  const nodes = frame.nodes.map((node, place): DependencyNode =>
    defineLazily({ ...node }, 'spans', () => listAt(spans.starts, place, span)),
  );
  const edges = frame.edges.map((edge, place): DependencyEdge =>
    defineLazily({ ...edge }, 'calls', () => listAt(calls.starts, place, call)),
  );
  const stubTrace = (at: number): string => traceId(stubs.traces[at]!);
  const unpackedStubs = frame.stubs.map((stub, place): AsyncStub =>
    defineLazily({ ...stub }, 'traceIds', () => listAt(stubs.starts, place, stubTrace)),
  );
  const graph: DependencyGraph = { ...frame, nodes, edges, stubs: unpackedStubs };
  rememberLookup(graph, {
    firstSpan: (place) => {
      const first = spans.starts[place]!;
      return first < spans.starts[place + 1]! ? span(first) : undefined;
    },
    nodeWithSpan: (spanId, id) => nodeWithSpan(packed, spanId, id),
  });
  return graph;
}

/** Place of the first node that has a span with this id, of one trace or of any; -1 when none has. */
function nodeWithSpan({ spans, traceIds }: PackedGraph, spanId: string, traceId?: string): number {
  let place = 0;
  for (let number = 0; number < spans.traces.length; number++) {
    if (!isTextAt(spans.ids, number, spanId)) continue;
    if (traceId !== undefined && !isTextAt(traceIds, spans.traces[number]!, traceId)) continue;
    while (spans.starts[place + 1]! <= number) place++;
    return place;
  }
  return -1;
}

/** Distinct texts with a number each. */
class Numbers {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.texts.length;
      this.#numbers.set(text, number);
      this.texts.push(text);
    }
    return number;
  }
}

function startsOf<Item>(items: readonly Item[], lengthOf: (item: Item, place: number) => number): Column {
  const starts = new Uint32Array(items.length + 1);
  for (const [place, item] of items.entries()) starts[place + 1] = starts[place]! + lengthOf(item, place);
  return starts;
}

function listAt<Item>(starts: Column, place: number, read: (number: number) => Item): readonly Item[] {
  const list: Item[] = [];
  for (let number = starts[place]!; number < starts[place + 1]!; number++) list.push(read(number));
  return list;
}

/** A copy without a list, which is not read. */
function withEmpty<Target extends object, Key extends keyof Target>(target: Target, list: Key): Target {
  const copy: Partial<Target> = {};
  for (const key of Object.keys(target) as (keyof Target)[]) if (key !== list) copy[key] = target[key];
  return { ...(copy as Target), [list]: [] };
}
