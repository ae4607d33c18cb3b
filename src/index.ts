/** Classes, events, types and pure helpers. Importing this registers nothing. */
export * from './core.js';
export { TraceDependenciesElement } from './element/trace-dependencies-element.js';
export {
  AsyncExpandEvent,
  EdgeSelectEvent,
  LayoutCompleteEvent,
  LoadProgressEvent,
  OperationSelectEvent,
  TraceProblemEvent,
  TraceSelectEvent,
  ViewChangeEvent,
  type LoadStatus,
  type OperationSelectDetail,
  type TraceDependenciesEventMap,
} from './element/events.js';
export type { ImageFormat, TextFormat } from './element/export-drawing.js';
export { traceSourceContext } from './element/source-context.js';
export type {
  ShownPath,
  TableArrangement,
  TableOrder,
  ViewportState,
  ViewState,
} from './model/view-state.js';
export { createMemorySource, type MemorySourceOptions } from './sources/memory-source.js';
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
export { english, type StringOverrides, type Strings } from './view/strings.js';
export { registerLanguage } from './view/strings/languages.js';
export type { Language, PluralCategory, PluralForms, TextTools } from './view/strings/text-tools.js';
export type { WorkerFactory } from './workers/worker-factory.js';
