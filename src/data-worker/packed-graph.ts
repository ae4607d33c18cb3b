/**
 * A graph as it travels from the worker. It names every span behind it, possibly millions: as objects they would
 * block the receiving thread for seconds, so they travel as columns, transferred without a copy, and become objects
 * when somebody looks at them.
 */
import type { GraphMembers } from '../graph/built-graphs.js';
import { edgeId } from '../graph/graph-ids.js';
import { defineLazily } from '../graph/lazy-property.js';
import type {
  AsyncStub,
  CallRef,
  DependencyEdge,
  DependencyGraph,
  DependencyNode,
} from '../model/dependency-graph.js';
import { none } from '../graph/span-index.js';
import type { SpanRef } from '../model/span.js';
import { rememberLookup } from './graph-lookup.js';
import { isTextAt, type PackedTexts, textAt, TextPacker } from './packed-texts.js';

type Column = Uint32Array<ArrayBuffer>;

/**
 * What `postMessage` carries; all arrays are to be transferred. Lists stand one after another: list `i` begins at
 * `starts[i]`, and the end of the last is appended.
 */
export interface PackedGraph {
  /** The graph without spans, calls and trace ids; its edges do not repeat the ids of nodes. */
  readonly frame: Omit<DependencyGraph, 'nodes' | 'edges' | 'stubs'> & {
    readonly nodes: readonly Omit<DependencyNode, 'spans'>[];
    readonly edges: readonly EdgeFrame[];
    readonly stubs: readonly Omit<AsyncStub, 'traceIds'>[];
  };
  /** The ends of each edge, as places of nodes. */
  readonly ends: { readonly sources: Column; readonly targets: Column };
  /** All spans, numbered in the order of the data; of each its id and its trace's place in `traceIds`. */
  readonly spans: { readonly ids: PackedTexts; readonly traces: Column };
  /** The spans of all nodes by their numbers, node by node. */
  readonly nodes: { readonly starts: Column; readonly spans: Column };
  /** All calls, edge by edge, by the numbers of their spans. */
  readonly calls: { readonly starts: Column; readonly callers: Column; readonly callees: Column };
  /** The traces of all stubs, by their places in `traceIds`. */
  readonly stubs: { readonly starts: Column; readonly traces: Column };
  readonly traceIds: PackedTexts;
}

/** What an edge has besides its ends and calls. */
type EdgeFrame = Omit<DependencyEdge, 'id' | 'source' | 'target' | 'calls'>;

/** Code units that most ids have, to make room for. */
const spanIdLength = 16;
const traceIdLength = 32;

/** Packs a graph for the journey; the graph itself stays as it is, and its lists are not made. */
export function packGraph(graph: DependencyGraph, members: GraphMembers): PackedGraph {
  const traceNumbers = new Numbers();
  const { spans, numberOf } = packSpans(members, traceNumbers);
  const nodes = packNodes(graph, members, numberOf);
  const calls = packCalls(graph, members, numberOf);
  const starts = startsOf(graph.stubs, ({ traceIds }) => traceIds.length);
  const stubTraces = graph.stubs.flatMap(({ traceIds }) => traceIds.map((id) => traceNumbers.of(id)));
  const traceIds = new TextPacker(traceNumbers.texts.length, traceNumbers.texts.length * traceIdLength);
  for (const id of traceNumbers.texts) traceIds.push(id);
  const frame = {
    ...graph,
    nodes: graph.nodes.map((node) => without(node, 'spans')),
    edges: graph.edges.map(edgeFrame),
    stubs: graph.stubs.map((stub) => without(stub, 'traceIds')),
  };
  return {
    ...{ frame, ends: packEnds(graph), spans, nodes, calls },
    stubs: { starts, traces: Uint32Array.from(stubTraces) },
    traceIds: traceIds.finish(),
  };
}

function edgeFrame({
  async,
  callCount,
  traceCount,
  errorCount,
  duration,
  wait,
  via,
}: DependencyEdge): EdgeFrame {
  return { async, callCount, traceCount, errorCount, duration, wait, via };
}

function packEnds({ nodes, edges }: DependencyGraph): PackedGraph['ends'] {
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  return {
    sources: Uint32Array.from(edges, ({ source }) => places.get(source)!),
    targets: Uint32Array.from(edges, ({ target }) => places.get(target)!),
  };
}

