import type { WorkerAnswer, WorkerRequest } from '../../src/data-worker/protocol.js';
import type { DataWorkerLike } from '../../src/data-worker/worker-data.js';
import { serveSession, type WorkerPort } from '../../src/data-worker/worker-session.js';

/** The real worker's code behind a message channel, so that everything is cloned as on its way to a worker. */
export class ChannelWorker extends EventTarget implements DataWorkerLike {
  readonly sent: WorkerRequest['type'][] = [];
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
    serveSession(port);
    port2.onmessage = (event: MessageEvent<WorkerRequest>) => {
      if (!this.#dies()) port.onmessage?.(event);
    };
    port1.onmessage = (event: MessageEvent<WorkerAnswer>) => {
      if (this.mute || this.#dies()) return;
      this.answered.push(event.data.type);
      this.dispatchEvent(new MessageEvent('message', { data: event.data }));
    };
  }

  get messages(): number {
    return this.#messages;
  }

  postMessage(message: WorkerRequest, transfer: Transferable[] = []): void {
    this.sent.push(message.type);
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
