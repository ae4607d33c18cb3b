import { fallbackLayout } from './fallback-layout.js';
import { extendLayout } from './incremental/extend-layout.js';
import type { LayeredAnswer, LayeredRequest } from './layered-messages.js';

/** The worker's end of the connection: its global scope, or a stand-in for it in tests. */
export interface LayeredPort {
  postMessage(answer: LayeredAnswer): void;
  onmessage: ((event: MessageEvent<LayeredRequest>) => void) | null;
}

/** Answers every request by our own layout, in the order in which they come. */
export function serveLayouts(port: LayeredPort): void {
  port.onmessage = ({ data }) => {
    port.postMessage(answerTo(data));
  };
}

function answerTo({ id, input, extend }: LayeredRequest): LayeredAnswer {
  try {
    if (input === null) return { id, graph: null };
    return { id, graph: extend ? extendLayout(extend, input) : fallbackLayout(input) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.name : 'not an error' };
  }
}
