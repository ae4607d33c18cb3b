/** Settings of which each is one of a few names. */
import type { PropertyValues } from 'lit';
import { AGGREGATES } from '../view/controls.js';
import { readChoice } from './settings.js';
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
  for (const [name, names] of Object.entries(choices)) {
    const value: unknown = element[name as keyof typeof choices];
    if (!changed.has(name as keyof typeof choices) || value === null || value === undefined) continue;
    if ((names as readonly unknown[]).includes(value)) continue;
    const given = typeof value === 'string' ? `"${value}"` : typeof value;
    console.warn(
      `<${element.localName}> ${name}: ${given} is none of ${names.join(', ')}; ${names[0]} holds.`,
    );
  }
}
