/** Entry of the data worker: a classic script without imports once it is built. */
import { serveSession, type WorkerPort } from './worker-session.js';

// `lib.dom` types `self` as a window; in this file it is a worker's global scope.
serveSession(self as unknown as WorkerPort);
