/** From what the host has set to what measuring and drawing need: texts, formats, fonts, direction. */
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { LayoutDirection, LayoutInput } from '../model/layout.js';
import { toLayoutInput, type LabelFonts } from '../view/boxes.js';
import type { Formats } from '../view/format.js';
import type { TextMeasure } from '../view/measure-text.js';
import { buildScene, type Scene } from '../view/scene.js';
import type { Strings } from '../view/strings.js';
import { choiceOf } from './choices.js';
import type { Drawing } from './layout-stage.js';
import { readAggregate } from './settings.js';
import { spaceOf } from './size-watch.js';
import type { TraceDependenciesElement } from './trace-dependencies-element.js';

/** Sizes at which the drawing is as `BOX` has it, CSS pixels: the defaults of the tokens `font-size` and `space`. */
const USUAL = { fontSize: 13, space: 4 } as const;

/** Texts are measured with these weights and, at the usual font size, sizes in CSS pixels, which the style sheets set too. */
const LABEL_FONTS = { title: [600, 12], subtitle: [400, 11], edge: [400, 10.5] } as const;

/** The texts and figures of the element's language. */
export interface Texts {
  readonly strings: Strings;
  readonly formats: Formats;
}

/** Whether levels go to the right or down; what is neither counts as the default. */
export function directionOf(element: TraceDependenciesElement): LayoutDirection {
  return choiceOf(element, 'direction');
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

export function fontsOf(element: TraceDependenciesElement): LabelFonts {
  const { fontFamily, fontSize } = getComputedStyle(element);
  const scale = (Number.parseFloat(fontSize) || USUAL.fontSize) / USUAL.fontSize;
  const font = ([weight, size]: readonly [number, number]): string =>
    `${weight} ${size * scale}px ${fontFamily || 'sans-serif'}`;
  return {
    title: font(LABEL_FONTS.title),
    subtitle: font(LABEL_FONTS.subtitle),
    edge: font(LABEL_FONTS.edge),
    scale,
    space: spaceOf(element) / USUAL.space,
  };
}

/** Joins a drawing with the element's texts, formats and colours. */
export function sceneOf(
  { graph, placed }: Pick<Drawing, 'graph' | 'placed'>,
  element: TraceDependenciesElement,
  { strings, formats }: Texts,
  measure: TextMeasure,
  series: ReadonlyMap<string, number>,
): Scene {
  return buildScene(graph, placed, {
    strings,
    formats,
    aggregate: readAggregate(element.aggregate),
    direction: directionOf(element),
    measure,
    fonts: fontsOf(element),
    series,
  });
}
