/** Asks for a layout, says which of its answers become drawings, and keeps the last: to hold still, or to be added to. */
import type { Draft, LayoutClient } from '../layout/layout-client.js';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { LayoutInput, PlacedGraph } from '../model/layout.js';
import type { Problem } from '../model/problem.js';
import { sameLayoutInput } from './same-layout-input.js';

/** A finished layout with what it was made of. */
export interface Drawing {
  readonly graph: DependencyGraph;
  readonly placed: PlacedGraph;
  /** From the request for a layout to its answer; 0 when the last layout still held. */
  readonly milliseconds: number;
  /** Why the built-in layout draws although ELK should have; `null` when nothing went wrong. */
  readonly problem: Problem | null;
  /** Whether an earlier drawing was added to, rather than everything laid out afresh. */
  readonly extended: boolean;
  /** Whether another drawing of the same may follow. */
  readonly isDraft: boolean;
  /** Whether it comes in the place of a draft of the same. */
  readonly isFinal: boolean;
  /** Whether all that has changed since the drawing before was added to it: it should be seen to hold still. */
  readonly held: boolean;
}

/** Settings are read when the stage begins. */
export interface LayoutStageHost {
  readonly layoutProfile: () => 'auto' | 'elk' | 'instant';
  /** Whether a draft may still be replaced by a better drawing: not once somebody has begun to work with it. */
  readonly mayReplace: () => boolean;
  readonly onDrawing: (drawing: Drawing) => void;
  readonly onProblem: (problem: Problem) => void;
}

/** What the last layout was made of, and what came of it. */
interface Placed {
  readonly input: LayoutInput;
  readonly profile: string;
  readonly result: PlacedGraph;
  readonly problem: Problem | null;
  readonly extended: boolean;
}

export class LayoutStage {
  readonly #host: LayoutStageHost;
  readonly #layout: () => LayoutClient;
  #placed: Placed | null = null;

  /** @param layout given as a function, so that nothing is started before it is needed. */
  constructor(host: LayoutStageHost, layout: () => LayoutClient) {
    this.#host = host;
    this.#layout = layout;
  }

  /** The next layout is made afresh. */
  forget(): void {
    this.#placed = null;
  }

  /** @param holds whether all that has changed since the last layout was added to it. */
  async run(graph: DependencyGraph, input: LayoutInput, holds: boolean, signal: AbortSignal): Promise<void> {
    const profile = this.#host.layoutProfile();
    const before = this.#placed?.profile === profile ? this.#placed : null;
    const held = holds && before !== null;
    if (before && sameLayoutInput(before.input, input)) {
      const { result: placed, problem, extended } = before;
      const kept = { isDraft: false, isFinal: false, milliseconds: 0 };
      this.#host.onDrawing({ graph, placed, problem, extended, held, ...kept });
      return;
    }
    const extend = held ? { extend: { input: before.input, placed: before.result } } : {};
    let drawn: PlacedGraph | null = null;
    const take = (
      placed: PlacedGraph,
      rest: Omit<Drawing, 'graph' | 'placed' | 'held' | 'isFinal'>,
    ): void => {
      const { problem, extended } = rest;
      // A better drawing of the same replaces a draft: that is no addition.
      const isFinal = drawn !== null;
      drawn = placed;
      this.#placed = { input, profile, result: placed, problem, extended };
      this.#host.onDrawing({ graph, placed, held: held && !isFinal, isFinal, ...rest });
    };
    const onDraft = ({ graph: placed, milliseconds }: Draft): void => {
      if (!signal.aborted) take(placed, { milliseconds, problem: null, extended: false, isDraft: true });
    };
    const outcome = await this.#layout().layout(input, { signal, profile, onDraft, ...extend });
    if (outcome.status === 'cancelled' || signal.aborted) return;
    const { graph: placed, problem, milliseconds, extended } = outcome;
    if (problem) this.#host.onProblem(problem);
    // A draft that stays is told of again only if something is to be said of it.
    if (placed === drawn ? problem === null : drawn && !this.#host.mayReplace()) return;
    take(placed, { milliseconds, problem, extended, isDraft: false });
  }
}
