/** Where whole spans and their tags come from: columns have neither. */
import { none } from './none.js';
import type { Attributes, AttributeValue, Span } from './span.js';
import type { TextTable } from './text-table.js';

/** What tells the text of a tag's value; `null` for a tag that has no value. */
export type TextOfValue = (value: AttributeValue | undefined) => string | null;

/** Told of a tag: the numbers of its key's text and of its value's. */
export type VisitTag = (key: number, value: number) => void;

/** Holds what the columns of a table do not: whole spans, each in a place of its own. */
export interface SpanSource {
  /** The whole span. Equal, but not the same, each time it is asked for, unless the source holds objects. */
  span(place: number): Span;
  /**
   * Gives for a place the number of the text of a tag, or of a process tag: of the first of `names` that has one, else −1.
   */
  tagNumbers(
    names: readonly string[],
    ofProcess: boolean,
    textOf: TextOfValue,
    texts: TextTable,
  ): (place: number) => number;
  /** Gives what tells of each tag of a place, once, if its value has a text; the numbers are those of `texts`. */
  tagReader(textOf: TextOfValue, texts: TextTable): (place: number, visit: VisitTag) => void;
  /** The process tags of a place: the same object for spans that share them. */
  resource(place: number): Attributes;
  /**
   * A number that spans share only when they have the same tags, each with a value (not null, nor an empty text or list)
   * in all of them or in none; −1 when that is not known of the span.
   */
  shapeOf(place: number): number;
  /** The keys of the tags of a shape that have a value. */
  keysOf(shape: number): readonly string[];
}

/** Tells of the tags that an object holds. */
export function visitTags(tags: Attributes, textOf: TextOfValue, texts: TextTable, visit: VisitTag): void {
  for (const key in tags) {
    const text = textOf(tags[key]);
    if (text !== null) visit(texts.intern(key), texts.intern(text));
  }
}

/** Spans that are held as objects. */
export class SpanObjects implements SpanSource {
  readonly spans: readonly Span[];

  constructor(spans: readonly Span[]) {
    this.spans = spans;
  }

  span(place: number): Span {
    return this.spans[place]!;
  }

  tagNumbers(
    names: readonly string[],
    ofProcess: boolean,
    textOf: TextOfValue,
    texts: TextTable,
  ): (place: number) => number {
    return (place) => {
      const { attributes, resource } = this.spans[place]!;
      const tags = ofProcess ? resource : attributes;
      for (const name of names) {
        const text = textOf(tags[name]);
        if (text !== null) return texts.intern(text);
      }
      return none;
    };
  }

  tagReader(textOf: TextOfValue, texts: TextTable): (place: number, visit: VisitTag) => void {
    return (place, visit) => visitTags(this.spans[place]!.attributes, textOf, texts, visit);
  }

  resource(place: number): Attributes {
    return this.spans[place]!.resource;
  }

  shapeOf(): number {
    return none;
  }

  keysOf(): readonly string[] {
    return [];
  }
}
