/** From what the host has set to what measuring and drawing need: texts, formats, fonts, direction. */
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { LayoutDirection, LayoutInput } from '../model/layout.js';
import { toLayoutInput, type LabelFonts } from '../view/boxes.js';
import type { Formats } from '../view/format.js';
import type { TextMeasure } from '../view/measure-text.js';
import { buildScene, type Scene } from '../view/scene.js';
import type { Strings } from '../view/strings.js';
import type { Drawing } from './pipeline.js';
import { readAggregate, readChoice } from './settings.js';
import type { TraceDependenciesElement } from './trace-dependencies-element.js';

/** Texts are measured with these sizes and weights, which the style sheets set too. */
const LABEL_FONTS = { title: '600 12px', subtitle: '400 11px', edge: '400 10.5px' } as const;

/** The texts and figures of the element's language. */
export interface Texts {
  readonly strings: Strings;
  readonly formats: Formats;
}

/** Whether levels go to the right or down; what is neither counts as the default. */
export function directionOf(element: TraceDependenciesElement): LayoutDirection {
  return readChoice(element.direction, ['right', 'down']);
}

/** Measures every box and edge label with the element's own font. */
export function measureBoxes(
  graph: DependencyGraph,
  element: TraceDependenciesElement,
  { strings, formats }: Texts,
  measure: TextMeasure,
  aspectRatio: number,
): LayoutInput {
  return toLayoutInput(graph, {
    strings,
    formats,
    measure,
    fonts: fontsOf(element),
    direction: directionOf(element),
    aspectRatio,
  });
}

function fontsOf(element: TraceDependenciesElement): LabelFonts {
  const family = getComputedStyle(element).fontFamily || 'sans-serif';
  return {
    title: `${LABEL_FONTS.title} ${family}`,
    subtitle: `${LABEL_FONTS.subtitle} ${family}`,
    edge: `${LABEL_FONTS.edge} ${family}`,
  };
}

/** Joins a drawing with the element's texts, formats and colours. */
export function sceneOf(
  { graph, placed }: Drawing,
  element: TraceDependenciesElement,
  { strings, formats }: Texts,
  measure: TextMeasure,
  services: readonly string[],
): Scene {
  return buildScene(graph, placed, {
    strings,
    formats,
    aggregate: readAggregate(element.aggregate),
    direction: directionOf(element),
    measure,
    fonts: fontsOf(element),
    services,
  });
}
