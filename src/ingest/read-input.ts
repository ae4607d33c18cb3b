import type { Span } from '../model/span.js';
import { detectShape, type Shape } from './detect-format.js';
import type { ContainerFormat, Format, RecordFormat } from './format.js';
import { readJsonText } from './json-text.js';
import type { ProblemCollector } from './problem-collector.js';
import { readClickHouseRows } from './read-clickhouse-row.js';
import { readDataPrepperSpans } from './read-data-prepper.js';
import { readGrafanaFrame } from './read-grafana-frame.js';
import { readJaegerSpans, readJaegerTrace } from './read-jaeger.js';
import { readOtlp } from './read-otlp.js';
import { readPlainSpans } from './read-plain-span.js';
import { readPythonSpans } from './read-python-span.js';
import { readReadableSpans } from './read-readable-span.js';
import { readSigNozRows } from './read-signoz-row.js';
import { readSpanStubs } from './read-span-stub.js';
import { readZipkinSpans } from './read-zipkin.js';
import { describeError, ResourceTable, type ReadContext, type SpanReader } from './reader.js';
import { isRecord, type UnknownRecord } from './untrusted.js';
import { ZipkinFragments } from './zipkin-fragments.js';

const containerReaders: Readonly<Record<ContainerFormat, SpanReader<UnknownRecord>>> = {
  otlp: readOtlp,
  jaeger: readJaegerTrace,
  'grafana-frame': readGrafanaFrame,
};

const recordReaders: Readonly<Record<RecordFormat, SpanReader<readonly unknown[]>>> = {
  'jaeger-document': readJaegerSpans,
  zipkin: readZipkinSpans,
  'readable-span': readReadableSpans,
  span: readPlainSpans,
  'python-span': readPythonSpans,
  'span-stub': readSpanStubs,
  'data-prepper': readDataPrepperSpans,
  'signoz-row': readSigNozRows,
  'clickhouse-row': readClickHouseRows,
};

/** Lists in lists and envelopes in envelopes are followed this deep. */
const DEEPEST_LIST = 16;

/** All spans of the inputs, in any form; what cannot be read goes to `problems`. Never throws on data. */
export function* readInput(
  inputs: Iterable<unknown>,
  format: Format | undefined,
  problems: ProblemCollector,
): Generator<Span> {
  const context: ReadContext = { problems, resources: new ResourceTable(), zipkin: new ZipkinFragments() };
  yield* new InputWalk(context, format).read(inputs);
  yield* context.zipkin.merged();
}

/** Where an item of the input was found. */
interface Place {
  readonly depth: number;
  /** In a list, where spans are expected, rather than on its own. */
  readonly listed: boolean;
  /** In an object that nobody knows, where anything may be. */
  readonly inUnknown: boolean;
}

/** Span objects of one list, by format: a list is what some formats need to see as a whole. */
type Records = Map<RecordFormat, unknown[]>;

class InputWalk {
  readonly #context: ReadContext;
  readonly #format: Format | undefined;
  /** Lists and envelopes that were read: a value that comes again is read once. */
  readonly #seen = new Set<object>();
  /** Those that are being read. */
  readonly #open = new Set<object>();
  #recognised = 0;

  constructor(context: ReadContext, format: Format | undefined) {
    this.#context = context;
    this.#format = format;
  }

  read(input: Iterable<unknown>): Generator<Span> {
    return this.#readList(input, { depth: 0, listed: false, inUnknown: false });
  }

