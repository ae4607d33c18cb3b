import type { PageEnvelope, WorkerAnswer, WorkerEnvelope, WorkerRequest } from './protocol.js';

/** What is needed of a `Worker`. */
export interface DataWorkerLike {
  postMessage(message: WorkerEnvelope, transfer?: Transferable[]): void;
  addEventListener(type: 'message' | 'error' | 'messageerror', listener: (event: Event) => void): void;
  terminate(): void;
}

/** One session of a worker, as its client sees it. */
export interface SessionConnection {
  /** Told of the answers to this session. */
  onanswer: ((answer: WorkerAnswer) => void) | null;
  /** Told whenever the worker says something to anybody, before the answer: it lives. */
  onword: (() => void) | null;
  /** Told once, when the worker has died, unless this session was closed before. */
  ondeath: ((reason: string) => void) | null;
  /** Throws what `postMessage` throws for what cannot be sent. Nothing happens once the connection is over. */
  post(request: WorkerRequest, transfer: Transferable[]): void;
  /** Takes the worker for dead, for all its sessions. */
  fail(reason: string): void;
  /** Ends this session only; the worker ends with the last one. */
  close(): void;
}

/** A worker that serves several clients, each in a session of its own. */
export class SharedDataWorker {
  readonly #worker: DataWorkerLike;
  readonly #onEnd: () => void;
  readonly #sessions = new Map<number, Session>();
  #lastSession = 0;
  #ended = false;

  /** @param onEnd told once, when the worker has died or its last session was closed. */
  constructor(worker: DataWorkerLike, onEnd: () => void = () => undefined) {
    this.#worker = worker;
    this.#onEnd = onEnd;
    worker.addEventListener('message', (event) =>
      this.#receive((event as MessageEvent<PageEnvelope | null>).data),
    );
    worker.addEventListener('error', (event) => {
      event.preventDefault(); // reported by us, not as an error of the page
      const reason = (event as Partial<ErrorEvent>).message ?? 'it could not be loaded';
      this.#die(`The data worker failed: ${reason}`);
    });
    worker.addEventListener('messageerror', () =>
      this.#die('A message of the data worker could not be read'),
    );
  }

  /** A new session, which keeps the worker alive until it is closed; `null` when the worker has ended. */
  open(): SessionConnection | null {
    if (this.#ended) return null;
    const id = ++this.#lastSession;
    const session = new Session(
      (request, transfer) => this.#worker.postMessage({ type: 'request', session: id, request }, transfer),
      (reason) => this.#die(reason),
      () => this.#close(id),
    );
    this.#sessions.set(id, session);
    return session;
  }

  #receive(envelope: PageEnvelope | null | undefined): void {
    for (const session of this.#sessions.values()) session.onword?.();
    if (envelope?.type === 'answer') this.#sessions.get(envelope.session)?.onanswer?.(envelope.answer);
  }

  #close(id: number): void {
    if (!this.#sessions.delete(id)) return;
    if (this.#sessions.size === 0) this.#end();
    else this.#worker.postMessage({ type: 'end', session: id });
  }

  #die(reason: string): void {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    this.#end();
    for (const session of sessions) {
      session.end();
      session.ondeath?.(reason);
    }
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#worker.terminate();
    this.#onEnd();
  }
}

class Session implements SessionConnection {
  onanswer: ((answer: WorkerAnswer) => void) | null = null;
  onword: (() => void) | null = null;
  ondeath: ((reason: string) => void) | null = null;
  readonly #post: (request: WorkerRequest, transfer: Transferable[]) => void;
  readonly #fail: (reason: string) => void;
  readonly #close: () => void;
  #over = false;

  constructor(
    post: (request: WorkerRequest, transfer: Transferable[]) => void,
    fail: (reason: string) => void,
    close: () => void,
  ) {
    this.#post = post;
    this.#fail = fail;
    this.#close = close;
  }

  post(request: WorkerRequest, transfer: Transferable[]): void {
    if (!this.#over) this.#post(request, transfer);
  }

  fail(reason: string): void {
    if (!this.#over) this.#fail(reason);
  }

  close(): void {
    if (this.#over) return;
    this.end();
    this.#close();
  }

  /** Nothing is sent any more. */
  end(): void {
    this.#over = true;
  }
}
