import { SpanIds, type TextsByNumber } from '../model/span-ids.js';
import { type PackedTexts, textAt, TextPacker } from './packed-texts.js';

/** Span ids as columns, which are transferred without a copy; see `SpanIds`. */
export interface PackedIds {
  readonly high: Uint32Array<ArrayBuffer>;
  readonly low: Uint32Array<ArrayBuffer>;
  readonly form: Uint8Array<ArrayBuffer>;
  /** The ids that are not 16 hexadecimal digits; `high` has their places here. */
  readonly texts: PackedTexts;
}

/** Copies columns of ids. `texts` knows those that are texts. */
export function packIds(ids: SpanIds, texts: TextsByNumber): PackedIds {
  const high = ids.high.slice();
  const odd: string[] = [];
  for (let place = 0; place < high.length; place++) {
    if (ids.isText(place)) high[place] = odd.push(texts.text(high[place]!)) - 1;
  }
  const packer = new TextPacker(odd.length, 0);
  for (const id of odd) packer.push(id);
  return { high, low: ids.low.slice(), form: ids.form.slice(), texts: packer.finish() };
}

/** Reads packed ids where they lie. */
export class UnpackedIds {
  readonly #ids = new SpanIds(0);
  readonly #texts: TextsByNumber;

  constructor({ high, low, form, texts }: PackedIds) {
    Object.assign(this.#ids, { high, low, form });
    this.#texts = { text: (number) => textAt(texts, number) };
  }

  get count(): number {
    return this.#ids.form.length;
  }

  text(number: number): string {
    return this.#ids.text(number, this.#texts);
  }

  /** The numbers of all spans that have this id. */
  *find(id: string): Generator<number> {
    const wanted = new SpanIds(1);
    wanted.set(0, id, { intern: () => 0 });
    const isText = wanted.isText(0);
    for (let number = 0; number < this.count; number++) {
      const isFound =
        isText && this.#ids.isText(number)
          ? this.text(number) === id
          : !isText && wanted.isSame(0, this.#ids, number);
      if (isFound) yield number;
    }
  }
}
