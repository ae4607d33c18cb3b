import type { ContainerFormat, RecordFormat } from './format.js';
import { isTraceFrame } from './read-grafana-frame.js';
import { asArray, asRecord, asText, isRecord, type UnknownRecord } from './untrusted.js';

/** What an object of the input is. */
export type Shape =
  | { readonly shape: 'container'; readonly format: ContainerFormat }
  | { readonly shape: 'record'; readonly format: RecordFormat }
  /** An envelope: the spans are in these values. */
  | { readonly shape: 'envelope'; readonly values: readonly unknown[]; readonly missing: string | null }
  /** Recognised, and there are no spans in it: logs, metrics, a bulk action, an answer that nothing was found. */
  | { readonly shape: 'empty' }
  | { readonly shape: 'unsupported'; readonly reason: string }
  | { readonly shape: 'unknown' };

const empty: Shape = { shape: 'empty' };
const unknown: Shape = { shape: 'unknown' };
const otlp: Shape = { shape: 'container', format: 'otlp' };
const jaeger: Shape = { shape: 'container', format: 'jaeger' };
const frame: Shape = { shape: 'container', format: 'grafana-frame' };

function record(format: RecordFormat): Shape {
  return { shape: 'record', format };
}
const jaegerDocument = record('jaeger-document');
const zipkin = record('zipkin');
const readableSpan = record('readable-span');
const plainSpan = record('span');
const pythonSpan = record('python-span');
const spanStub = record('span-stub');
const dataPrepper = record('data-prepper');
const signozRow = record('signoz-row');
const clickHouseRow = record('clickhouse-row');

/**
 * What the object looks like. The order of the tests matters, since the formats share names: envelopes first, then
 * containers, then single spans from the most telling names to the least.
 */
export function detectShape(value: UnknownRecord): Shape {
  return detectRecord(value) ?? detectContainer(value) ?? detectEnvelope(value) ?? unknown;
}

function detectContainer(value: UnknownRecord): Shape | null {
  const resourceSpans = value['resourceSpans'] ?? value['resource_spans'] ?? value['batches'];
  if (Array.isArray(resourceSpans)) return otlp;
  if (
    has(value, 'scopeSpans') ||
    has(value, 'scope_spans') ||
    has(value, 'instrumentationLibrarySpans') ||
    has(value, 'instrumentation_library_spans')
  ) {
    return otlp;
  }
  if (
    'spans' in value &&
    (isRecord(value['processes']) || (has(value, 'traceID') && !has(value, 'spanSets')))
  )
    return jaeger;
  if (isTraceFrame(value)) return frame;
  // Another frame of the same answer, such as a node graph.
  return has(value, 'schema') && has(value, 'data') ? empty : null;
}

function detectRecord(value: UnknownRecord): Shape | null {
  if (has(value, 'traceID')) {
    if (has(value, 'rootServiceName') || has(value, 'rootTraceName') || has(value, 'spanSets'))
      return searchAnswer;
    if (has(value, 'operationName') && !has(value, 'spans')) return jaegerDocument;
  }
  if (isContext(value['spanContext']) || isRecord(value['_spanContext'])) return readableSpan;
  if (isRecord(value['SpanContext'])) return spanStub;
  if (isRecord(value['context']) && has(value['context'], 'trace_id')) return pythonSpan;
  if (has(value, 'TraceId') && has(value, 'SpanId')) return clickHouseRow;
  if (has(value, 'span_id') && !has(value, 'trace_id') && has(value, 'offset_ms')) return signozRow;
  return detectPlainRecord(value);
}

const searchAnswer: Shape = {
  shape: 'unsupported',
  reason: 'a search result, which holds summaries of traces but no whole spans',
};
const zipkinV1: Shape = { shape: 'unsupported', reason: 'Zipkin v1 (binaryAnnotations)' };
const jaegerProtobuf: Shape = { shape: 'unsupported', reason: "protobuf JSON of Jaeger's own model" };

function detectPlainRecord(value: UnknownRecord): Shape | null {
  if (!has(value, 'traceId') && !has(value, 'trace_id') && !has(value, 'traceID')) return null;
  if (has(value, 'spanId') || has(value, 'spanID') || has(value, 'span_id')) {
    if (has(value, 'operationName') && typeof value['duration'] === 'string') return jaegerProtobuf;
    if (has(value, 'durationInNanos') || 'status.code' in value || has(value, 'traceGroup'))
      return dataPrepper;
    return plainSpan;
  }
  if (!('id' in value)) return null;
  if (has(value, 'binaryAnnotations')) return zipkinV1;
  if (has(value, 'startTime') || has(value, 'start_time') || has(value, 'startTimeUnixNano'))
    return plainSpan;
  return has(value, 'instrumentationScope') || has(value, 'parentSpanContext') || has(value, 'attributes')
    ? readableSpan
    : zipkin;
}

function detectEnvelope(value: UnknownRecord): Shape | null {
  if (isRecord(value['trace'])) {
    // Tempo answers with an empty trace when it has none.
    return Object.keys(value['trace']).length === 0
      ? empty
      : envelope([value['trace']], partialReason(value));
  }
  if (isRecord(value['result'])) return envelope([value['result']]);
  if (Array.isArray(value['frames'])) return envelope(value['frames']);
  if (isRecord(value['results'])) return envelope(Object.values(value['results']));
  if (isRecord(value['_source'])) return envelope([value['_source']]);
  if (isRecord(value['hits'])) return envelope([value['hits']]);
  if (Array.isArray(value['hits'])) return envelope(value['hits']);
  // The element's own trace set, its traces, and lists of spans by themselves.
  if (Array.isArray(value['traces'])) return envelope(value['traces']);
  if (Array.isArray(value['spans'])) return envelope(value['spans']);
  if ('data' in value && !has(value, 'schema')) return envelope([value['data']], errorReason(value));
  return isWithoutSpans(value) ? empty : null;
}

const bulkActions = ['index', 'create', 'update', 'delete'];
const otherSignals = [
  'resourceLogs',
  'resourceMetrics',
  'resourceProfiles',
  'resource_logs',
  'resource_metrics',
];

function isWithoutSpans(value: UnknownRecord): boolean {
  if (otherSignals.some((signal) => has(value, signal))) return true;
  // Jaeger's `{ error }` for a trace that was not found, and an answer of Tempo without any.
  if (isRecord(value['error']) && has(value['error'], 'httpCode')) return true;
  const keys = Object.keys(value);
  return keys.length === 1 && bulkActions.includes(keys[0]!) && isRecord(value[keys[0]!]);
}

/** Tempo says `PARTIAL` when its answer is cut. */
function partialReason(value: UnknownRecord): string | null {
  const status = value['status'];
  return status === 'PARTIAL' || status === 1 ? asText(value['message']) || 'status PARTIAL' : null;
}

/** Jaeger lists what it could not load beside the traces that it could. */
function errorReason(value: UnknownRecord): string | null {
  const error = asArray(value['errors'])[0];
  return error === undefined ? null : asText(asRecord(error)['msg']) || 'errors in the answer';
}

function envelope(values: readonly unknown[], missing: string | null = null): Shape {
  return { shape: 'envelope', values, missing };
}

function isContext(value: unknown): boolean {
  return typeof value === 'function' || isRecord(value);
}

function has(value: unknown, name: string): boolean {
  const found = (value as UnknownRecord)[name];
  return found !== undefined && found !== null;
}
