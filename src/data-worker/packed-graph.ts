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
import type { SpanRef } from '../model/span.js';
import { firstNames, type FirstNames, rememberLookup } from './graph-lookup.js';
import { SpanIds, type TextsByNumber } from '../model/span-ids.js';
import { packIds, type PackedIds, unpackIds } from './packed-ids.js';
import { nodesOfSpans, SpanNodes } from './span-nodes.js';
import { type PackedTexts, textAt, TextPacker } from './packed-texts.js';

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
  /** All spans of drawn traces, trace by trace, hidden ones included: `starts` has the first number of each trace. */
  readonly spans: { readonly ids: PackedIds; readonly starts: Column };
  /** The spans of all nodes by their numbers, node by node. */
  readonly nodes: { readonly starts: Column; readonly spans: Column };
  /** The hidden spans, ascending, and by which spans of nodes each is stood for. */
  readonly hidden: { readonly spans: Column; readonly visible: Column };
  /** All calls, edge by edge, by the numbers of their spans. */
  readonly calls: { readonly starts: Column; readonly callers: Column; readonly callees: Column };
  /** The traces of all stubs, by their places in `traceIds`. */
  readonly stubs: { readonly starts: Column; readonly traces: Column };
  /** What the first span of each node is called; `null` where the groups tell. */
  readonly names: readonly (FirstNames | undefined)[] | null;
  /** Of the drawn traces, in the order of `spans.starts`, then of those of stubs. */
  readonly traceIds: PackedTexts;
}

/** What an edge has besides its ends and calls. */
type EdgeFrame = Omit<DependencyEdge, 'id' | 'source' | 'target' | 'calls'>;

/** Code units that most trace ids have, to make room for. */
const traceIdLength = 32;

