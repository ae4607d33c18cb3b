import type { ProblemCode } from '../../model/problem.js';

/** A key, or a group of keys, that the help names. */
export type KeyHelp =
  | 'tab'
  | 'along'
  | 'within'
  | 'ends'
  | 'levels'
  | 'calls'
  | 'letters'
  | 'select'
  | 'open'
  | 'path'
  | 'zoom'
  | 'pages'
  | 'find'
  | 'escape'
  | 'help';

/** A key that has a name in the language, as its keyboards say it. */
export type KeyName =
  | 'tab'
  | 'shift'
  | 'control'
  | 'command'
  | 'enter'
  | 'space'
  | 'home'
  | 'end'
  | 'pageUp'
  | 'pageDown'
  | 'escape';

/** The key that makes the wheel zoom: Control, on a Mac Command. Each language has its own name for it. */
export type WheelModifier = 'control' | 'command';

/** Texts around the graph: bar, settings, messages, what is wrong with the data, help. */
export interface FrameStrings {
  readonly title: string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly loading: string;
  /** Where a value or a list is missing. */
  readonly none: string;
  /** An operation without a name. */
  readonly unnamed: string;
  readonly close: string;
  readonly cancel: string;
  readonly showMore: string;
  /** The same, with how many there are. */
  readonly showMoreOf: (count: number) => string;
  readonly tryAgain: string;
  /** How far a long load is: "Reading traces: 40 %". */
  readonly progress: (percent: string) => string;
  /** How much is read of an input whose size is known: "40 % of 430 MB". */
  readonly loaded: (percent: string, size: string) => string;
  /** The spans are read, and what is to be drawn is made of them. */
  readonly grouping: (spans: number) => string;
  readonly loadCancelled: string;
  /** Facts of one thing, spoken one after the other: "orders, 12 spans, 2 errors". */
  readonly facts: (parts: readonly string[]) => string;
  /** "1 ms to 3 ms". */
  readonly range: (from: string, to: string) => string;

  /** Name of the group of buttons that move the view. */
  readonly toolbar: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
  readonly zoomToSelection: string;
  /** The button that goes to the natural size, 100 %. */
  readonly actualSize: string;
  readonly minimap: string;
  readonly exportAs: string;
  readonly wheelHint: (modifier: WheelModifier) => string;
  /** "3 async levels · 19 nodes · 214 spans"; figures that say nothing are left out. */
  readonly summary: (
    nodes: number,
    levels: number,
    spans: number,
    format: (value: number) => string,
  ) => string;
  /** The operation that the drawing begins with, before those figures. */
  readonly summaryFrom: (start: string, figures: string) => string;
  readonly simplified: string;
  /** Lays out afresh a drawing that was added to. */
  readonly tidy: string;
  readonly tidyHint: string;
  /** Links are being followed by a source. */
  readonly following: string;

  /** Name of the group of settings. */
  readonly controls: string;
  readonly groupBy: string;
  readonly groupByHelp: string;
  readonly groupByFilter: string;
  readonly aggregate: string;
  readonly aggregates: Readonly<Record<'avg' | 'max' | 'min' | 'sum' | 'p50' | 'p95' | 'p99', string>>;
  /** "avg 1.2 s": the name of an aggregate with its value. */
  readonly aggregated: (aggregate: string, duration: string) => string;
  /** "Self time (avg)": the name of a figure, or of a column of them, with that of its aggregate. */
  readonly aggregatedName: (name: string, aggregate: string) => string;
  readonly showInternalSpans: string;
  readonly showDestinations: string;
  /** Share of the spans that have a group key. */
  readonly coverage: (percent: string) => string;

  readonly problems: (count: number) => string;
  readonly problemTexts: Readonly<Record<ProblemCode, string>>;

  /** The button and the heading of the help on keys. */
  readonly help: string;
  readonly keys: Readonly<Record<KeyHelp, string>>;
  readonly keyNames: Readonly<Record<KeyName, string>>;
}
