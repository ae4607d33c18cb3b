/** The page's part of `many.ts`: fills ten elements and tells when each has its first picture. */
import { texts } from './formats.js';
import type { TraceDependenciesElement } from '../src/element/trace-dependencies-element.js';

const COUNT = 10;

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

let inputs: readonly string[] = [];

/** Makes as many texts, none equal to another; returns the length of the first. */
export function prepare(spanCount: number): number {
  inputs = Array.from({ length: COUNT }, (_, index) =>
    texts.OTLP(spanCount).replaceAll('-service-', `-service-${index}-`),
  );
  return inputs[0]?.length ?? 0;
}

async function place(): Promise<TraceDependenciesElement> {
  const element = document.createElement('trace-dependencies');
  document.body.append(element);
  await element.updateComplete;
  return element;
}

/** From the data to the frame after the first nodes are in the document, in milliseconds. */
async function fill(element: TraceDependenciesElement, input: string | undefined): Promise<number> {
  const start = performance.now();
  element.data = input;
  while (!element.renderRoot.querySelector('.node')) await nextFrame();
  await nextFrame();
  return performance.now() - start;
}

function clear(): void {
  document.body.replaceChildren();
}

/** Each begins when those before it are wholly drawn, on the page that has them. */
export async function oneAfterAnother(): Promise<readonly number[]> {
  const times: number[] = [];
  for (const input of inputs) {
    const element = await place();
    await nextFrame();
    times.push(await fill(element, input));
    await element.layoutComplete;
  }
  clear();
  return times;
}

/** All begin at once. */
export async function atOnce(): Promise<readonly number[]> {
  const elements = [];
  for (const _ of inputs) elements.push(await place());
  await nextFrame();
  const times = await Promise.all(elements.map((element, index) => fill(element, inputs[index])));
  for (const element of elements) await element.layoutComplete;
  clear();
  return times;
}
