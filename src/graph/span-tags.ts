import type { Attributes } from '../model/span.js';
import { visitTags, type VisitTag } from '../model/span-source.js';
import type { SpanTable } from '../model/span-table.js';
import type { TextTable } from '../model/text-table.js';
import { tagText } from './tag-text.js';

/**
 * Reads the tags of spans without making the spans. Values are read once for each of their spellings.
 *
 * @param texts to which the numbers that are visited belong: a table of its own where they are not to be kept.
 */
export class SpanTags {
  readonly #table: SpanTable;
  readonly #texts: TextTable;
  readonly #readers: readonly ((place: number, visit: VisitTag) => void)[];

  constructor(table: SpanTable, texts: TextTable) {
    this.#table = table;
    this.#texts = texts;
    this.#readers = table.sources.map((source) => source.tagReader(tagText, texts));
  }

  /** Tells of each tag of a span that has a value. */
  visit(span: number, visit: VisitTag): void {
    this.#readers[this.#table.source[span]!]!(this.#table.place[span]!, visit);
  }

  /** The process tags of a span: the same object for spans that share them. */
  resource(span: number): Attributes {
    return this.#table.sources[this.#table.source[span]!]!.resource(this.#table.place[span]!);
  }

  /** The same as `visit` for process tags. */
  visitResource(resource: Attributes, visit: VisitTag): void {
    visitTags(resource, tagText, this.#texts, visit);
  }
}
