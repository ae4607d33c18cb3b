/** Widths of texts without touching the document: a canvas measures, so nothing of the data reaches the DOM. */

/** Measures texts before they are drawn. */
export interface TextMeasure {
  /** Width in CSS pixels of one line in a CSS font shorthand. */
  width(text: string, font: string): number;
}

/** Beyond this many texts the memory is emptied: names repeat, so a few thousand serve a whole graph. */
const REMEMBERED = 5000;

/** Measures by canvas; where there is none (some test and server environments), by an average character width. */
export function createTextMeasure(): TextMeasure {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return {
    width(text, font) {
      const key = `${font}\n${text}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      if (known.size > REMEMBERED) known.clear();
      const width = measure(context, text, font);
      known.set(key, width);
      return width;
    },
  };
}

function measure(context: CanvasRenderingContext2D | null, text: string, font: string): number {
  if (!context) return text.length * 7;
  context.font = font;
  return context.measureText(text).width;
}
