/** From what the host has set to what measuring and drawing need: texts, formats, fonts, direction. */
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { LayoutDirection, LayoutInput } from '../model/layout.js';
import { toLayoutInput, type LabelFonts } from '../view/boxes.js';
import { formatsFor, type Formats } from '../view/format.js';
import type { TextMeasure } from '../view/measure-text.js';
import { buildScene, type Scene } from '../view/scene.js';
import { english, type Strings } from '../view/strings.js';
import type { Drawing } from './pipeline.js';
import { readAggregate, readChoice } from './settings.js';
import type { TraceDependenciesElement } from './trace-dependencies-element.js';

/** Texts are measured with these sizes and weights, which the style sheets set too. */
const LABEL_FONTS = { title: '600 12px', subtitle: '400 11px', edge: '400 10.5px' } as const;

/** The English texts with the host's own over them. */
export function stringsOf(element: TraceDependenciesElement): Strings {
  return element.strings ? { ...english, ...usable(element.strings) } : english;
}

/** What has the type of the English text; anything else would fail where it is shown. */
function usable(given: Partial<Strings>): Partial<Strings> {
  const isUsable = ([name, text]: [string, unknown]): boolean =>
    text !== null && typeof text === typeof english[name as keyof Strings];
  return Object.fromEntries(Object.entries(given).filter(isUsable));
}

/** Formatters in the element's language: its `locale`, else the nearest `lang`, else the browser's. */
export function formatsOf(element: TraceDependenciesElement): Formats {
  return formatsFor(element.locale || nearestLanguage(element));
}

/** Whether levels go to the right or down; what is neither counts as the default. */
export function directionOf(element: TraceDependenciesElement): LayoutDirection {
  return readChoice(element.direction, ['right', 'down']);
}

/** Measures every box and edge label with the element's own font. */
export function measureBoxes(
  graph: DependencyGraph,
  element: TraceDependenciesElement,
  measure: TextMeasure,
  aspectRatio: number,
): LayoutInput {
  return toLayoutInput(graph, {
    strings: stringsOf(element),
    formats: formatsOf(element),
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
  measure: TextMeasure,
  services: readonly string[],
): Scene {
  return buildScene(graph, placed, {
    strings: stringsOf(element),
    formats: formatsOf(element),
    aggregate: readAggregate(element.aggregate),
    direction: directionOf(element),
    measure,
    fonts: fontsOf(element),
    services,
  });
}

/** The nearest `lang`, also beyond shadow roots, as the browser itself would look for it. */
function nearestLanguage(element: Element): string {
  for (let from: Element | null = element; from;) {
    const found: Element | null = from.closest('[lang]');
    if (found) return found.getAttribute('lang') ?? '';
    const root: Node = from.getRootNode();
    from = root instanceof ShadowRoot ? root.host : null;
  }
  return '';
}
