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

/** Packed ids where they lie, and what knows the texts among them. */
export function unpackIds({ high, low, form, texts }: PackedIds): [ids: SpanIds, texts: TextsByNumber] {
  return [
    Object.assign(new SpanIds(0), { high, low, form }),
    { text: (number: number) => textAt(texts, number) },
  ];
}
