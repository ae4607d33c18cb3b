/** The page's part of `data-regroup.ts`: gives an element data once and groups them again and again. */
import type { TraceDependenciesElement } from '../src/element/trace-dependencies-element.js';
import { otlpPieces } from './formats.js';

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

const groupings: readonly (readonly string[])[] = [
  ['service.name', 'span.kind'],
  ['service.name'],
  ['service.name', 'operation.name'],
];

let element: TraceDependenciesElement;

/** Draws the data; returns how many spans the graph has. `focus` as `focusTraceId`: `*` is all traces. */
export async function draw(spanCount: number, focus: string | null): Promise<number> {
  element = document.createElement('trace-dependencies');
  element.style.cssText = 'display: block; block-size: 700px';
  element.focusTraceId = focus;
  document.body.replaceChildren(element);
  await element.updateComplete;
  element.data = new Blob([...otlpPieces(spanCount)], { type: 'application/json' });
  await element.layoutComplete;
  return element.dependencyGraph?.nodes.reduce((sum, node) => sum + node.spanCount, 0) ?? 0;
}

/** Groups by other keys: milliseconds until a drawing is laid out and shown, and how large it is. */
export async function regroup(
  turn: number,
): Promise<{ readonly time: number; readonly nodes: number; readonly edges: number }> {
  await nextFrame();
  await nextFrame();
  performance.mark('regroup');
  const start = performance.now();
  const drawn = new Promise((resolve) =>
    element.addEventListener('layout-complete', resolve, { once: true }),
  );
  element.groupBy = groupings[turn % groupings.length] ?? [];
  await drawn;
  await nextFrame();
  const time = performance.now() - start;
  performance.mark('regrouped');
  // A better layout may come later.
  await element.layoutComplete;
  const { nodes = [], edges = [] } = element.dependencyGraph ?? {};
  return { time, nodes: nodes.length, edges: edges.length };
}
