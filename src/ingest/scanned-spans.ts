import { PairInterner } from '../model/pair-interner.js';
import type { Attributes, AttributeValue, Span } from '../model/span.js';
import { resized } from '../model/span-ids.js';
import { visitTags, type SpanSource, type TextOfValue, type VisitTag } from '../model/span-source.js';
import { TextTable } from '../model/text-table.js';
import { endOfValue } from './json-cursor.js';
import { none } from './scan-values.js';

/** How whole spans and tags of one format are read of their JSON: by the readers of objects. */
export interface ScannedFormat {
  /** The span, which is known to be readable. `group` is what many spans have in common. */
  readSpan(json: unknown, group: number): Span;
  /** The value of a tag of which the bytes were noted. */
  readTag(json: unknown): AttributeValue | undefined;
  resourceOf(group: number): Attributes;
  /** Whether spans with one id may be parts of one span; see `ZipkinFragments`. */
  readonly isInParts?: boolean;
}

/** A tag of a shape: the number of its key's text, and its place among the values. */
interface ShapeTag {
  readonly key: number;
  readonly slot: number;
}

/** The root of the shapes: no tags. */
const noTags = 0;

/**
 * Spans that stay where they were found, in the bytes of a document, with the places of their tags' values. What was odd
 * is kept as objects.
 */
export class ScannedSpans implements SpanSource {
  readonly #bytes: Uint8Array;
  readonly #format: ScannedFormat;
  readonly #texts: TextTable;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** Numbers of places: where the span begins, its group, its shape. */
  #offset = new Uint32Array(64);
  #group = new Int32Array(64);
  #shape = new Int32Array(64);
  #firstValue = new Uint32Array(65);
  #count = 0;
  /** Where the values begin, one for each tag of each span. */
  #valueAt = new Uint32Array(256);
  #valueCount = 0;
  /** A shape, but for the first, is a shape with one tag more: the number of its key's text, doubled, and 1 for a value. */
  readonly #shapes = new PairInterner();
  /** By shape: the tag that came after it last, and the shape that they made. */
  #latestToken = new Int32Array(64).fill(none);
  #latestShape = new Int32Array(64);
  readonly #objects = new Map<number, Span>();
  #openShape = noTags;

  constructor(bytes: Uint8Array, format: ScannedFormat, texts: TextTable) {
    this.#bytes = bytes;
    this.#format = format;
    this.#texts = texts;
  }

  get isInParts(): boolean {
    return this.#format.isInParts === true;
  }

  /** How many places there are. */
  get count(): number {
    return this.#count;
  }

  /** The shape that the tags of the span that was begun have so far. */
  get openShape(): number {
    return this.#openShape;
  }

  /** Begins the tags of a span. */
  begin(): void {
    this.#valueCount = this.#firstValue[this.#count]!;
    this.#openShape = noTags;
  }

