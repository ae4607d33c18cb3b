/** Widths of texts without touching the document: a canvas measures, so nothing of the data reaches the DOM. */

/** Measures texts before they are drawn. */
export interface TextMeasure {
  /** Width in CSS pixels of one line in a CSS font shorthand. */
  width(text: string, font: string): number;
}

/** Beyond this many texts the memory is emptied: names repeat, so these serve all the graphs of a page. */
const REMEMBERED = 20_000;

let shared: TextMeasure | null = null;

/** The page's measure: by canvas; where there is none (some test and server environments), by an average character width. */
export function textMeasure(): TextMeasure {
  return (shared ??= createTextMeasure());
}

/** A canvas is dear to make, and elements that stand side by side have many texts in common. */
function createTextMeasure(): TextMeasure {
  const fonts = new Map<string, MeasuredFont>();
  let count = 0;
  const forget = (): void => {
    fonts.clear();
    count = 0;
  };
  // Until a font is there its texts are as wide as in another.
  document.fonts?.addEventListener('loadingdone', forget);
  return {
    width(text, font) {
      const before = fonts.get(font)?.widths.get(text);
      if (before !== undefined) return before;
      if (count++ > REMEMBERED) forget();
      let known = fonts.get(font);
      if (!known) fonts.set(font, (known = measuredFont(font)));
      const width = known.context?.measureText(text).width ?? text.length * 7;
      known.widths.set(text, width);
      return width;
    },
  };
}

/** With a canvas of its own: to change the font of one costs half as much as to measure a text. */
interface MeasuredFont {
  readonly context: CanvasRenderingContext2D | null;
  readonly widths: Map<string, number>;
}

function measuredFont(font: string): MeasuredFont {
  const context = document.createElement('canvas').getContext('2d');
  if (context) context.font = font;
  return { context, widths: new Map() };
}
