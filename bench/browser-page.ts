/** The page's part of `browser.mjs`: makes the data, gives them to an element and watches this thread. */
import { otlpPieces } from './formats.js';
import type { TraceDependenciesElement } from '../src/element/trace-dependencies-element.js';

/** What this thread went through, in milliseconds. */
interface Phase {
  readonly total: number;
  /** Longest task, of those above 50 ms that the browser reports. */
  readonly longestTask: number;
  /** Longest time between two frames. */
  readonly longestGap: number;
}

export interface DropResult {
  readonly spans: number;
  readonly nodes: number;
  readonly edges: number;
  /** From the assignment to the first frame with nodes in it. */
  readonly draw: Phase;
  /** From a click on the largest node to its details. */
  readonly select: Phase;
  /** From another grouping to its drawing. */
  readonly regroup: Phase;
}

const longTasks: PerformanceEntry[] = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({ type: 'longtask' });

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
const rest = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

async function watch(work: () => Promise<void>): Promise<Phase> {
  await rest(300); // what went before is over and reported
  let done = false;
  let longestGap = 0;
  const frames = async (): Promise<void> => {
    for (let before = await nextFrame(); !done;) {
      const now = await nextFrame();
      longestGap = Math.max(longestGap, now - before);
      before = now;
    }
  };
  const watching = frames();
  await nextFrame();
  const start = performance.now();
  await work();
  await nextFrame();
  await nextFrame();
  const end = performance.now();
  done = true;
  await watching;
  await rest(300);
  const longestTask = longTasks
    .filter(({ startTime }) => startTime >= start - 1 && startTime <= end)
    .reduce((longest, { duration }) => Math.max(longest, duration), 0);
  return { total: end - start, longestTask, longestGap };
}

let blob = new Blob();

/** Makes the data and returns their size in bytes. */
export function prepare(spanCount: number): number {
  blob = new Blob([...otlpPieces(spanCount)], { type: 'application/json' });
  return blob.size;
}

/** The reference: milliseconds of `JSON.parse` of the same bytes in this page. */
export async function parse(): Promise<number> {
  const text = await blob.text();
  const start = performance.now();
  JSON.parse(text);
  return performance.now() - start;
}

const inputs = {
  blob: () => Promise.resolve(blob),
  bytes: () => blob.arrayBuffer(),
  text: () => blob.text(),
  objects: async () => JSON.parse(await blob.text()) as unknown,
} as const;

export type InputKind = keyof typeof inputs;

/** Gives the data to a fresh element and uses it. `focus` as `focus-trace-id`, e.g. `*` for all traces. */
export async function drop(kind: InputKind, focus: string | null): Promise<DropResult> {
  const input = await inputs[kind]();
  const element = document.createElement('trace-dependencies');
  element.style.cssText = 'display: block; block-size: 700px';
  element.focusTraceId = focus;
  document.body.replaceChildren(element);
  await element.updateComplete;
  const draw = await watch(async () => {
    element.data = input;
    await element.layoutComplete;
  });
  const graph = element.dependencyGraph;
  if (!graph || graph.nodes.length === 0)
    throw new Error(`Nothing was drawn: ${JSON.stringify(element.problems)}`);
  const select = await watch(() => selectLargest(element));
  const regroup = await watch(async () => {
    element.groupBy = ['service.name'];
    await element.layoutComplete;
  });
  const spans = graph.nodes.reduce((sum, node) => sum + node.spanCount, 0);
  return { spans, nodes: graph.nodes.length, edges: graph.edges.length, draw, select, regroup };
}

/** Clicks on the drawn node with the most spans and waits for the rows of its details. */
async function selectLargest(element: TraceDependenciesElement): Promise<void> {
  const spanCount = new Map(element.dependencyGraph?.nodes.map((node) => [node.id, node.spanCount]));
  const root = element.renderRoot;
  const largest = [...root.querySelectorAll<HTMLElement>('.node')]
    .sort(
      (a, b) =>
        (spanCount.get(a.dataset['nodeId'] ?? '') ?? 0) - (spanCount.get(b.dataset['nodeId'] ?? '') ?? 0),
    )
    .at(-1);
  if (!largest) throw new Error('No node is drawn');
  largest.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
  const end = performance.now() + 60_000;
  while (!root.querySelector('.details tbody tr, .details li, .details dl')) {
    if (performance.now() > end) throw new Error('No details came');
    await nextFrame();
  }
  await element.updateComplete;
}
