/** What a new drawing has to say to those who do not see it: that it is there, what was added, that it is simplified. */
import type { DrawingController } from './drawing-controller.js';
import type { Addition } from './expansion-controller.js';
import type { Drawing } from './layout-stage.js';

export class DrawingNews {
  readonly #view: DrawingController;
  #ready = '';
  #wasSimplified = false;

  constructor(view: DrawingController) {
    this.#view = view;
  }

  /** Other data: they are announced even if they count the same. */
  reset(): void {
    this.#ready = '';
    this.#wasSimplified = false;
  }

  /** A better layout of the same graph has nothing to say, and neither have data that change figures only. */
  announce({ graph: { nodes, edges }, isFinal }: Drawing, addition: Addition | null): void {
    const { announcer, strings, drawing } = this.#view;
    const failed = nodes.filter((node) => node.errorCount > 0).length;
    const ready = strings.ready(nodes.length, edges.length, failed);
    const text = isFinal ? null : addition ? addition.news : ready === this.#ready ? null : ready;
    this.#ready = ready;
    if (text !== null) announcer.announce('ready', text);
    const isSimplified = drawing.layoutNote === 'simplified';
    if (isSimplified && !this.#wasSimplified) announcer.announce('layout', strings.simplified);
    this.#wasSimplified = isSimplified;
  }
}