/** Packs a graph for the journey; the graph itself stays as it is, and its lists are not made. */
export function packGraph(graph: DependencyGraph, members: GraphMembers): PackedGraph {
  const { spans, shiftOf, drawnTraces } = packSpans(members);
  const nodes = packNodes(members, shiftOf);
  const calls = packCalls(members, shiftOf);
  const traceNumbers = new Numbers(drawnTraces);
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
    ...{ frame, ends: packEnds(graph), spans, nodes, hidden: packHidden(members, shiftOf), calls },
    stubs: { starts, traces: Uint32Array.from(stubTraces) },
    names: packNames(graph, members),
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

function packNames({ nodes }: DependencyGraph, { index, nodeSpans }: GraphMembers): PackedGraph['names'] {
  const isTold = nodes.some(({ group }) =>
    ['operation.name', 'service.name'].every((name) => group.some(({ key }) => key === name)),
  );
  return isTold ? null : nodes.map((_, place) => firstNames(index, nodeSpans.items(place)));
}

function packEnds({ nodes, edges }: DependencyGraph): PackedGraph['ends'] {
  const places = new Map(nodes.map(({ id }, place) => [id, place]));
  return {
    sources: Uint32Array.from(edges, ({ source }) => places.get(source)!),
    targets: Uint32Array.from(edges, ({ target }) => places.get(target)!),
  };
}

/** By trace, by how much the numbers of its spans here are less than in the data; `null` when they are the same. */
type Shifts = Int32Array | null;

/** The ids of the spans of drawn traces. Only columns are copied: texts are made by who reads an id. */
function packSpans({ index, drawn }: GraphMembers): {
  readonly spans: PackedGraph['spans'];
  readonly shiftOf: Shifts;
  readonly drawnTraces: readonly string[];
} {
  const { firstSpan, traceIds, table } = index;
  const traces = Array.from(drawn.keys()).filter((trace) => drawn[trace] === 1);
  const starts = new Uint32Array(traces.length + 1);
  for (const [place, trace] of traces.entries())
    starts[place + 1] = starts[place]! + firstSpan[trace + 1]! - firstSpan[trace]!;
  if (traces.length === drawn.length) {
    return { spans: { ids: packIds(table.ids, table.texts), starts }, shiftOf: null, drawnTraces: traceIds };
  }
  const shiftOf = new Int32Array(drawn.length);
  const ids = new SpanIds(starts[traces.length]!);
  for (const [place, trace] of traces.entries()) {
    const first = firstSpan[trace]!;
    const end = firstSpan[trace + 1]!;
    const start = starts[place]!;
    shiftOf[trace] = first - start;
    ids.high.set(table.ids.high.subarray(first, end), start);
    ids.low.set(table.ids.low.subarray(first, end), start);
    ids.form.set(table.ids.form.subarray(first, end), start);
  }
  const drawnTraces = traces.map((trace) => traceIds[trace]!);
  return { spans: { ids: packIds(ids, table.texts), starts }, shiftOf, drawnTraces };
}

/** For each of these spans of the data its number here. */
function renumbered(spans: Int32Array, traceOf: Int32Array, shiftOf: Shifts): Column {
  const numbers = new Uint32Array(spans);
  if (shiftOf) for (let at = 0; at < numbers.length; at++) numbers[at]! -= shiftOf[traceOf[spans[at]!]!]!;
  return numbers;
}

function packNodes({ index, nodeSpans }: GraphMembers, shiftOf: Shifts): PackedGraph['nodes'] {
  const { offsets, items } = nodeSpans.all();
  return { starts: new Uint32Array(offsets), spans: renumbered(items, index.traceOf, shiftOf) };
}

function packHidden({ index, grouping, drawn }: GraphMembers, shiftOf: Shifts): PackedGraph['hidden'] {
  const { visible } = grouping.contraction;
  const hidden: number[] = [];
  for (let span = 0; span < visible.length; span++)
    if (visible[span] !== span && drawn[index.traceOf[span]!] === 1) hidden.push(span);
  const spans = Int32Array.from(hidden);
  return {
    spans: renumbered(spans, index.traceOf, shiftOf),
    visible: renumbered(
      spans.map((span) => visible[span]!),
      index.traceOf,
      shiftOf,
    ),
  };
}

function packCalls({ index, legs, edgeLegs }: GraphMembers, shiftOf: Shifts): PackedGraph['calls'] {
  const { offsets, items } = edgeLegs.all();
  const callers = new Int32Array(items.length);
  const callees = new Int32Array(items.length);
  for (let at = 0; at < items.length; at++) {
    callers[at] = legs.caller[items[at]!]!;
    callees[at] = legs.callee[items[at]!]!;
  }
  return {
    starts: new Uint32Array(offsets),
    callers: renumbered(callers, index.traceOf, shiftOf),
    callees: renumbered(callees, index.traceOf, shiftOf),
  };
}

/** The buffers that `postMessage` should transfer. */
export function buffersOf({
  ends,
  spans,
  nodes,
  hidden,
  calls,
  stubs,
  traceIds,
}: PackedGraph): ArrayBuffer[] {
  return [
    ...[spans.starts, spans.ids.high, spans.ids.low, spans.ids.form],
    ...[spans.ids.texts.text, spans.ids.texts.ends, nodes.starts, nodes.spans],
    ...[hidden.spans, hidden.visible],
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
  const [ids, texts] = unpackIds(spans.ids);
  let lookup: SpanNodes | undefined;
  const span = (number: number): SpanRef => ({
    traceId: traceId(placeIn(spans.starts, number)),
    spanId: ids.text(number, texts),
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
    firstNames: (place) => packed.names?.[place],
    nodeWithSpan: (spanId, id) =>
      (lookup ??= spanNodes(packed, ids, texts)).find(
        spanId,
        (number) => id === undefined || traceId(placeIn(spans.starts, number)) === id,
      ),
  });
  return graph;
}

function spanNodes({ nodes, hidden }: PackedGraph, ids: SpanIds, texts: TextsByNumber): SpanNodes {
  const nodeOf = nodesOfSpans(ids.form.length, nodes);
  for (let at = 0; at < hidden.spans.length; at++) nodeOf[hidden.spans[at]!] = nodeOf[hidden.visible[at]!]!;
  return new SpanNodes(ids, texts, nodeOf);
}

/** The place of the list in which a number is, by where the lists start. */
function placeIn(starts: Column, number: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= number) low = middle;
    else high = middle;
  }
  return low;
}

/** Distinct texts with a number each. */
class Numbers {
  readonly texts: string[];
  #numbers: Map<string, number> | undefined;

  /** @param texts the first of them, which are distinct. */
  constructor(texts: readonly string[]) {
    this.texts = [...texts];
  }

  of(text: string): number {
    this.#numbers ??= new Map(this.texts.map((known, number) => [known, number]));
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
