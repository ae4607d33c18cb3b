import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells when the page is about to be printed, and when it has been. */
export class PrintController implements ReactiveController {
  private readonly _onPrint: (event: Event) => void;

  constructor(host: ReactiveControllerHost, setOnPaper: (isOnPaper: boolean) => void) {
    this._onPrint = ({ type }) => setOnPaper(type === 'beforeprint');
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('beforeprint', this._onPrint);
    window.addEventListener('afterprint', this._onPrint);
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeprint', this._onPrint);
    window.removeEventListener('afterprint', this._onPrint);
  }
}
