import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells when the page is about to be printed, and when it has been. */
export class PrintController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Node;
  readonly #onPrint: (event: Event) => void;
  #connection = new AbortController();

  constructor(host: ReactiveControllerHost & Node, setOnPaper: (isOnPaper: boolean) => void) {
    this.#host = host;
    this.#onPrint = ({ type }) => setOnPaper(type === 'beforeprint');
    host.addController(this);
  }

  hostConnected(): void {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    for (const type of ['beforeprint', 'afterprint'])
      this.#host.ownerDocument?.defaultView?.addEventListener(type, this.#onPrint, { signal });
  }

  hostDisconnected(): void {
    this.#connection.abort();
  }
}
