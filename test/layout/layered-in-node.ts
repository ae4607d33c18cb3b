/** The worker of our own layout run in this thread, behind the few members of `Worker` that our code uses. */
import type { LayeredRequest } from '../../src/layout/layered-messages.js';
import { serveLayouts, type LayeredPort } from '../../src/layout/serve-layouts.js';

/** A worker whose answers are those of the real script, and copies as the real ones are. */
export function layeredWorkerInNode(): Worker {
  const events = new EventTarget();
  let ended = false;
  const port: LayeredPort = {
    onmessage: null,
    postMessage: (answer, options) => {
      const data = structuredClone(answer, options);
      if (!ended) events.dispatchEvent(Object.assign(new Event('message'), { data }));
    },
  };
  serveLayouts(port);
  return Object.assign(events, {
    postMessage: (message: LayeredRequest) => {
      const data = structuredClone(message);
      setTimeout(() => port.onmessage?.({ data } as MessageEvent<LayeredRequest>));
    },
    terminate: () => {
      ended = true;
    },
  }) as unknown as Worker;
}
