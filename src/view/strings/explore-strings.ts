/** A figure of the popover at a node. */
export type PopoverFigure =
  'calls' | 'callers' | 'callees' | 'errors' | 'errorRate' | 'duration' | 'selfTime' | 'wait';

/** Texts of finding, of the popover, of the path between two nodes, and of collapsed nodes. */
export interface ExploreStrings {
  readonly find: string;
  readonly findPlaceholder: string;
  /** "3 of 17". */
  readonly findPlace: (index: number, count: number) => string;
  readonly findNothing: string;
  readonly findNext: string;
  readonly findPrevious: string;
  /** Announced: how many places match what was typed. */
  readonly found: (count: number, text: string) => string;
  readonly showOnlyFound: string;
  /** On the chip while only what was found is drawn, with its neighbours. */
  readonly onlyFound: (count: number) => string;
  /** Undoes that. */
  readonly showAll: string;
  /** Another grouping has none of what the drawing was limited to, which has ended that. */
  readonly onlyLost: string;
  /** Another grouping does not have these collapsed nodes. */
  readonly collapsedLost: (count: number) => string;

  readonly popover: Readonly<Record<PopoverFigure, string>>;

  readonly pathBetween: (from: string, to: string, calls: number) => string;
  readonly noPath: (from: string, to: string) => string;

  readonly collapse: string;
  /** On the stub of a collapsed node: what its subtree holds. */
  readonly collapsedStub: (operations: number, calls: number) => string;
  /** Announced. */
  readonly collapsed: (name: string, operations: number) => string;
  /** Announced. */
  readonly expanded: (name: string, operations: number) => string;
}
