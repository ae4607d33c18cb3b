/** Registers `<trace-dependencies>`, and does nothing else. */
import { TraceDependenciesElement } from './element/trace-dependencies-element.js';

TraceDependenciesElement.define();

declare global {
  interface HTMLElementTagNameMap {
    'trace-dependencies': TraceDependenciesElement;
  }
}
