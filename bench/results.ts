/** What the parts of the bench hand to the report, and where they leave it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Ratios of subject to reference: below 1 the subject is faster, or has less of it. */
export interface DrawingRatios {
  readonly time: number;
  readonly crossings: number;
  readonly length: number;
  readonly bends: number;
  readonly area: number;
}

/** One layout engine over all compared graphs, as ratios to elkjs with its defaults. */
export interface EngineRow extends DrawingRatios {
  readonly name: string;
  readonly title: string;
  /** Share of drawings whose aspect is that of the viewport, up to half more or a third less. */
  readonly fitting: number;
  readonly throughBoxes: number;
  readonly overlaps: number;
  /** Graphs that it could not draw. */
  readonly failures: number;
}

/** Our own layout on one family of graphs. */
export interface FamilyRow {
  readonly family: string;
  readonly graphs: number;
  /** Drawings that fit the viewport. */
  readonly fitting: number;
  /** To our preset of ELK. */
  readonly preset: DrawingRatios;
  /** To Graphviz dot. */
  readonly dot: DrawingRatios;
}

/** Times of one graph by engine: milliseconds, or why there is none. */
export interface SizeRow {
  readonly title: string;
  readonly nodes: number;
  readonly edges: number;
  readonly times: Readonly<Record<string, number | string>>;
}

export interface LayoutResults {
  readonly graphs: number;
  readonly engines: readonly EngineRow[];
  readonly families: readonly FamilyRow[];
  readonly sizes: readonly SizeRow[];
}

/** From bytes to the graph, as ratios to `JSON.parse` of the same bytes. */
export interface DataRow {
  readonly format: string;
  readonly spans: number;
  readonly megabytes: number;
  /** Milliseconds of the reference. */
  readonly reference: number;
  readonly read: number;
  readonly graph: number;
  /** Bytes to graph, all in all. */
  readonly total: number;
  /** The same of the first run, when nothing of either is compiled yet. */
  readonly cold: number;
  /** The graph of other groups, once there is one. */
  readonly regroup: number;
  /** What is held afterwards ÷ what the parsed JSON alone holds. */
  readonly memory: number;
}

export type DataResults = readonly DataRow[];

/** What a gesture costs, in milliseconds. */
export interface GestureCost {
  /** The page's thread, per frame. */
  readonly busy: number;
  readonly medianFrame: number;
  readonly slowFrame: number;
  /** The longest time between two frames: how long the page stands still. */
  readonly longestFrame: number;
}

/** At 100 % there and back, at 100 % to what was not drawn yet, with all of the graph in view, zooms from both, and all the way. */
export const GESTURES = ['pan', 'longPan', 'panWhole', 'zoomOut', 'zoomIn', 'zoomFar'] as const;

export type GestureName = (typeof GESTURES)[number];

/** One way of drawing one graph in the browser. Times are milliseconds. */
export interface DrawRow {
  readonly title: string;
  readonly nodes: number;
  readonly edges: number;
  /** Why there are no figures, or `null`. */
  readonly failure: string | null;
  /** From the data in memory to the second frame after they were drawn. */
  readonly firstDraw: number;
  /** The part of it that follows the layout; `null` where positions are given. */
  readonly afterLayout: number | null;
  /** Of the page's thread for the first draw. */
  readonly firstDrawBusy: number;
  readonly gestures: Readonly<Record<GestureName, GestureCost>> | null;
  /** Of the page's thread in a second at rest. */
  readonly rest: number;
  readonly elements: number;
}

export interface DrawResults {
  readonly browser: string;
  readonly rows: readonly DrawRow[];
}

/** A file dropped on the demo while its page is scrolled. Times are milliseconds unless their names say otherwise. */
export interface DropRow {
  readonly title: string;
  readonly spans: number;
  readonly megabytes: number;
  /** From the drop to the picture. */
  readonly seconds: number;
  /** Tasks of the page's thread that took more than 50 ms of processor time. */
  readonly longTasks: number;
  /** In processor time. */
  readonly longestTask: number;
  /** Processor time of the page's thread per frame. */
  readonly busy: number;
  readonly medianFrame: number;
  /** 99 of 100 frames came sooner. */
  readonly slowFrame: number;
  readonly longestFrame: number;
  /** Share of the frames in which the page had moved. */
  readonly scrolled: number;
  /** Different values of the progress that was shown. */
  readonly progressSteps: number;
  /** Frames in which nothing at all was drawn. */
  readonly emptyFrames: number;
}

/** Ten elements on one page. Times are milliseconds from the data to the first picture. */
export interface ManyRow {
  readonly title: string;
  /** Of each element. */
  readonly spans: number;
  readonly first: number;
  readonly tenth: number;
  /** Median of the rounds' ratios of the tenth to the first. */
  readonly ratio: number;
  /** The most that lived at a time. */
  readonly layoutWorkers: number;
  readonly dataWorkers: number;
}

/** What the parts are called, and what each leaves. */
export interface PartResults {
  readonly layout: LayoutResults;
  readonly data: DataResults;
  readonly draw: DrawResults;
  readonly drop: readonly DropRow[];
  readonly many: readonly ManyRow[];
}

const folder = 'node_modules/.cache/trace-dependencies/bench-results';

export function writeResults<Part extends keyof PartResults>(part: Part, results: PartResults[Part]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${part}.json`, JSON.stringify(results));
}

/** @throws Error when the part has not been run. */
export function readResults<Part extends keyof PartResults>(part: Part): PartResults[Part] {
  return JSON.parse(readFileSync(`${folder}/${part}.json`, 'utf8')) as PartResults[Part];
}