  *#readList(items: Iterable<unknown>, place: Place): Generator<Span> {
    const records: Records = new Map();
    try {
      for (const item of items) yield* this.#guard(() => this.#readItem(item, place, records));
    } catch (error) {
      // The list itself cannot be read on: what was found up to here is kept.
      this.#context.problems.add('invalid-span', describeError(error));
    }
    for (const [format, list] of records) {
      yield* this.#guard(() => recordReaders[format](list, this.#context));
    }
  }

  *#readItem(item: unknown, place: Place, records: Records): Generator<Span> {
    if (place.depth === 0 && !isPresent(item)) return;
    const { problems } = this.#context;
    const text = place.inUnknown ? null : textOf(item, problems);
    if (text !== null) {
      if (place.depth < DEEPEST_LIST) {
        yield* this.#readList(readJsonText(text, problems), {
          ...place,
          depth: place.depth + 1,
          listed: false,
        });
      }
    } else if (Array.isArray(item)) {
      if (item.length === 0) this.#recognised += 1;
      yield* this.#descend(item, item as readonly unknown[], { ...place, listed: true });
    } else if (isRecord(item)) {
      yield* this.#readObject(item, place, records);
    } else if (!place.inUnknown) {
      problems.add(
        place.listed ? 'invalid-span' : 'unknown-format',
        `${item === null ? 'null' : typeof item}, not an object`,
      );
    }
  }

  *#readObject(item: UnknownRecord, place: Place, records: Records): Generator<Span> {
    const found = this.#shapeOf(item);
    if (found.shape !== 'unknown') this.#recognised += 1;
    switch (found.shape) {
      case 'record': {
        const list = records.get(found.format);
        if (list) list.push(item);
        else records.set(found.format, [item]);
        return;
      }
      case 'container':
        yield* containerReaders[found.format](item, this.#context);
        return;
      case 'envelope':
        if (found.missing !== null) this.#context.problems.add('partial-trace', found.missing);
        yield* this.#descend(item, found.values.filter(isPresent), { ...place, listed: false });
        return;
      case 'unsupported':
        this.#context.problems.add('unsupported-format', found.reason);
        return;
      case 'unknown':
        if (!place.inUnknown) yield* this.#lookInside(item, place);
        return;
      case 'empty':
    }
  }

  /** The spans in an object of no known shape, whose properties may still hold them: it is looked into once. */
  *#lookInside(item: UnknownRecord, place: Place): Generator<Span> {
    const before = this.#recognised;
    yield* this.#descend(item, valuesOf(item), { ...place, inUnknown: true });
    if (this.#recognised === before) this.#context.problems.add('unknown-format', describeKeys(item));
  }

  *#descend(container: object, items: readonly unknown[], place: Place): Generator<Span> {
    if (this.#seen.has(container)) {
      if (this.#open.has(container) && !place.inUnknown)
        this.#context.problems.add('unknown-format', 'a list that contains itself');
      return;
    }
    this.#seen.add(container);
    this.#open.add(container);
    if (place.depth < DEEPEST_LIST) yield* this.#readList(items, { ...place, depth: place.depth + 1 });
    else this.#context.problems.add('unknown-format', 'lists nested too deep');
    this.#open.delete(container);
  }

  #shapeOf(item: UnknownRecord): Shape {
    const unreadable = asynchronousKind(item);
    if (unreadable) return { shape: 'unsupported', reason: unreadable };
    return this.#format ? asForced(detectShape(item), this.#format) : detectShape(item);
  }

  /** What throws is one item or one payload; the others are read all the same. */
  *#guard(read: () => Iterable<Span>): Generator<Span> {
    try {
      yield* read();
    } catch (error) {
      this.#context.problems.add('invalid-span', describeError(error));
    }
  }
}

/** The shape under a format that the host chose: span objects are read as that format, other containers are not read. */
function asForced(detected: Shape, format: Format): Shape {
  if (isContainerFormat(format)) {
    const isOther =
      detected.shape === 'record' || (detected.shape === 'container' && detected.format !== format);
    return isOther
      ? { shape: 'unsupported', reason: `${detected.format}, where only ${format} is to be read` }
      : detected;
  }
  if (detected.shape === 'container') {
    return { shape: 'unsupported', reason: `${detected.format}, where only ${format} is to be read` };
  }
  return detected.shape === 'envelope' || detected.shape === 'empty' ? detected : { shape: 'record', format };
}

function isContainerFormat(format: Format): format is ContainerFormat {
  return format in containerReaders;
}

/** The text of a string or of bytes in UTF-8; `null` for any other value. */
function textOf(value: unknown, problems: ProblemCollector): string | null {
  if (typeof value === 'string') return value;
  if (!ArrayBuffer.isView(value) && !isTagged(value, 'ArrayBuffer')) return null;
  try {
    return new TextDecoder().decode(value as ArrayBuffer);
  } catch (error) {
    problems.add('invalid-json', describeError(error));
    return '[]';
  }
}

/** Why an object that only gives its bytes later cannot be read now. */
function asynchronousKind(item: UnknownRecord): string | null {
  if (isTagged(item, 'Blob') || isTagged(item, 'File')) return 'a Blob: await its arrayBuffer() first';
  if (isTagged(item, 'Response')) return 'a Response: await its arrayBuffer() first';
  return typeof item['then'] === 'function' ? 'a promise: await it first' : null;
}

function isTagged(value: unknown, tag: string): boolean {
  return typeof value === 'object' && Object.prototype.toString.call(value) === `[object ${tag}]`;
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function valuesOf(item: UnknownRecord): readonly unknown[] {
  return Object.keys(item).map((key) => item[key]);
}

function describeKeys(item: UnknownRecord): string {
  return `an object with the keys ${Object.keys(item).slice(0, 5).join(', ') || '(none)'}`;
}
