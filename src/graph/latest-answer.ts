import type { DependencyGraph } from '../model/dependency-graph.js';

/**
 * Keeps, for each graph, what was made for the latest thing that was asked about: a panel pages through the lists of
 * one node, edge or stub, and the lists of a big one take longer to make than a frame.
 */
export class LatestAnswer<Answer extends object> {
  readonly #latest = new WeakMap<DependencyGraph, { readonly id: string; readonly answer: Answer }>();

  /** The answer about the part of the graph with this id; `make` is called when it is not at hand. */
  of(graph: DependencyGraph, id: string, make: () => Answer): Answer {
    let latest = this.#latest.get(graph);
    if (latest?.id !== id) this.#latest.set(graph, (latest = { id, answer: make() }));
    return latest.answer;
  }
}
