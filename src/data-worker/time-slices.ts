/** How long work may hold this thread before others get their turn, in milliseconds: half a frame. */
const sliceLength = 8;

/**
 * Divides long work on one thread into slices. Between slices every waiting task runs: input, painting, messages
 * such as a cancellation.
 */
export class TimeSlices {
  readonly #signal: AbortSignal;
  readonly #length: number;
  #end: number;

  /** @param length milliseconds of a slice. */
  constructor(signal: AbortSignal, length = sliceLength) {
    this.#signal = signal;
    this.#length = length;
    this.#end = performance.now() + length;
  }

  /** Whether the slice is over; asking is cheap enough for every hundredth span. */
  get over(): boolean {
    return performance.now() >= this.#end;
  }

  /** Lets others run when the slice is over. Rejects with the signal's reason once it is aborted. */
  async rest(): Promise<void> {
    this.#signal.throwIfAborted();
    if (!this.over) return;
    await macrotask();
    this.#signal.throwIfAborted();
    this.#end = performance.now() + this.#length;
  }
}

/** Resolves in a task of its own. A message channel: timers are held back in hidden tabs and nested ones wait 4 ms. */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
