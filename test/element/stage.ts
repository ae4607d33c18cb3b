/** Puts the element on a page and reads and uses it as people do. */
import { expect, fixture, html } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import '../../src/define.js';
import type { DependencyGraph, DependencyNode } from '../../src/model/dependency-graph.js';
import type { TraceDependenciesElement } from '../../src/element/trace-dependencies-element.js';
import { resize } from '../browser-commands.js';

export type Properties = Partial<TraceDependenciesElement>;

/** A page wide enough for the drawing, the panel and the dock beside each other. */
before(() => resize(1280, 800));

afterEach(() => resetMouse());

/** An element of 1100 × 700 pixels that is not filled yet. The built-in layout is quick and needs no worker. */
export async function place(properties: Properties = {}): Promise<TraceDependenciesElement> {
  const frame = await fixture<HTMLElement>(html`<div style="width: 1100px; height: 700px"></div>`);
  const element = document.createElement('trace-dependencies');
  element.style.blockSize = '700px';
  Object.assign(element, { layout: 'instant', ...properties });
  frame.append(element);
  await element.updateComplete;
  return element;
}

/** As `place`, and waits until everything is drawn. */
export async function draw(properties: Properties): Promise<TraceDependenciesElement> {
  const element = await place(properties);
  await settle(element);
  return element;
}

/** Everything that was set is drawn, with its details. */
export async function settle(element: TraceDependenciesElement): Promise<void> {
  await element.layoutComplete;
  await element.updateComplete;
}

/** Milliseconds that something may take: long enough for a machine on which much else runs. */
const PATIENCE = 30_000;

/** Waits until a condition holds; throws when it does not in half a minute. */
export async function until<Value>(read: () => Value, what: string): Promise<NonNullable<Value>> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const value = read();
    if (value) return value;
    if (performance.now() > end) throw new Error(`This did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The first element in the shadow root that matches; it has to be there. */
export function part<Found extends Element = HTMLElement>(
  element: TraceDependenciesElement,
  selector: string,
): Found {
  const found = element.shadowRoot?.querySelector<Found>(selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
}

export function parts<Found extends Element = HTMLElement>(
  element: TraceDependenciesElement,
  selector: string,
): Found[] {
  return [...(element.shadowRoot?.querySelectorAll<Found>(selector) ?? [])];
}

export function graphOf(element: TraceDependenciesElement): DependencyGraph {
  const graph = element.dependencyGraph;
  if (!graph) throw new Error('Nothing is drawn');
  return graph;
}

/** The drawn node of an operation. */
export function nodeOf(element: TraceDependenciesElement, operation: string): DependencyNode {
  const node = graphOf(element).nodes.find(({ group }) => group.some(({ value }) => value === operation));
  if (!node) throw new Error(`No node is named ${operation}`);
  return node;
}

/** The box of a node. Ids come from data, so they are compared. */
export function boxOf(element: TraceDependenciesElement, operation: string): HTMLElement {
  const { id } = nodeOf(element, operation);
  const box = parts(element, '.node').find(({ dataset }) => dataset['nodeId'] === id);
  if (!box) throw new Error(`No box is drawn for ${operation}`);
  return box;
}

/** The button of a node: its shape. */
export function shapeOf(element: TraceDependenciesElement, operation: string): HTMLElement {
  return inside(boxOf(element, operation), '.shape');
}

export function inside<Found extends Element = HTMLElement>(parent: Element, selector: string): Found {
  const found = parent.querySelector<Found>(selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
}

/** The button of the edge between two operations. */
export function edgeButton(element: TraceDependenciesElement, from: string, to: string): HTMLElement {
  const source = nodeOf(element, from).id;
  const target = nodeOf(element, to).id;
  const edge = graphOf(element).edges.find((one) => one.source === source && one.target === target);
  const button = parts(element, '.edge-label').find(({ dataset }) => dataset['labelOf'] === edge?.id);
  if (!button) throw new Error(`No edge leads from ${from} to ${to}`);
  return button;
}

/** The stub of calls that can, or cannot, be drawn. */
export function stubBox(element: TraceDependenciesElement, loaded: boolean): HTMLElement {
  const stub = graphOf(element).stubs.find((one) => one.loaded === loaded);
  const box = parts(element, '.stub').find(({ dataset }) => dataset['stubId'] === stub?.id);
  if (!box) throw new Error('There is no such stub');
  return box;
}

/** Clicks the middle of an element with the real mouse. */
export async function click(target: Element): Promise<void> {
  const { left, top, width, height } = target.getBoundingClientRect();
  await sendMouse({
    type: 'click',
    position: [Math.round(left + width / 2), Math.round(top + height / 2)],
  });
}

/** Moves the real mouse over the middle of an element. */
export async function hover(target: Element): Promise<void> {
  const { left, top, width, height } = target.getBoundingClientRect();
  await sendMouse({ type: 'move', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
}

/** Presses keys of the real keyboard, one after another. */
export async function press(...keys: readonly string[]): Promise<void> {
  // The engines' drivers agree on the space bar's character only.
  for (const key of keys) await sendKeys({ press: key === 'Space' ? ' ' : key });
}

/** Presses a key together with one that modifies it, on what has the focus. */
export function pressWith(
  element: TraceDependenciesElement,
  modifier: 'shiftKey' | 'ctrlKey',
  key: string,
): Promise<boolean> {
  const event = new KeyboardEvent('keydown', {
    key,
    [modifier]: true,
    bubbles: true,
    composed: true,
    cancelable: true,
  });
  focused(element)?.dispatchEvent(event);
  return element.updateComplete;
}

/** What has the focus in the element. */
export function focused(element: TraceDependenciesElement): Element | null {
  return element.shadowRoot?.activeElement ?? null;
}

/** Selects a node as its user would and waits for its details. */
export async function openDetails(
  element: TraceDependenciesElement,
  operation: string,
): Promise<HTMLElement> {
  await click(shapeOf(element, operation));
  const { id } = nodeOf(element, operation);
  await until(() => element.selected === id, `${operation} is selected`);
  await element.updateComplete; // until then the panel is about what was selected before
  return detailsOf(element);
}

/** The panel, once its lists have come. */
export function detailsOf(element: TraceDependenciesElement): Promise<HTMLElement> {
  return until(
    () => (parts(element, '.details .tab').length > 0 ? part(element, '.details') : null),
    'the details are shown',
  );
}

/** A text without the white space that templates leave. */
export function textOf(element: Element | null | undefined): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Collects events of the element by name, in the order in which they come. */
export function record(element: EventTarget, ...names: readonly string[]): Event[] {
  const events: Event[] = [];
  for (const name of names) element.addEventListener(name, (event) => events.push(event));
  return events;
}

/** The events that users cause. */
export const userEvents = [
  'trace-select',
  'operation-select',
  'edge-select',
  'async-expand',
  'view-change',
] as const;

/** The event that was recorded, of the class that it has to be. */
export function only<Found extends Event>(
  events: readonly Event[],
  type: new (...args: never[]) => Found,
): Found {
  expect(events.map((event) => event.type)).to.have.lengthOf(1);
  expect(events[0]).to.be.instanceOf(type);
  return events[0] as Found;
}

/** Whether an event bubbles, leaves shadow trees, can be cancelled. */
export const flags = ({ bubbles, composed, cancelable }: Event): boolean[] => [bubbles, composed, cancelable];
