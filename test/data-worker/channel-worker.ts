import type {
  PageEnvelope,
  WorkerAnswer,
  WorkerEnvelope,
  WorkerRequest,
} from '../../src/data-worker/protocol.js';
import { serveSessions, type WorkerPort } from '../../src/data-worker/serve-sessions.js';
import {
  SharedDataWorker,
  type DataWorkerLike,
  type SessionConnection,
} from '../../src/data-worker/shared-data-worker.js';

/** The one session of a worker. */
export function sessionOf(worker: DataWorkerLike): SessionConnection {
  return new SharedDataWorker(worker).open()!;
}

/** The real worker's code behind a message channel, so that everything is cloned as on its way to a worker. */
export class ChannelWorker extends EventTarget implements DataWorkerLike {
  readonly sent: (WorkerRequest | WorkerEnvelope)['type'][] = [];
  readonly answered: WorkerAnswer['type'][] = [];
  terminated = false;
  /** Answers are held back while this is set. */
  mute = false;
  /** Told of every message as it arrives, before it is handled. */
  onMessage: () => void = () => undefined;
  readonly #page: MessagePort;
  readonly #worker: MessagePort;
  readonly #dieAt: number;
  #messages = 0;

  /** @param dieAt dies in place of its n-th message, counting both directions from 0. */
  constructor(dieAt = Infinity) {
    super();
    this.#dieAt = dieAt;
    const { port1, port2 } = new MessageChannel();
    this.#page = port1;
    this.#worker = port2;
    const port: WorkerPort = {
      onmessage: null,
      postMessage: (message, transfer) => port2.postMessage(message, transfer),
    };
    serveSessions(port);
    port2.onmessage = (event: MessageEvent<WorkerEnvelope>) => {
      if (!this.#dies()) port.onmessage?.(event);
    };
    port1.onmessage = (event: MessageEvent<PageEnvelope>) => {
      if (this.mute || this.#dies()) return;
      if (event.data.type === 'answer') this.answered.push(event.data.answer.type);
      this.dispatchEvent(new MessageEvent('message', { data: event.data }));
    };
  }

  get messages(): number {
    return this.#messages;
  }

  postMessage(message: WorkerEnvelope, transfer: Transferable[] = []): void {
    this.sent.push(message.type === 'request' ? message.request.type : message.type);
    this.#page.postMessage(message, transfer);
  }

  /** Makes the client see a message that this worker never sent. */
  forge(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  die(): void {
    this.#page.close();
    this.#worker.close();
    this.dispatchEvent(new Event('error', { cancelable: true }));
  }

  terminate(): void {
    this.terminated = true;
    this.#page.close();
    this.#worker.close();
  }

  #dies(): boolean {
    this.#messages++;
    this.onMessage();
    if (this.#messages <= this.#dieAt) return false;
    this.die();
    return true;
  }
}
