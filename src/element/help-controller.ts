/** The help on keys: a dialog in front of everything, from which the focus goes back to where it was. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The element whose template holds the dialog. */
export interface HelpHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class HelpController implements ReactiveController {
  private readonly _host: HelpHost;
  private _isOpen = false;
  private _before: HTMLElement | null = null;

  constructor(host: HelpHost) {
    this._host = host;
    host.addController(this);
  }

  get isOpen(): boolean {
    return this._isOpen;
  }

  readonly open = (): void => {
    const { renderRoot } = this._host;
    this._before = renderRoot instanceof ShadowRoot ? (renderRoot.activeElement as HTMLElement | null) : null;
    this._isOpen = true;
    this._host.requestUpdate();
  };

  /** Also what the browser says when it has closed the dialog by itself. */
  readonly close = (): void => {
    if (!this._isOpen) return;
    this._isOpen = false;
    this._dialog()?.close();
    this._host.requestUpdate();
    this._before?.focus({ preventScroll: true });
    this._before = null;
  };

  hostUpdated(): void {
    const dialog = this._dialog();
    if (this._isOpen && dialog && !dialog.open) dialog.showModal();
  }

  /** Out of the document a dialog is no longer in front, and nothing would bring it back. */
  hostDisconnected(): void {
    this._isOpen = false;
    this._before = null;
  }

  private _dialog(): HTMLDialogElement | null {
    return this._host.renderRoot.querySelector<HTMLDialogElement>('.help');
  }
}
