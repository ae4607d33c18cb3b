/** What a stub stands for, made visible: by whatever has to be done for that, from drawing more to asking the host. */
import type { AsyncStub } from '../model/dependency-graph.js';
import type { DrawingController } from './drawing-controller.js';
import { AsyncExpandEvent } from './events.js';
import { modeOf, type StubChoice } from './stub-menu-controller.js';
import type { ViewChanges } from './view-changes.js';

/** What opening a stub may come down to. */
export interface StubOpenerHost {
  /** Leaves the focus in the element when the button that had it goes. */
  readonly keepFocus: () => void;
  readonly select: (id: string) => void;
  readonly focusTrace: (traceId: string) => void;
}

export class StubOpener {
  readonly #view: DrawingController;
  readonly #viewChanged: ViewChanges['tell'];
  readonly #host: StubOpenerHost;

  constructor(view: DrawingController, viewChanged: ViewChanges['tell'], host: StubOpenerHost) {
    this.#view = view;
    this.#viewChanged = viewChanged;
    this.#host = host;
  }

  /** Unless the host prevents it, which then supplies the data itself. What the user had collapsed asks nobody. */
  open(stub: AsyncStub, choice: StubChoice): void {
    const { element, focus, pipeline } = this.#view;
    const chosen = typeof choice === 'object' ? [choice.traceId] : null;
    this.#host.keepFocus();
    if (stub.collapsed) return this.#expandNode(stub.node);
    focus.remember(stub.id);
    if (!element.dispatchEvent(new AsyncExpandEvent(stub, chosen ?? stub.traceIds))) return;
    const mode = modeOf(this.#view, stub);
    if (mode === 'focus') return this.#showElsewhere(stub, chosen?.[0]);
    if (pipeline.isGiven) return this.#expandGiven(stub);
    const isAll = choice === 'all';
    const drawn = mode === 'load' ? this.#load(stub, chosen, isAll) : this.#draw(stub, chosen, isAll);
    void drawn.then((isDrawn) => isDrawn && this.#viewChanged(['expanded']));
  }

  #load(stub: AsyncStub, chosen: readonly string[] | null, isAll: boolean): Promise<boolean> {
    return this.#view.source.load(stub, chosen ?? (isAll ? stub.traceIds : undefined));
  }

  #draw(stub: AsyncStub, chosen: readonly string[] | null, isAll: boolean): Promise<boolean> {
    const { expansion } = this.#view;
    if (chosen) return Promise.resolve(expansion.drawTraces(stub, chosen));
    return expansion.draw(stub, isAll ? Infinity : expansion.step);
  }

  /** These traces are neither causes nor effects of the focus: only moving the focus can draw them. */
  #showElsewhere(stub: AsyncStub, traceId: string | undefined): void {
    if (traceId !== undefined) return this.#host.focusTrace(traceId);
    this.#view.details.tab = 'links';
    this.#host.select(stub.node);
  }

  /** A graph that the host has built is the host's to expand: it is told what was asked for. */
  #expandGiven(stub: AsyncStub): void {
    this.#view.expand(stub.id);
    this.#viewChanged(['expanded']);
  }

  #expandNode(id: string): void {
    this.#view.reduction.expand(id);
    this.#viewChanged(['collapsed']);
  }
}
