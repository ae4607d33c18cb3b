/** A figure of a node or an edge on the critical path. */
export type CriticalFigure = 'time' | 'step' | 'wait';

/** Texts of the critical path: what made all of it take as long as it did. */
export interface CriticalPathStrings {
  /** The button, and the heading and the entry of the legend that go with it. */
  readonly criticalPath: string;
  readonly criticalPathHint: string;
  /** "Critical path: 5 steps, 3.2 s, of which 2.1 s waiting and 300 ms not drawn"; `null` for a part that there is not. */
  readonly criticalSummary: (
    steps: number,
    total: string,
    waiting: string | null,
    notDrawn: string | null,
  ) => string;
  readonly noCriticalPath: string;
  readonly hideCriticalPath: string;
  /** Spoken of a node: "on the critical path: 290 ms, 86 %". */
  readonly criticalTime: (time: string, share: string) => string;
  /** Spoken of an edge: "critical path, step 3"; with the wait, if there was one. */
  readonly criticalStep: (step: number, wait: string | null) => string;
  readonly criticalFigures: Readonly<Record<CriticalFigure, string>>;
}
