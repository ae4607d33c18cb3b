/** Runs asynchronous work one after another, in the order of the calls. */
export class Sequence {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Runs `work` when all that was asked for earlier has ended, well or badly. Rejects with the signal's reason as soon
   * as it is aborted; work that has not begun by then never begins.
   */
  run<Result>(signal: AbortSignal, work: () => Promise<Result> | Result): Promise<Result> {
    const result = this.#last.then(() => {
      signal.throwIfAborted();
      return work();
    });
    this.#last = result.catch(() => undefined);
    return untilAborted(result, signal);
  }
}

/** The promise's outcome, or the signal's reason if that comes first. */
function untilAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
