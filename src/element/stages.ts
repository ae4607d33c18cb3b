/** Which stage of the pipeline a change of the element's properties re-enters at, and what the stages are given. */
import type { PropertyValues } from 'lit';
import type { GraphOptions } from '../graph/graph-options.js';
import type { Stage } from './pipeline.js';
import { choiceOf } from './choices.js';
import { readGroupBy, readLimit, readText } from './settings.js';
import type { TraceDependenciesElement } from './trace-dependencies-element.js';

/** Lowest stage first. Properties that are not here touch the view only. */
const PROPERTIES_OF: readonly (readonly [Stage, readonly (keyof TraceDependenciesElement)[]])[] = [
  [
    'graph',
    [
      'groupBy',
      'showInternalSpans',
      'showDestinations',
      'asyncLimit',
      'asyncDepth',
      'focusTraceId',
      'classification',
      'classify',
    ],
  ],
  ['boxes', ['strings', 'locale', 'direction']],
  ['layout', ['layout']],
];

/** The lowest stage that the changes touch, or `null`. Data are not among them: they come with a value of their own. */
export function stageOf(changed: PropertyValues<TraceDependenciesElement>): Stage | null {
  const entry = PROPERTIES_OF.find(([, properties]) => properties.some((name) => changed.has(name)));
  return entry ? entry[0] : null;
}

/** Whether a data property has got another value. The first update, which sets nothing, does not count. */
export function isReplaced(
  changed: PropertyValues<TraceDependenciesElement>,
  name: 'data' | 'spans' | 'graph',
  value: unknown,
): boolean {
  return changed.has(name) && (hasValue(value) || hasValue(changed.get(name)));
}

const hasValue = (value: unknown): boolean => value !== null && value !== undefined;

/**
 * The options of `buildDependencyGraph`, read from what the host has set.
 *
 * @param linked what the source has told of traces that are not loaded.
 * @param keptFocus the focus where the host sets none; `null` leaves it to the rules.
 */
export function graphOptionsOf(
  element: TraceDependenciesElement,
  expanded: readonly string[],
  keptFocus: string | null,
  linked: Pick<GraphOptions, 'incomingLinks' | 'openTraces'>,
): GraphOptions {
  const focusTraceId = readText(element.focusTraceId) || keptFocus;
  return {
    groupBy: readGroupBy(element.groupBy),
    showInternalSpans: Boolean(element.showInternalSpans),
    showDestinations: Boolean(element.showDestinations),
    asyncLimit: readLimit(element.asyncLimit),
    asyncDepth: readLimit(element.asyncDepth),
    expanded,
    ...linked,
    classification: choiceOf(element, 'classification'),
    ...(focusTraceId ? { focusTraceId } : {}),
    ...(element.classify ? { classify: element.classify } : {}),
  };
}
