/** elkjs's worker file run in this thread, behind the few members of `Worker` that our code uses. */
import { createRequire } from 'node:module';

interface FakeWorker {
  postMessage(message: unknown): void;
  onmessage: ((event: { data: unknown }) => void) | null;
}

const require = createRequire(`${process.cwd()}/package.json`);
const { Worker: ElkWorker } = require('elkjs/lib/elk-worker.min.js') as { Worker: new () => FakeWorker };

/** A worker whose answers are ELK's own. It is busy in this thread, so it cannot be ended while it computes. */
export function elkWorkerInNode(): Worker {
  const events = new EventTarget();
  const elk = new ElkWorker();
  let ended = false;
  elk.onmessage = ({ data }) => {
    if (!ended) events.dispatchEvent(Object.assign(new Event('message'), { data }));
  };
  return Object.assign(events, {
    postMessage: (message: unknown) => elk.postMessage(message),
    terminate: () => {
      ended = true;
    },
  }) as unknown as Worker;
}