/** The ids of all drawn spans, and the number of each of them. */
function packSpans(
  { index, drawn, grouping }: GraphMembers,
  traceNumbers: Numbers,
): { spans: PackedGraph['spans']; numberOf: Column } {
  const { groupOf } = grouping.groups;
  const numberOf = new Uint32Array(index.count);
  let count = 0;
  const eachTrace = (visit: (trace: number, span: number) => void): void => {
    for (let trace = 0; trace < drawn.length; trace++) {
      if (drawn[trace] === 0) continue;
      const end = index.firstSpan[trace + 1]!;
      for (let span = index.firstSpan[trace]!; span < end; span++)
        if (groupOf[span] !== none) visit(trace, span);
    }
  };
  eachTrace((_, span) => (numberOf[span] = count++));
  const ids = new TextPacker(count, count * spanIdLength);
  const traces = new Uint32Array(count);
  let latestTrace: number = none;
  let traceNumber = 0;
  eachTrace((trace, span) => {
    if (trace !== latestTrace) traceNumber = traceNumbers.of(index.traceIds[trace]!);
    latestTrace = trace;
    traces[numberOf[span]!] = traceNumber;
    ids.push(index.spanId(span));
  });
  return { spans: { ids: ids.finish(), traces }, numberOf };
}

function packNodes(
  { nodes }: DependencyGraph,
  { nodeSpans }: GraphMembers,
  numberOf: Column,
): PackedGraph['nodes'] {
  const starts = startsOf(nodes, (_, place) => nodeSpans.items(place).length);
  const spans = new Uint32Array(starts[nodes.length]!);
  let next = 0;
  for (let place = 0; place < nodes.length; place++) {
    for (const span of nodeSpans.items(place)) spans[next++] = numberOf[span]!;
  }
  return { starts, spans };
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
export function buffersOf({ ends, spans, nodes, calls, stubs, traceIds }: PackedGraph): ArrayBuffer[] {
  return [
    ...[spans.traces, spans.ids.text, spans.ids.ends, nodes.starts, nodes.spans],
    ...[ends.sources, ends.targets, calls.starts, calls.callers, calls.callees],
    ...[stubs.starts, stubs.traces, traceIds.text, traceIds.ends],
  ].map(({ buffer }) => buffer);
}

/**
 * The graph again, made of the packed one's own objects. `spans`, `calls` and `traceIds` are made when they are first
 * read, and are plain values from then on.
 */
export function unpackGraph(packed: PackedGraph): DependencyGraph {
  const { frame, spans, calls, stubs, traceIds } = packed;
  const { starts } = packed.nodes;
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
  const spanOfNode = (at: number): SpanRef => span(packed.nodes.spans[at]!);
  const nodes = frame.nodes.map((node, place): DependencyNode =>
    defineLazily(node, 'spans', () => listAt(starts, place, spanOfNode)),
  );
  const edges = frame.edges.map((figures, place): DependencyEdge => {
    const source = nodes[packed.ends.sources[place]!]!.id;
    const target = nodes[packed.ends.targets[place]!]!.id;
    const edge = Object.assign(figures, { id: edgeId(figures.async, source, target), source, target });
    return defineLazily(edge, 'calls', () => listAt(calls.starts, place, call));
  });
  const stubTrace = (at: number): string => traceId(stubs.traces[at]!);
  const unpackedStubs = frame.stubs.map((stub, place): AsyncStub =>
    defineLazily(stub, 'traceIds', () => listAt(stubs.starts, place, stubTrace)),
  );
  const graph: DependencyGraph = { ...frame, nodes, edges, stubs: unpackedStubs };
  rememberLookup(graph, {
    firstSpan: (place) => {
      const first = starts[place]!;
      return first < starts[place + 1]! ? spanOfNode(first) : undefined;
    },
    nodeWithSpan: (spanId, id) => nodeWithSpan(packed, spanId, id),
  });
  return graph;
}

/** Place of the first node that has a span with this id, of one trace or of any; -1 when none has. */
function nodeWithSpan({ spans, nodes, traceIds }: PackedGraph, spanId: string, traceId?: string): number {
  // Spans of many traces may have the id, and the first of them need not be in the first node.
  const isMeant = new Uint8Array(spans.traces.length);
  for (let number = 0; number < isMeant.length; number++) {
    if (!isTextAt(spans.ids, number, spanId)) continue;
    if (traceId === undefined || isTextAt(traceIds, spans.traces[number]!, traceId)) isMeant[number] = 1;
  }
  const first = nodes.spans.findIndex((number) => isMeant[number] === 1);
  if (first === none) return none;
  let place = 0;
  while (nodes.starts[place + 1]! <= first) place++;
  return place;
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
function without<Target extends object, Key extends keyof Target>(
  target: Target,
  list: Key,
): Omit<Target, Key> {
  const copy: Partial<Target> = {};
  for (const key of Object.keys(target) as (keyof Target)[]) if (key !== list) copy[key] = target[key];
  return copy as Target;
}
