/** Opens what an operation stands for: the host is told, and the link goes where it leads unless the host prevents that. */
import { namedSpanOf } from '../data-worker/graph-lookup.js';
import type { DependencyNode } from '../model/dependency-graph.js';
import type { NamedSpan } from '../model/span.js';
import type { DrawingController } from './drawing-controller.js';
import { OperationSelectEvent } from './events.js';

export class OperationOpener {
  readonly #view: DrawingController;

  constructor(view: DrawingController) {
    this.#view = view;
  }

  /** Opens what a node stands for as a click on its operation would: the link does it, where there is one. */
  openById(id: string): void {
    for (const element of this.#view.element.renderRoot.querySelectorAll<HTMLElement>('.node')) {
      if (element.dataset['nodeId'] === id) element.querySelector<HTMLElement>('.operation')?.click();
    }
  }

  openNode(node: DependencyNode, event: Event): void {
    const span = namedSpanOf(node);
    if (span) this.#tell(span, node, event);
  }

  openSpan(span: NamedSpan, event: Event): void {
    this.#tell(span, this.#view.selection.node, event);
  }

  /** The link itself opens the address, so that middle click, modifiers and the context menu do what they always do. */
  #tell(span: NamedSpan, node: DependencyNode | null, event: Event): void {
    const { traceId, spanId, operation, service } = span;
    const url = this.#view.urlOf(span);
    const detail = { traceId, spanId, operation: operation ?? '', service, node, url };
    const select = new OperationSelectEvent(detail);
    if (!this.#view.element.dispatchEvent(select)) event.preventDefault();
  }
}
