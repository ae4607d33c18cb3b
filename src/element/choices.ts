/** Settings of which each is one of a few names. */
import type { PropertyValues } from 'lit';
import { AGGREGATES } from '../view/controls.js';
import { readChoice, readControls } from './settings.js';
import type { TraceDependenciesElement } from './trace-dependencies-element.js';

/** The names of each; the first stands for whatever is none of them. */
const choices = {
  aggregate: AGGREGATES,
  classification: ['standard', 'strict'],
  density: ['normal', 'compact', 'comfortable'],
  direction: ['right', 'down'],
  layout: ['auto', 'elk', 'instant'],
  wheelZoom: ['modifier', 'always', 'off'],
} as const;

/** What `controls` may list. */
const controls = [
  ...['summary', 'find', 'critical-path', 'table', 'zoom', 'fit', 'export', 'help', 'group-by', 'aggregate'],
  ...['internal-spans', 'destinations', 'legend', 'minimap', 'details'],
];

/** What holds of a setting: what was set, or the default. */
export function choiceOf<Name extends 'classification' | 'direction' | 'layout' | 'wheelZoom'>(
  element: TraceDependenciesElement,
  name: Name,
): (typeof choices)[Name][number] {
  return readChoice<(typeof choices)[Name][number]>(element[name], choices[name]);
}

/** Tells the console of names that are none: a typing error would otherwise look like a setting without effect. */
export function warnOfOthers(
  element: TraceDependenciesElement,
  changed: PropertyValues<TraceDependenciesElement>,
): void {
  const tell = (name: string, given: string, names: readonly string[], instead: string): void =>
    console.warn(`<${element.localName}> ${name}: ${given} is none of ${names.join(', ')}; ${instead}.`);
  const listed = changed.has('controls') ? (readControls(element.controls) ?? []) : [];
  for (const other of listed.filter((control) => !controls.includes(control)))
    tell('controls', `"${other}"`, controls, 'it shows nothing');
  for (const [name, names] of Object.entries(choices)) {
    const value: unknown = element[name as keyof typeof choices];
    if (!changed.has(name as keyof typeof choices) || value === null || value === undefined) continue;
    if ((names as readonly unknown[]).includes(value)) continue;
    const given = typeof value === 'string' ? `"${value}"` : typeof value;
    tell(name, given, names, `${names[0]} holds`);
  }
}
