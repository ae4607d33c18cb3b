/**
 * The traces that the demo can show: files of `test/fixtures`, whose origin and licence `SOURCES.md` there states in
 * full. `attributes` are what the element is given with the file.
 */

const capture = {
  file: 'otlp/capture-kafka-sqs-rabbit.jsonl',
  source: 'Recorded for this project from ten instrumented Node.js services',
};

/** @type {readonly { title: string, entries: readonly TraceFile[] }[]} */
export const traceGroups = [
  {
    title: 'Across queues',
    entries: [
      {
        ...capture,
        id: 'checkout',
        title: 'Checkout over Kafka, SQS and RabbitMQ',
        text: 'One request and all that it causes: three queues, four async levels, batches that converge.',
        attributes: { focusTraceId: '42ecf8b268fe347964490e9cbd8d7762' },
      },
      {
        ...capture,
        id: 'checkouts',
        title: 'All 117 traces of the same recording',
        text: 'Every trace of the recording at once, grouped by service and operation.',
        attributes: { focusTraceId: '*' },
      },
      {
        id: 'batch',
        file: 'otel-js/sdk1-own-properties.json',
        title: 'Batch consumer (OpenTelemetry JS spans)',
        text: 'ReadableSpan objects of SDK 1.x: consumers that link to every message of their batch.',
        source: 'Made for this project',
        attributes: { focusTraceId: '*' },
      },
      {
        id: 'streams',
        file: 'zipkin/messaging-kafka.json',
        title: 'Kafka Streams (Zipkin)',
        text: 'Producers and consumers in one trace, some of which fail, and clocks that disagree.',
        source: 'openzipkin/zipkin, Apache-2.0',
        attributes: {},
      },
      {
        id: 'not-loaded',
        file: 'otlp/otelgui-links.json',
        title: 'Links to traces that are not loaded',
        text: 'A span whose two links lead out of the file: a stub stands for what is missing.',
        source: 'metafab/otel-gui, MIT',
        attributes: {},
      },
    ],
  },
  {
    title: 'Single traces, other formats',
    entries: [
      {
        id: 'smartthings',
        file: 'zipkin/smartthings-mobile-install.json',
        title: 'SmartThings, 1041 spans (Zipkin)',
        text: 'A large real trace: 16 services, 294 shared spans, 84 spans without a time.',
        source: 'openzipkin/zipkin, Apache-2.0',
        attributes: {},
      },
      {
        id: 'agents',
        file: 'jaeger/jaegerui-genai.json',
        title: 'GenAI agents (Jaeger)',
        text: 'Models, tools and three databases behind one request; ten services.',
        source: 'jaegertracing/jaeger-ui, Apache-2.0',
        attributes: {},
      },
      {
        id: 'follows-from',
        file: 'jaeger/jaegerui-follows-from.json',
        title: 'FOLLOWS_FROM references (Jaeger)',
        text: 'A producer and its consumer within one trace, a database and a failed call.',
        source: 'jaegertracing/jaeger-ui, Apache-2.0',
        attributes: {},
      },
      {
        id: 'bookinfo',
        file: 'tempo/kiali-bookinfo.json',
        title: 'Bookinfo (Tempo)',
        text: 'The sample application of Istio, as Tempo answers.',
        source: 'kiali/kiali, Apache-2.0',
        attributes: {},
      },
      {
        id: 'build',
        file: 'other/buildx-spanstub.json',
        title: 'A container build (OpenTelemetry Go)',
        text: 'SpanStub objects that the Go SDK prints: 73 spans of a docker build.',
        source: 'docker/buildx, Apache-2.0',
        attributes: {},
      },
      {
        id: 'rows',
        file: 'other/signoz-rows-100.json',
        title: 'Rows of a trace table (SigNoz)',
        text: 'A hundred spans of 18 services as a database returns them.',
        source: 'SigNoz/signoz, MIT',
        attributes: {},
      },
    ],
  },
  {
    title: 'With defects',
    entries: [
      {
        id: 'orphans',
        file: 'otlp/otelgui-ecommerce-part2.json',
        title: 'Half a trace',
        text: 'The second of two requests that make a trace: four parents are missing.',
        source: 'metafab/otel-gui, MIT',
        attributes: {},
      },
      {
        id: 'cycle',
        file: 'otlp/ottl-self-parent.json',
        title: 'A span that is its own parent',
        text: 'The cycle is cut and reported; what can be drawn is drawn.',
        source: 'elastic/ottl-playground, Apache-2.0',
        attributes: {},
      },
      {
        id: 'broken-lines',
        file: 'otlp/robotframework-malformed.jsonl',
        title: 'Broken lines',
        text: 'JSON lines of which two of four are no JSON.',
        source: 'xtergo/robotframework-trace-report, Apache-2.0',
        attributes: { focusTraceId: '*' },
      },
    ],
  },
];

/** @type {readonly TraceFile[]} */
export const traceFiles = traceGroups.flatMap(({ entries }) => entries);

/** The address of a file, relative to the pages of the demo. */
export const addressOf = (entry) => `../test/fixtures/${entry.file}`;

/** The entry with this id; the first one when there is none. */
export const traceFile = (id) => traceFiles.find((entry) => entry.id === id) ?? traceFiles[0];

/**
 * @typedef {object} TraceFile
 * @property {string} id name in addresses
 * @property {string} file path below `test/fixtures`
 * @property {string} title
 * @property {string} text one line about what it shows
 * @property {string} source where it comes from, and its licence
 * @property {{ focusTraceId?: string }} attributes
 */
