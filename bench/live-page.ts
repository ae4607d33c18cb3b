/** The page's part of `live.ts`: streams batches into an element, and says how long that took and what moved. */
import { liveTraffic } from '../demo/live-traffic.js';
import type { TraceDependenciesElement } from '../src/element/trace-dependencies-element.js';

const BATCHES = 100;
const BATCH_SIZE = 200;

/** Names of the two marks between which tasks are counted. */
export const START = 'live-start';
export const END = 'live-end';

export interface StreamResult {
  /** Milliseconds from the first batch to the last drawing. */
  readonly total: number;
  readonly layouts: number;
  readonly spans: number;
  readonly nodes: number;
  readonly edges: number;
}

export interface Movement {
  /** How far a node on screen moved on screen when a batch came, in pixels: the most, over all batches. */
  readonly farthest: number;
  /** The same within the drawing, in graph coordinates, whatever the view does. */
  readonly farthestInGraph: number;
  /** Batches by which a node that stayed was moved by more than a pixel on screen. */
  readonly movingBatches: number;
  /** Batches that brought or took nodes. */
  readonly changingBatches: number;
}

const traffic = liveTraffic(BATCH_SIZE);
const batches = Array.from({ length: BATCHES }, () => traffic.next().value as OtlpRequest);

interface OtlpRequest {
  readonly resourceSpans: readonly unknown[];
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

async function place(): Promise<TraceDependenciesElement> {
  const element = document.createElement('trace-dependencies');
  element.style.cssText = 'display: block; block-size: 700px';
  Object.assign(element, { focusTraceId: '*', asyncLimit: 0, asyncDepth: 0 });
  document.body.replaceChildren(element);
  await element.updateComplete;
  await pause(300);
  return element;
}

function resultOf(element: TraceDependenciesElement, start: number, layouts: number): StreamResult {
  const graph = element.dependencyGraph;
  if (!graph || graph.nodes.length === 0)
    throw new Error(`Nothing was drawn: ${JSON.stringify(element.problems)}`);
  const spans = graph.nodes.reduce((sum, { spanCount }) => sum + spanCount, 0);
  const { nodes, edges } = graph;
  return { total: performance.now() - start, layouts, spans, nodes: nodes.length, edges: edges.length };
}

/** All spans at once. */
export async function load(): Promise<StreamResult> {
  const element = await place();
  performance.mark(START);
  const start = performance.now();
  element.data = { resourceSpans: batches.flatMap(({ resourceSpans }) => resourceSpans) };
  await element.layoutComplete;
  await frame();
  const result = resultOf(element, start, 1);
  performance.mark(END);
  return result;
}

/** Batch after batch: each when the one before is drawn, or so many milliseconds apart. */
export async function stream(apart: number | null): Promise<StreamResult> {
  const element = await place();
  let layouts = 0;
  element.addEventListener('layout-complete', () => layouts++);
  performance.mark(START);
  const start = performance.now();
  for (const batch of batches) {
    element.appendData(batch);
    if (apart === null) {
      await element.layoutComplete;
      await frame();
    } else await pause(apart);
  }
  await element.layoutComplete;
  await frame();
  const result = resultOf(element, start, layouts);
  performance.mark(END);
  return result;
}

interface Spot {
  readonly screen: DOMRect;
  readonly x: number;
  readonly y: number;
}

/** Where the nodes are that are in the DOM. */
function spots(element: TraceDependenciesElement): ReadonlyMap<string, Spot> {
  const found = new Map<string, Spot>();
  for (const node of element.renderRoot.querySelectorAll<HTMLElement>('[part~="node"]')) {
    const [x = NaN, y = 0] = node.style.translate.split(' ').map(parseFloat);
    found.set(node.dataset['nodeId'] ?? '', { screen: node.getBoundingClientRect(), x, y });
  }
  return found;
}

/** Streams once more, and looks after each batch. The user has moved the view: it follows nothing by itself. */
export async function movement(): Promise<Movement> {
  const element = await place();
  element.appendData(batches[0]);
  await element.layoutComplete;
  await frame();
  element.zoomTo(element.dependencyGraph?.nodes[0]?.id ?? null);
  element.viewState = { viewport: element.viewState.viewport };
  await frame();
  const frameBox = element.getBoundingClientRect();
  const isInView = ({ left, top, right, bottom }: DOMRect): boolean =>
    right > frameBox.left && left < frameBox.right && bottom > frameBox.top && top < frameBox.bottom;
  let [farthest, farthestInGraph, movingBatches, changingBatches] = [0, 0, 0, 0];
  let before = spots(element);
  for (const batch of batches.slice(1)) {
    element.appendData(batch);
    await element.layoutComplete;
    await frame();
    await frame();
    const after = spots(element);
    let moved = 0;
    for (const [id, from] of before) {
      const to = after.get(id);
      if (!to) continue;
      farthestInGraph = Math.max(farthestInGraph, Math.hypot(to.x - from.x, to.y - from.y));
      if (!isInView(from.screen)) continue;
      moved = Math.max(moved, Math.hypot(to.screen.x - from.screen.x, to.screen.y - from.screen.y));
    }
    farthest = Math.max(farthest, moved);
    if (moved > 1) movingBatches++;
    if (after.size !== before.size || [...after.keys()].some((id) => !before.has(id))) changingBatches++;
    before = after;
  }
  return { farthest, farthestInGraph, movingBatches, changingBatches };
}
