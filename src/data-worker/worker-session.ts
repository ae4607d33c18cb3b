import type { Attributes, Span } from '../model/span.js';
import { buffersOf } from './packed-graph.js';
import type { WorkerAnswer, WorkerRequest } from './protocol.js';
import { readText } from './read-input.js';
import { TraceSession, type StagedLoad } from './session.js';
import { TextPieces } from './text-pieces.js';
import { macrotask, TimeSlices } from './time-slices.js';

/** One client's session, which owns what it loads. */
export interface ServedSession {
  /** Takes the next request. Never throws: what goes wrong is answered. */
  receive(request: WorkerRequest): void;
  /** Gives up what is under way and waiting; nothing is answered any more. */
  end(): void;
}

/** In the worker nobody waits for a frame; a slice only lets a cancellation in. */
const sliceLength = 50;

/** A load whose parts are arriving. */
interface Arrival {
  readonly load: StagedLoad;
  /** Texts and blobs, read when all have arrived. */
  readonly sources: (TextPieces | Blob)[];
  /** The text or the bytes of which more is to come. */
  open: TextPieces | null;
}

/** Answers one client's requests, one after another in the order in which they came. */
export function serveSession(
  send: (answer: WorkerAnswer, transfer: Transferable[]) => void,
  session = new TraceSession(),
): ServedSession {
  const arrivals = new Map<number, Arrival>();
  const waiting = new Map<number, AbortController>();
  let queue = Promise.resolve();
  let queued = 0;
  let ended = false;
  /** The load that was done last, until something else is done. Whoever cancelled it may not have heard yet that it is. */
  let last: { readonly id: number; readonly revert: () => void } | null = null;

  const answer = (message: WorkerAnswer, transfer: Transferable[] = []): void => {
    if (!ended) send(message, transfer);
  };

  const enqueue = (id: number, work: (signal: AbortSignal) => Promise<void> | void): void => {
    const controller = new AbortController();
    waiting.set(id, controller);
    const isBehind = queued++ > 0;
    queue = queue.then(async () => {
      try {
        // Behind other work of this session the messages that came meanwhile have their turn first: other sessions'
        // requests, and a cancellation of this one.
        if (isBehind) await macrotask();
        last = null;
        controller.signal.throwIfAborted();
        await work(controller.signal);
      } catch (error) {
        answer(
          controller.signal.aborted
            ? { type: 'cancelled', id }
            : { type: 'failed', id, message: messageOf(error) },
        );
      } finally {
        waiting.delete(id);
        queued--;
      }
    });
  };

  const commit = async (id: number, { load, sources }: Arrival, signal: AbortSignal): Promise<void> => {
    const slices = new TimeSlices(signal, sliceLength);
    const onProgress = (fraction: number): void => answer({ type: 'progress', id, fraction });
    for (const source of sources) await readText(source, load, { slices, onProgress });
    const { summary, revert } = load.commit();
    last = { id, revert };
    answer({ type: 'summary', id, summary });
  };

  const handle = (request: WorkerRequest): void => {
    const { id } = request;
    const arrival = arrivals.get(id);
    switch (request.type) {
      case 'load':
        arrivals.set(id, { load: session.startLoad(request.append), sources: [], open: null });
        break;
      case 'text':
        if (arrival) openText(arrival, request.last).pushText(request.text);
        break;
      case 'bytes':
        if (arrival) openText(arrival, request.last, request.size).pushBytes(request.bytes);
        break;
      case 'blob':
        arrival?.sources.push(request.blob);
        break;
      case 'spans':
        arrival?.load.add(request.spans.map(revived));
        break;
      case 'commit':
        arrivals.delete(id);
        if (!arrival) break;
        arrival.load.note(request.problems);
        enqueue(id, (signal) => commit(id, arrival, signal));
        break;
      case 'graph':
        enqueue(id, () => {
          const graph = session.buildPackedGraph(request.options);
          answer({ type: 'graph', id, graph }, buffersOf(graph));
        });
        break;
      case 'node':
        enqueue(id, () =>
          answer({ type: 'node', id, details: session.nodeDetails(request.nodeId, request.page) }),
        );
        break;
      case 'edge':
        enqueue(id, () =>
          answer({ type: 'edge', id, details: session.edgeDetails(request.edgeId, request.page) }),
        );
        break;
      case 'stub':
        enqueue(id, () =>
          answer({ type: 'stub', id, calls: session.stubCalls(request.stubId, request.page) }),
        );
        break;
      case 'path':
        enqueue(id, () => answer({ type: 'path', id, path: session.tracePath(request.traceId) }));
        break;
      case 'critical':
        enqueue(id, () => answer({ type: 'critical', id, path: session.criticalPath() }));
        break;
      case 'find':
        enqueue(id, () => answer({ type: 'find', id, nodeIds: session.findNodes(request.text) }));
        break;
      case 'traces':
        enqueue(id, () => answer({ type: 'traces', id, traces: session.drawnTraces(request.mostPerLevel) }));
        break;
      case 'cancel':
        if (arrivals.delete(id)) answer({ type: 'cancelled', id });
        waiting.get(id)?.abort();
        if (last?.id === id) last.revert();
        break;
    }
  };

  return {
    receive(request) {
      try {
        handle(request);
      } catch (error) {
        // Thrown on, it would count as the death of the worker and of everyone's session.
        arrivals.delete(request.id);
        answer({ type: 'failed', id: request.id, message: messageOf(error) });
      }
    },
    end() {
      ended = true;
      arrivals.clear();
      for (const controller of waiting.values()) controller.abort();
    },
  };
}

function openText(arrival: Arrival, last: boolean, byteCount = 0): TextPieces {
  const pieces = arrival.open ?? new TextPieces();
  if (!arrival.open) {
    arrival.sources.push(pieces);
    if (byteCount > 0) pieces.expectBytes(byteCount);
  }
  arrival.open = last ? null : pieces;
  return pieces;
}

/** A span as `ingest` made it: the journey gives its tags a prototype, and a tag may be named like one of its properties. */
function revived(span: Span): Span {
  withoutPrototype(span.attributes);
  withoutPrototype(span.resource);
  for (const { attributes } of span.links) withoutPrototype(attributes);
  for (const { attributes } of span.events) withoutPrototype(attributes);
  return span;
}

function withoutPrototype(attributes: Attributes): void {
  if (Object.getPrototypeOf(attributes) !== null) Object.setPrototypeOf(attributes, null);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