  /** A tag of the span that was begun; of a repeated key the last holds. */
  addTag(key: number, hasValue: boolean, at: number): void {
    const token = key * 2 + (hasValue ? 1 : 0);
    const before = this.#openShape;
    if (this.#latestToken[before] === token) {
      this.#openShape = this.#latestShape[before]!;
    } else {
      const shape = this.#shapes.intern(before, token) + 1;
      if (before >= this.#latestToken.length) this.#growLatest(before);
      this.#latestToken[before] = token;
      this.#latestShape[before] = shape;
      this.#openShape = shape;
    }
    if (this.#valueCount === this.#valueAt.length) {
      this.#valueAt = resized(this.#valueAt, grownCapacity(this.#valueCount, at / this.#bytes.length));
    }
    this.#valueAt[this.#valueCount++] = at;
  }

  /** Ends the span that was begun, and gives its place. */
  end(offset: number, group: number): number {
    return this.#add(offset, group, this.#openShape);
  }

  /** A place for a span that was not read. */
  reserve(offset: number, group: number): number {
    this.begin();
    return this.#add(offset, group, none);
  }

  /** Puts an object into a reserved place. */
  setObject(place: number, span: Span): void {
    this.#objects.set(place, span);
  }

  /** Gives back room that no span needs, if it is much. */
  trim(): void {
    if (this.#offset.length < this.#count * 1.1 && this.#valueAt.length < this.#valueCount * 1.1) return;
    this.#offset = resized(this.#offset, this.#count);
    this.#group = resized(this.#group, this.#count);
    this.#shape = resized(this.#shape, this.#count);
    this.#firstValue = resized(this.#firstValue, this.#count + 1);
    this.#valueAt = resized(this.#valueAt, this.#valueCount);
  }

  #add(offset: number, group: number, shape: number): number {
    const place = this.#count++;
    if (this.#count > this.#offset.length) {
      const capacity = grownCapacity(place, offset / this.#bytes.length);
      this.#offset = resized(this.#offset, capacity);
      this.#group = resized(this.#group, capacity);
      this.#shape = resized(this.#shape, capacity);
      this.#firstValue = resized(this.#firstValue, capacity + 1);
    }
    this.#offset[place] = offset;
    this.#group[place] = group;
    this.#shape[place] = shape;
    this.#firstValue[place + 1] = this.#valueCount;
    return place;
  }

  #growLatest(shape: number): void {
    const before = this.#latestToken.length;
    this.#latestToken = resized(this.#latestToken, shape * 2).fill(none, before);
    this.#latestShape = resized(this.#latestShape, shape * 2);
  }

  /** The JSON of the span in a place. */
  json(place: number): unknown {
    return this.#parse(this.#offset[place]!);
  }

  groupOf(place: number): number {
    return this.#group[place]!;
  }

  setGroup(place: number, group: number): void {
    this.#group[place] = group;
  }

  span(place: number): Span {
    return this.#objects.get(place) ?? this.#format.readSpan(this.json(place), this.#group[place]!);
  }

  shapeOf(place: number): number {
    return this.#shape[place]!;
  }

  keysOf(shape: number): readonly string[] {
    const tokens = this.#tokensOf(shape);
    // Of a repeated key the last holds.
    return tokens
      .filter(
        (token, at) => (token & 1) === 1 && !tokens.some((other, k) => k > at && other >> 1 === token >> 1),
      )
      .map((token) => this.#texts.text(token >> 1));
  }

  tagNumbers(
    names: readonly string[],
    ofProcess: boolean,
    textOf: TextOfValue,
    texts: TextTable,
  ): (place: number) => number {
    const ofTags = (tags: Attributes): number => {
      for (const name of names) {
        const text = textOf(tags[name]);
        if (text !== null) return texts.intern(text);
      }
      return none;
    };
    if (ofProcess) {
      const known = new Map<number, number>();
      return (place) => {
        const object = this.#objects.get(place);
        if (object) return ofTags(object.resource);
        const group = this.#group[place]!;
        let number = known.get(group);
        if (number === undefined) known.set(group, (number = ofTags(this.#format.resourceOf(group))));
        return number;
      };
    }
    const keys = names.map((name) => this.#texts.intern(name));
    const slotsOfShape: (readonly number[])[] = [];
    const spellings = this.#valuesBy(textOf, texts);
    return (place) => {
      const shape = this.#shape[place]!;
      if (shape === none) {
        const object = this.#objects.get(place);
        return object ? ofTags(object.attributes) : none;
      }
      for (const slot of (slotsOfShape[shape] ??= this.#slotsOf(shape, keys))) {
        const number = spellings.numberOf(this.#valueAt[this.#firstValue[place]! + slot]!);
        if (number !== none) return number;
      }
      return none;
    };
  }

  tagReader(textOf: TextOfValue, texts: TextTable): (place: number, visit: VisitTag) => void {
    const spellings = this.#valuesBy(textOf, texts);
    const tagsOfShape: (readonly ShapeTag[])[] = [];
    return (place, visit) => {
      const shape = this.#shape[place]!;
      if (shape === none) {
        const object = this.#objects.get(place);
        if (object) visitTags(object.attributes, textOf, texts, visit);
        return;
      }
      const first = this.#firstValue[place]!;
      for (const { key, slot } of (tagsOfShape[shape] ??= this.#tagsOf(shape, texts))) {
        const value = spellings.numberOf(this.#valueAt[first + slot]!);
        if (value !== none) visit(key, value);
      }
    };
  }

  resource(place: number): Attributes {
    return this.#objects.get(place)?.resource ?? this.#format.resourceOf(this.#group[place]!);
  }

  #valuesBy(textOf: TextOfValue, texts: TextTable): Spellings {
    return new Spellings(this.#bytes, (at) => {
      const text = textOf(this.#format.readTag(this.#parse(at)));
      return text === null ? none : texts.intern(text);
    });
  }

  /** The tags of a shape, each once, where it comes first, with its last value. */
  #tagsOf(shape: number, texts: TextTable): readonly ShapeTag[] {
    const slots = new Map<number, number>();
    for (const [slot, token] of this.#tokensOf(shape).entries()) slots.set(token >> 1, slot);
    return Array.from(slots, ([key, slot]) => ({ key: texts.intern(this.#texts.text(key)), slot }));
  }

  /** Which of the tags of a shape have these keys, in their order; of a repeated key the last holds. */
  #slotsOf(shape: number, keys: readonly number[]): readonly number[] {
    const tokens = this.#tokensOf(shape);
    return keys
      .map((key) => tokens.findLastIndex((token) => token >> 1 === key))
      .filter((slot) => slot !== none);
  }

  #tokensOf(shape: number): readonly number[] {
    const tokens: number[] = [];
    for (let at = shape; at !== noTags; at = this.#shapes.first(at - 1)) {
      tokens.push(this.#shapes.second(at - 1));
    }
    return tokens.reverse();
  }

  #parse(at: number): unknown {
    const end = endOfValue(this.#bytes, at);
    return JSON.parse(this.#decoder.decode(this.#bytes.subarray(at, end)));
  }
}

/** What is made room for grows this many times at most. */
const mostGrowth = 16;

/**
 * How many items to make room for when these are too many: about as many as there will be, so that little is copied and
 * little left over.
 *
 * @param done the part of the input that they come from.
 */
export function grownCapacity(count: number, done: number): number {
  return 64 + Math.ceil(Math.max(count * 1.5, Math.min(count * mostGrowth, (count / done) * 1.03)));
}

/** Reads each spelling of a value once. */
class Spellings {
  readonly #bytes: Uint8Array;
  readonly #read: (at: number) => number;
  readonly #known = new TextTable();
  readonly #numbers: number[] = [];
  #last = none;

  constructor(bytes: Uint8Array, read: (at: number) => number) {
    this.#bytes = bytes;
    this.#read = read;
  }

  /** What reading the value that begins here gives. */
  numberOf(at: number): number {
    const end = endOfValue(this.#bytes, at);
    if (this.#last === none || !this.#known.has(this.#last, this.#bytes, at, end)) {
      this.#last = this.#known.internBytes(this.#bytes, at, end);
    }
    return (this.#numbers[this.#last] ??= this.#read(at));
  }
}
