/** Sources over HTTP, for pages that want one: `import { createTempoSource } from 'trace-dependencies/sources'`. */
export type { HttpSourceOptions } from './sources/http.js';
export { createJaegerSource, type JaegerSourceOptions } from './sources/jaeger-source.js';
export { createMemorySource, type MemorySourceOptions } from './sources/memory-source.js';
export {
  createOtlpSource,
  type LinkRequest,
  type OtlpSourceOptions,
  type TraceRequest,
} from './sources/otlp-source.js';
export { createTempoSource, type TempoSourceOptions } from './sources/tempo-source.js';
export {
  SourceError,
  type CallOptions,
  type Capabilities,
  type IncomingLinkOptions,
  type SourceErrorCode,
  type SourceErrorOptions,
  type SourcePage,
  type TimeRange,
  type TraceAnswer,
  type TraceOptions,
  type TraceSource,
} from './sources/trace-source.js';
export type { IncomingLink } from './model/incoming-link.js';
