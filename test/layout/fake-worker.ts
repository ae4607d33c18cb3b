/** Workers of either layout that misbehave as a test wants. */
import { elkWorkerInNode } from './elk-in-node.js';

/** What a fake worker does with its nth layout job (from 1). */
export type Behaviour = 'answer' | 'die' | 'silent' | 'error' | 'nonsense' | 'late' | 'stale' | 'throw';

interface Message {
  /** 0 for the greeting. */
  readonly id: number;
}

/** Every worker made since the test began, to count and to kill them. */
export class FakeWorkers {
  readonly made: FakeWorker[] = [];
  readonly #behaviour: (job: number, worker: number) => Behaviour;
  readonly #makeInner: () => Worker;

  /** @param makeInner makes the workers that answer when an answer is wanted: ELK's by default */
  constructor(
    behaviour: (job: number, worker: number) => Behaviour = () => 'answer',
    makeInner = elkWorkerInNode,
  ) {
    this.#behaviour = behaviour;
    this.#makeInner = makeInner;
  }

  get alive(): number {
    return this.made.filter((worker) => !worker.ended).length;
  }

  readonly make = (): Worker => {
    const number = this.made.length;
    const worker = new FakeWorker(this.#makeInner(), (job) => this.#behaviour(job, number));
    this.made.push(worker);
    return worker as unknown as Worker;
  };
}

export class FakeWorker extends EventTarget {
  ended = false;
  jobs = 0;
  readonly #inner: Worker;
  readonly #behaviour: (job: number) => Behaviour;

  constructor(inner: Worker, behaviour: (job: number) => Behaviour) {
    super();
    this.#inner = inner;
    this.#behaviour = behaviour;
    this.#inner.addEventListener('message', (event: MessageEvent) => this.#say(event.data));
  }

  postMessage(message: Message): void {
    if (message.id === 0) {
      this.#inner.postMessage(message);
      return;
    }
    this.jobs++;
    switch (this.#behaviour(this.jobs)) {
      case 'answer':
        this.#inner.postMessage(message);
        break;
      case 'die':
        setTimeout(() => this.die());
        break;
      case 'error':
        setTimeout(() => this.#say({ id: message.id, error: { message: 'java.lang.NullPointerException' } }));
        break;
      case 'nonsense':
        setTimeout(() => {
          const graph = { nodes: [], edges: 'many' };
          this.#say({ id: message.id, data: { children: [], edges: 'many' }, graph });
        });
        break;
      case 'late':
        setTimeout(() => this.#inner.postMessage(message), 60);
        break;
      case 'stale':
        setTimeout(() => this.#say({ id: message.id - 1, error: 'of another job' }));
        this.#inner.postMessage(message);
        break;
      case 'throw':
        throw new Error('DataCloneError');
      case 'silent':
    }
  }

  terminate(): void {
    this.ended = true;
    this.#inner.terminate();
  }

  /** As the browser tells of a worker whose script threw or ran out of memory. */
  die(): void {
    if (!this.ended) this.dispatchEvent(new Event('error', { cancelable: true }));
    this.ended = true;
    this.#inner.terminate();
  }

  #say(data: unknown): void {
    if (!this.ended) this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
}
