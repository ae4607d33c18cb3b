import { packedLayout } from './fallback-layout.js';
import { packedExtension } from './incremental/extend-layout.js';
import type { LayeredAnswer, LayeredRequest } from './layered-messages.js';
import { buffersOf, unpackDrawing } from './packed-drawing.js';

/** The worker's end of the connection: its global scope, or a stand-in for it in tests. */
export interface LayeredPort {
  postMessage(answer: LayeredAnswer, options: { readonly transfer: ArrayBuffer[] }): void;
  onmessage: ((event: MessageEvent<LayeredRequest>) => void) | null;
}

/** Answers every request by our own layout, in the order in which they come. */
export function serveLayouts(port: LayeredPort): void {
  port.onmessage = ({ data }) => {
    const answer = answerTo(data);
    const graph = 'graph' in answer ? answer.graph : null;
    port.postMessage(answer, { transfer: graph ? buffersOf(graph) : [] });
  };
}

function answerTo({ id, input, extend }: LayeredRequest): LayeredAnswer {
  try {
    if (input === null) return { id, graph: null };
    const graph = extend
      ? packedExtension({ input: extend.input, placed: unpackDrawing(extend.placed) }, input)
      : packedLayout(input);
    return { id, graph };
  } catch (error) {
    return { id, error: error instanceof Error ? error.name : 'not an error' };
  }
}
