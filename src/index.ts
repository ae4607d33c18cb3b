/** Classes, events, types and pure helpers. Importing this registers nothing. */
export * from './core.js';
export { TraceDependenciesElement } from './element/trace-dependencies-element.js';
export {
  AsyncExpandEvent,
  EdgeSelectEvent,
  LayoutCompleteEvent,
  OperationSelectEvent,
  TraceProblemEvent,
  TraceSelectEvent,
  ViewChangeEvent,
  type OperationSelectDetail,
  type TraceDependenciesEventMap,
} from './element/events.js';
export type { ViewportState, ViewState } from './model/view-state.js';
export { english, type Strings } from './view/strings.js';
