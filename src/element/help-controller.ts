/** The help on keys: a dialog in front of everything, from which the focus goes back to where it was. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The element whose template holds the dialog. */
export interface HelpHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly shadowRoot: ShadowRoot | null;
}

export class HelpController implements ReactiveController {
  readonly #host: HelpHost;
  #isOpen = false;
  #before: HTMLElement | null = null;

  constructor(host: HelpHost) {
    this.#host = host;
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  readonly open = (): void => {
    this.#before = (this.#host.shadowRoot?.activeElement ?? null) as HTMLElement | null;
    this.#isOpen = true;
    this.#host.requestUpdate();
  };

  /** Also what the browser says when it has closed the dialog by itself. */
  readonly close = (): void => {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#dialog()?.close();
    this.#host.requestUpdate();
    this.#before?.focus({ preventScroll: true });
    this.#before = null;
  };

  hostUpdated(): void {
    const dialog = this.#dialog();
    if (this.#isOpen && dialog && !dialog.open) dialog.showModal();
  }

  /** Out of the document a dialog is no longer in front, and nothing would bring it back. */
  hostDisconnected(): void {
    this.#isOpen = false;
    this.#before = null;
  }

  #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector<HTMLDialogElement>('.help');
  }
}
