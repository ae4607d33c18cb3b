/**
 * The formats that `parseTraces` reads.
 *
 * - `otlp`: OTLP/JSON in every spelling, also as Tempo, Grafana's download and Jaeger's `/api/v3` wrap it
 * - `grafana-frame`: a Grafana trace data frame
 * - `jaeger`: traces of the Jaeger query service and UI
 * - `jaeger-document`: single Jaeger spans with an embedded process (Elasticsearch, OpenSearch)
 * - `zipkin`: Zipkin v2
 * - `readable-span`: spans of the OpenTelemetry JS SDK
 * - `span`: the element's own `Span`, and plain objects with similar names
 * - `python-span`: `span.to_json()` of OpenTelemetry Python
 * - `span-stub`: `SpanStub` of OpenTelemetry Go
 * - `data-prepper`: documents of OpenSearch Data Prepper
 * - `signoz-row`: rows of a SigNoz trace
 * - `clickhouse-row`: rows of the collector's ClickHouse exporter
 */
export type Format = ContainerFormat | RecordFormat;

/** Formats whose payload is one object that holds many spans. */
export type ContainerFormat = 'otlp' | 'grafana-frame' | 'jaeger';

/** Formats whose payload is a list of span objects. */
export type RecordFormat =
  | 'jaeger-document'
  | 'zipkin'
  | 'readable-span'
  | 'span'
  | 'python-span'
  | 'span-stub'
  | 'data-prepper'
  | 'signoz-row'
  | 'clickhouse-row';
