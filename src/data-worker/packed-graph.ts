/**
 * A graph as it travels from the worker. It names every span behind it, possibly millions: as objects they would
 * block the receiving thread for seconds, so they travel as numbers into one table of ids, transferred without a
 * copy, and become objects when somebody looks at them.
 */
import type {
  AsyncStub,
  CallRef,
  DependencyEdge,
  DependencyGraph,
  DependencyNode,
} from '../model/dependency-graph.js';
import type { SpanRef } from '../model/span.js';
import { rememberLookup } from './graph-lookup.js';

/** Lists of references, one after another; `starts[i]` is where list `i` begins, with the end of the last appended. */
interface PackedLists {
  readonly starts: Uint32Array<ArrayBuffer>;
  /** Indices into the table of ids: trace and span of each reference in turn; traces only for stubs. */
  readonly ids: Uint32Array<ArrayBuffer>;
}

/** What `postMessage` carries; all arrays are to be transferred. */
export interface PackedGraph {
  /** The graph without spans, calls and trace ids. */
  readonly frame: DependencyGraph;
  readonly nodeSpans: PackedLists;
  readonly edgeCalls: PackedLists;
  readonly stubTraces: PackedLists;
  /** The distinct ids, joined; `idEnds[i]` is where id `i` ends in `idText`, in UTF-16 code units. */
  readonly idText: Uint16Array<ArrayBuffer>;
  readonly idEnds: Uint32Array<ArrayBuffer>;
}

/** Packs a graph for the journey; the graph itself stays as it is. */
export function packGraph(graph: DependencyGraph): PackedGraph {
  const table = new IdTable();
  const nodeSpans = packLists(
    graph.nodes,
    ({ spans }) => spans.length * 2,
    ({ spans }, write) => {
      for (const span of spans) writeSpan(table, span, write);
    },
  );
  const edgeCalls = packLists(
    graph.edges,
    ({ calls }) => calls.length * 4,
    ({ calls }, write) => {
      for (const { caller, callee } of calls) {
        writeSpan(table, caller, write);
        writeSpan(table, callee, write);
      }
    },
  );
  const stubTraces = packLists(
    graph.stubs,
    ({ traceIds }) => traceIds.length,
    ({ traceIds }, write) => {
      for (const traceId of traceIds) write(table.index(traceId));
    },
  );
  const frame: DependencyGraph = {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, spans: [] })),
    edges: graph.edges.map((edge) => ({ ...edge, calls: [] })),
    stubs: graph.stubs.map((stub) => ({ ...stub, traceIds: [] })),
  };
  return { frame, nodeSpans, edgeCalls, stubTraces, ...table.pack() };
}

/** The buffers that `postMessage` should transfer. */
export function buffersOf(packed: PackedGraph): ArrayBuffer[] {
  const { nodeSpans, edgeCalls, stubTraces, idText, idEnds } = packed;
  const lists = [nodeSpans, edgeCalls, stubTraces].flatMap(({ starts, ids }) => [starts.buffer, ids.buffer]);
  return [...lists, idText.buffer, idEnds.buffer];
}

/** The graph again. `spans`, `calls` and `traceIds` are made when they are first read, and are plain values from then on. */
export function unpackGraph(packed: PackedGraph): DependencyGraph {
  const { frame, nodeSpans, edgeCalls, stubTraces } = packed;
  const known: (string | undefined)[] = [];
  const id = (index: number): string => (known[index] ??= idAt(packed, index));
  const span = (ids: Uint32Array, at: number): SpanRef => ({
    traceId: id(ids[at]!),
    spanId: id(ids[at + 1]!),
  });
  const nodes = frame.nodes.map((node, index): DependencyNode =>
    lazy(node, 'spans', () => unpackList(nodeSpans, index, 2, span)),
  );
  const edges = frame.edges.map((edge, index): DependencyEdge =>
    lazy(edge, 'calls', () =>
      unpackList(edgeCalls, index, 4, (ids, at): CallRef => ({
        caller: span(ids, at),
        callee: span(ids, at + 2),
      })),
    ),
  );
  const stubs = frame.stubs.map((stub, index): AsyncStub =>
    lazy(stub, 'traceIds', () => unpackList(stubTraces, index, 1, (ids, at) => id(ids[at]!))),
  );
  const graph: DependencyGraph = { ...frame, nodes, edges, stubs };
  rememberLookup(graph, {
    firstSpan: (index) => {
      const at = nodeSpans.starts[index]!;
      return at < nodeSpans.starts[index + 1]! ? span(nodeSpans.ids, at) : undefined;
    },
    nodeWithSpan: (spanId, traceId) =>
      listWithSpan(
        nodeSpans,
        indexOfId(packed, spanId),
        traceId === undefined ? null : indexOfId(packed, traceId),
      ),
  });
  return graph;
}

