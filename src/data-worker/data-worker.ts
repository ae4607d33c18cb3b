/** Entry of the data worker: a classic script without imports once it is built. */
import { serveSessions, type WorkerPort } from './serve-sessions.js';

// `lib.dom` types `self` as a window; in this file it is a worker's global scope.
serveSessions(self as unknown as WorkerPort);
