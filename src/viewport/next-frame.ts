/** The window that shows a node now: not that of the script where the node was moved to the document of another. */
export function windowOf(node: Node | null): Window & typeof globalThis {
  return node?.ownerDocument?.defaultView ?? window;
}

/** Whether a part of an event's path is an element, of whatever window: classes are others there. */
export function isElement(part: EventTarget): part is Element {
  return (part as Partial<Node>).nodeType === 1;
}

/** A call in the next frame of the window that shows something: any other may be hidden, and get none. */
export class NextFrame {
  #window: Window | null = null;
  #frame = 0;

  /** Whether it is still to come. */
  get isDue(): boolean {
    return this.#window !== null;
  }

  /** Asks for it. Nothing happens when it is due already, unless that was asked of another window. */
  ask(shown: Node | null, work: () => void): void {
    const window = windowOf(shown);
    if (this.#window === window) return;
    this.cancel();
    this.#window = window;
    this.#frame = window.requestAnimationFrame(() => {
      this.#window = null;
      work();
    });
  }

  cancel(): void {
    this.#window?.cancelAnimationFrame(this.#frame);
    this.#window = null;
  }
}
