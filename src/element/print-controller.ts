import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells when the page is about to be printed, and when it has been. */
export class PrintController implements ReactiveController {
  private readonly _host: ReactiveControllerHost & Node;
  private readonly _onPrint: (event: Event) => void;
  private _connection = new AbortController();

  constructor(host: ReactiveControllerHost & Node, setOnPaper: (isOnPaper: boolean) => void) {
    this._host = host;
    this._onPrint = ({ type }) => setOnPaper(type === 'beforeprint');
    host.addController(this);
  }

  hostConnected(): void {
    this._connection = new AbortController();
    const { signal } = this._connection;
    for (const type of ['beforeprint', 'afterprint'])
      this._host.ownerDocument?.defaultView?.addEventListener(type, this._onPrint, { signal });
  }

  hostDisconnected(): void {
    this._connection.abort();
  }
}
