/** Workers that speak ELK's protocol and misbehave as a test wants. */
import { elkWorkerInNode } from './elk-in-node.js';

/** What a fake worker does with its nth layout job (from 1). */
export type Behaviour = 'answer' | 'die' | 'silent' | 'error' | 'nonsense' | 'late' | 'throw';

interface Message {
  readonly id: number;
  readonly cmd: string;
}

/** Every worker made since the test began, to count and to kill them. */
export class FakeWorkers {
  readonly made: FakeWorker[] = [];
  readonly #behaviour: (job: number, worker: number) => Behaviour;

  constructor(behaviour: (job: number, worker: number) => Behaviour = () => 'answer') {
    this.#behaviour = behaviour;
  }

  get alive(): number {
    return this.made.filter((worker) => !worker.ended).length;
  }

  readonly make = (): Worker => {
    const number = this.made.length;
    const worker = new FakeWorker((job) => this.#behaviour(job, number));
    this.made.push(worker);
    return worker as unknown as Worker;
  };
}

export class FakeWorker extends EventTarget {
  ended = false;
  jobs = 0;
  readonly #elk = elkWorkerInNode();
  readonly #behaviour: (job: number) => Behaviour;

  constructor(behaviour: (job: number) => Behaviour) {
    super();
    this.#behaviour = behaviour;
    this.#elk.addEventListener('message', (event) => this.#say(event.data));
  }

  postMessage(message: Message): void {
    if (message.cmd !== 'layout') {
      this.#elk.postMessage(message);
      return;
    }
    this.jobs++;
    switch (this.#behaviour(this.jobs)) {
      case 'answer':
        this.#elk.postMessage(message);
        break;
      case 'die':
        setTimeout(() => this.die());
        break;
      case 'error':
        setTimeout(() => this.#say({ id: message.id, error: { message: 'java.lang.NullPointerException' } }));
        break;
      case 'nonsense':
        setTimeout(() => this.#say({ id: message.id, data: { children: [], edges: 'many' } }));
        break;
      case 'late':
        setTimeout(() => this.#elk.postMessage(message), 60);
        break;
      case 'throw':
        throw new Error('DataCloneError');
      case 'silent':
    }
  }

  terminate(): void {
    this.ended = true;
    this.#elk.terminate();
  }

  /** As the browser tells of a worker whose script threw or ran out of memory. */
  die(): void {
    if (!this.ended) this.dispatchEvent(new Event('error', { cancelable: true }));
    this.ended = true;
    this.#elk.terminate();
  }

  #say(data: unknown): void {
    if (!this.ended) this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
}
