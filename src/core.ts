/** The pure part, for Node and servers as well as browsers: spans in, graph out. No DOM, no side effects. */
export { parseTraces } from './ingest/parse-traces.js';
export type { Format } from './ingest/format.js';
export type { Mask, MaskContext } from './ingest/mask.js';
export { buildDependencyGraph } from './graph/build-graph.js';
export type { GraphOptions } from './graph/graph-options.js';
export type {
  Aggregate,
  AsyncDirection,
  AsyncStub,
  CallRef,
  DependencyEdge,
  DependencyGraph,
  DependencyNode,
  Durations,
  GroupValue,
  LevelSummary,
  NodeKind,
  Shown,
  Wait,
} from './model/dependency-graph.js';
export type { IncomingLink } from './model/incoming-link.js';
export type { Problem, ProblemCode } from './model/problem.js';
export type {
  Attributes,
  AttributeValue,
  Span,
  SpanEvent,
  SpanKind,
  SpanLink,
  SpanRef,
  SpanStatus,
} from './model/span.js';
export type { Trace, TraceSet } from './model/trace-set.js';