/** The first list of spans in which an id stands as a span's, of one trace or of any; -1 when there is none. */
function listWithSpan({ starts, ids }: PackedLists, id: number, trace: number | null): number {
  let list = 0;
  for (let at = 1; at < ids.length; at += 2) {
    if (ids[at] !== id || (trace !== null && ids[at - 1] !== trace)) continue;
    while (starts[list + 1]! <= at) list++;
    return list;
  }
  return -1;
}

/** Where an id stands in the table; -1 when it is not in it. */
function indexOfId({ idText, idEnds }: PackedGraph, id: string): number {
  let start = 0;
  for (let index = 0; index < idEnds.length; index++) {
    const end = idEnds[index]!;
    let same = end - start === id.length;
    for (let at = 0; same && at < id.length; at++) same = idText[start + at] === id.charCodeAt(at);
    if (same) return index;
    start = end;
  }
  return -1;
}

/** Distinct ids with an index each. */
class IdTable {
  readonly #indexOf = new Map<string, number>();
  #length = 0;
  #latestTrace = '';
  #latestTraceIndex = -1;

  /** As `index`, sooner for the trace that was asked for last: spans come trace by trace. */
  traceIndex(traceId: string): number {
    if (this.#latestTraceIndex < 0 || traceId !== this.#latestTrace) {
      this.#latestTraceIndex = this.index(traceId);
      this.#latestTrace = traceId;
    }
    return this.#latestTraceIndex;
  }

  index(id: string): number {
    let index = this.#indexOf.get(id);
    if (index === undefined) {
      index = this.#indexOf.size;
      this.#indexOf.set(id, index);
      this.#length += id.length;
    }
    return index;
  }

  pack(): { idText: Uint16Array<ArrayBuffer>; idEnds: Uint32Array<ArrayBuffer> } {
    const idText = new Uint16Array(this.#length);
    const idEnds = new Uint32Array(this.#indexOf.size);
    let end = 0;
    let index = 0;
    for (const id of this.#indexOf.keys()) {
      for (let at = 0; at < id.length; at++) idText[end++] = id.charCodeAt(at);
      idEnds[index++] = end;
    }
    return { idText, idEnds };
  }
}

function writeSpan(table: IdTable, { traceId, spanId }: SpanRef, write: (index: number) => void): void {
  write(table.traceIndex(traceId));
  write(table.index(spanId));
}

function packLists<Item>(
  items: readonly Item[],
  lengthOf: (item: Item) => number,
  fill: (item: Item, write: (index: number) => void) => void,
): PackedLists {
  const starts = new Uint32Array(items.length + 1);
  items.forEach((item, index) => (starts[index + 1] = starts[index]! + lengthOf(item)));
  const ids = new Uint32Array(starts[items.length]!);
  let at = 0;
  for (const item of items) fill(item, (index) => (ids[at++] = index));
  return { starts, ids };
}

function unpackList<Item>(
  { starts, ids }: PackedLists,
  index: number,
  width: number,
  read: (ids: Uint32Array, at: number) => Item,
): readonly Item[] {
  const list: Item[] = [];
  for (let at = starts[index]!; at < starts[index + 1]!; at += width) list.push(read(ids, at));
  return list;
}

/** An id is a few dozen code units; only an id that is none can be so long that it is read in steps. */
const step = 4096;

function idAt({ idText, idEnds }: PackedGraph, index: number): string {
  const end = idEnds[index]!;
  let text = '';
  for (let start = index > 0 ? idEnds[index - 1]! : 0; start < end; start += step) {
    text += String.fromCharCode(...idText.subarray(start, Math.min(start + step, end)));
  }
  return text;
}

/** A copy of the object whose property is computed when it is first read. */
function lazy<Target extends object, Key extends keyof Target>(
  target: Target,
  key: Key,
  compute: () => Target[Key],
): Target {
  const copy = { ...target };
  Object.defineProperty(copy, key, {
    configurable: true,
    enumerable: true,
    get() {
      const value = compute();
      Object.defineProperty(copy, key, { value, configurable: true, enumerable: true, writable: true });
      return value;
    },
  });
  return copy;
}
