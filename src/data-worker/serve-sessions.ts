import type { PageEnvelope, WorkerEnvelope } from './protocol.js';
import { serveSession, type ServedSession } from './worker-session.js';

/** The worker's end of the connection: its global scope, or a message port in tests. */
export interface WorkerPort {
  postMessage(message: PageEnvelope, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<WorkerEnvelope>) => void) | null;
}

/**
 * Serves all sessions of a page. Each answers in its own order; long work rests often enough for the others' requests
 * to come between. What an ended session held is free.
 */
export function serveSessions(port: WorkerPort): void {
  const sessions = new Map<number, ServedSession>();

  const sessionOf = (session: number): ServedSession => {
    const known = sessions.get(session);
    if (known) return known;
    const begun = serveSession((answer, transfer) =>
      port.postMessage({ type: 'answer', session, answer }, transfer),
    );
    sessions.set(session, begun);
    return begun;
  };

  port.onmessage = ({ data: envelope }) => {
    const { session } = envelope;
    switch (envelope.type) {
      case 'hello':
        port.postMessage({ type: 'ready', session }, []);
        break;
      case 'request':
        sessionOf(session).receive(envelope.request);
        break;
      case 'end':
        sessions.get(session)?.end();
        sessions.delete(session);
        break;
    }
  };
}
