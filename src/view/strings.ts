import type { AsyncDirection, NodeKind } from '../model/dependency-graph.js';
import type { TraceSort } from '../model/details.js';
import type { ProblemCode } from '../model/problem.js';
import type { SpanKind } from '../model/span.js';

/**
 * Every text that the element shows or speaks. Hosts override any of them through the `strings` property. Texts with
 * figures are functions: what arrives as a string is formatted already, a count arrives as a number, so that each
 * language forms its own plurals.
 */
export interface Strings {
  readonly title: string;
  readonly graph: string;
  readonly graphHelp: string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly loading: string;
  readonly none: string;
  readonly unnamed: string;
  readonly toolbar: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
  readonly controls: string;
  readonly groupBy: string;
  readonly groupByHelp: string;
  readonly groupByFilter: string;
  readonly aggregate: string;
  readonly aggregates: Readonly<Record<'avg' | 'max' | 'min' | 'sum' | 'p50' | 'p95' | 'p99', string>>;
  readonly showInternalSpans: string;
  readonly showDestinations: string;
  readonly legend: string;
  readonly kinds: Readonly<Record<NodeKind, string>>;
  readonly spanKinds: Readonly<Record<SpanKind, string>>;
  readonly asyncTrace: string;
  readonly syncRequest: string;
  readonly asyncRequest: string;
  readonly missingParent: string;
  readonly hiddenCalls: string;
  readonly failed: string;
  readonly details: string;
  readonly close: string;
  readonly traces: string;
  readonly spans: string;
  readonly calls: string;
  readonly links: string;
  readonly tags: string;
  readonly processTags: string;
  readonly errors: string;
  readonly waitedInQueue: string;
  readonly duration: string;
  readonly selfTime: string;
  readonly wallTime: string;
  readonly openTrace: string;
  readonly newTab: string;
  readonly focusTrace: string;
  readonly showMore: string;
  readonly neverEnded: string;
  readonly notLoaded: string;
  readonly wheelHint: string;
  readonly classifiedBy: (reason: string) => string;
  readonly summary: (
    nodes: number,
    levels: number,
    spans: number,
    format: (value: number) => string,
  ) => string;
  readonly ready: (nodes: number, calls: number, failed: number) => string;
  readonly problems: (count: number) => string;
  readonly simplified: string;
  /** Lays out afresh a drawing that was added to. */
  readonly tidy: string;
  readonly tidyHint: string;
  /** Links are being followed by a source. */
  readonly following: string;
  readonly tryAgain: string;
  readonly problemTexts: Readonly<Record<ProblemCode, string>>;
  readonly focusLevel: string;
  readonly entryLevel: string;
  readonly level: (level: number) => string;
  readonly levelTraces: (shown: number, all: number) => string;
  readonly levelCalls: (shown: number, all: number) => string;
  readonly times: (count: string) => string;
  readonly wait: (duration: string) => string;
  readonly overlapping: (count: number) => string;
  readonly moreCalls: (count: number, direction: AsyncDirection) => string;
  readonly notLoadedCalls: (count: number) => string;
  readonly chooseCalls: string;
  readonly hiddenCallsOf: (node: string) => string;
  readonly next: (count: number) => string;
  readonly all: (count: number) => string;
  readonly loadAll: (count: number) => string;
  readonly filterCalls: string;
  readonly noMatches: string;
  readonly loadingCalls: string;
  readonly focusHelp: string;
  readonly nodesAdded: (names: readonly string[], more: number) => string;
  readonly loadingTraces: string;
  readonly retryTraces: (reason: string) => string;
  readonly tracesNotFound: string;
  /** How many hours after a trace its effects were looked for in vain, and how many come next; `null` when that was all. */
  readonly nothingLinked: (hours: number, nextHours: number | null) => string;
  readonly failedCalls: (count: number) => string;
  readonly converge: (traces: number) => string;
  readonly missingParents: (count: number) => string;
  readonly hiddenErrors: (count: number) => string;
  readonly via: (spans: number) => string;
  readonly droppedLinks: (count: number) => string;
  readonly callsTo: (source: string, target: string) => string;
  readonly coverage: (percent: string) => string;
  readonly selected: (name: string) => string;
  readonly spanCount: (count: number) => string;
  readonly callCount: (count: number) => string;
  readonly errorCount: (count: number) => string;
  readonly distinctValues: (count: number) => string;
  readonly causes: string;
  readonly effects: string;
  readonly trace: string;
  readonly traceColumns: Readonly<Record<TraceSort['by'], string>>;
  readonly traceListHelp: string;
  readonly durations: string;
  readonly shownInGraph: string;
  readonly distribution: (spans: number, from: string, to: string, most: string) => string;
  readonly bin: (range: string, spans: number, errors: number) => string;
  readonly range: (from: string, to: string) => string;
  readonly message: string;
  readonly linkedOf: (linked: number, expected: number) => string;
  readonly tracePath: (traceId: string, nodes: number, levels: number) => string;
  readonly clearPath: string;
  readonly pathCleared: string;
  readonly onPath: string;
  readonly destination: string;
  readonly producers: string;
  readonly consumers: string;
  readonly callsIn: string;
  readonly callsOut: string;
}

/** Counts as English texts write them: 1,200. */
const englishNumber = new Intl.NumberFormat('en');
const figure = (count: number): string => englishNumber.format(count);

/** "24 hours", "7 days". */
const period = (hours: number): string =>
  hours % 24 === 0 && hours > 24 ? plural(hours / 24, 'day', 'days') : plural(hours, 'hour', 'hours');

const plural = (count: number, one: string, many: string): string =>
  `${figure(count)} ${count === 1 ? one : many}`;

const shownOf = (shown: number, all: number, one: string, many: string): string =>
  shown < all ? `${figure(shown)} of ${plural(all, one, many)}` : plural(all, one, many);

/** The default texts. */
export const english: Strings = {
  title: 'Dependencies',
  graph: 'Dependency graph',
  graphHelp:
    'Arrow keys follow calls and move within a column; full stop and comma go through the calls of an operation; Enter selects, Control with Enter opens the trace; plus, minus and 0 zoom.',
  empty: 'No traces yet',
  emptyHint: 'Give the element OTLP, Jaeger, Zipkin or OpenTelemetry JS spans through its data property.',
  loading: 'Reading traces…',
  none: '(none)',
  unnamed: '(unnamed)',
  toolbar: 'View',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit',
  controls: 'Settings',
  groupBy: 'Group by',
  groupByHelp: 'Spans that share these values make one node',
  groupByFilter: 'Filter keys',
  aggregate: 'Duration',
  aggregates: { avg: 'avg', max: 'max', min: 'min', sum: 'sum', p50: 'p50', p95: 'p95', p99: 'p99' },
  showInternalSpans: 'Show internal spans',
  showDestinations: 'Show topics and queues',
  legend: 'Legend',
  kinds: { http: 'HTTP', pubsub: 'Pub/sub', database: 'Database', generic: 'Operation' },
  spanKinds: {
    unspecified: 'unspecified',
    internal: 'internal',
    server: 'server',
    client: 'client',
    producer: 'producer',
    consumer: 'consumer',
  },
  asyncTrace: 'Asynchronous trace',
  syncRequest: 'Synchronous request',
  asyncRequest: 'Asynchronous request',
  missingParent: 'Parent not in the data',
  hiddenCalls: 'Calls not drawn',
  failed: 'Failed',
  details: 'Details',
  close: 'Close',
  traces: 'Traces',
  spans: 'Spans',
  calls: 'Calls',
  links: 'Links',
  tags: 'Tags',
  processTags: 'Process tags',
  errors: 'errors',
  waitedInQueue: 'Waited in queue',
  duration: 'duration',
  selfTime: 'self time',
  wallTime: 'wall time',
  openTrace: 'Open trace',
  newTab: 'opens in a new tab',
  focusTrace: 'Focus',
  showMore: 'Show more',
  neverEnded: 'running',
  notLoaded: 'not loaded',
  wheelHint: 'Hold Ctrl or ⌘ to zoom with the wheel',
  classifiedBy: (reason) => `Kind: ${reason}`,
  summary: (nodes, levels, spans, format) =>
    [
      levels > 1 ? `${format(levels)} async levels` : null,
      `${format(nodes)} ${nodes === 1 ? 'node' : 'nodes'}`,
      `${format(spans)} ${spans === 1 ? 'span' : 'spans'}`,
    ]
      .filter((part) => part !== null)
      .join(' · '),
  ready: (nodes, calls, failed) =>
    `Graph ready: ${plural(nodes, 'operation', 'operations')}, ${plural(calls, 'call', 'calls')}, ${failed} with errors.`,
  problems: (count) => plural(count, 'note on the data', 'notes on the data'),
  simplified: 'Simplified layout',
  tidy: 'Tidy up',
  tidyHint: 'Lay everything out again: what was added has kept the rest in place',
  following: 'Following links…',
  tryAgain: 'Try again',
  problemTexts: {
    'unknown-format': 'The input holds nothing that looks like spans',
    'unsupported-format': 'This format cannot be read here',
    'invalid-json': 'The text is neither JSON nor JSON lines',
    'invalid-line': 'A line could not be read and was skipped',
    'invalid-span': 'A span could not be read and was skipped',
    'invalid-id': 'A span without a usable id was skipped',
    'invalid-attribute': 'A tag could not be read and was left out',
    'invalid-time': 'A time could not be read',
    'negative-duration': 'A span ends before it starts; its duration counts as 0',
    'duplicate-span': 'A span was there more than once',
    'conflicting-span': 'Different spans have the same id; the first is kept',
    'missing-parent': 'The parent of a span is not in the data',
    'parent-cycle': 'Spans are each other’s ancestors; the cycle was cut',
    'early-child': 'A child starts before its parent (clock skew)',
    'invalid-link': 'A link leads to its own span or has no usable id',
    'dangling-link': 'A link leads to a span that is not in the data',
    'dropped-links': 'Links were dropped before export',
    'partial-trace': 'The source says that spans are missing',
    'mask-failed': 'The mask failed; the value was removed',
    'classify-failed': 'The classification failed; the rules decided',
    'layout-failed': 'The layout failed; a simpler one is drawn',
    'worker-failed': 'A worker could not be started or died',
    'source-failed': 'The source of linked traces failed',
  },
  focusLevel: 'Focus trace',
  entryLevel: 'Entry traces',
  level: (level) => (level > 0 ? `Async level ${level}` : `Async level −${-level} (causes)`),
  levelTraces: (shown, all) => shownOf(shown, all, 'trace', 'traces'),
  levelCalls: (shown, all) => shownOf(shown, all, 'call', 'calls'),
  times: (count) => `×${count}`,
  wait: (duration) => `wait ${duration}`,
  overlapping: (count) => `${figure(count)} overlapping`,
  moreCalls: (count, direction) =>
    `+${figure(count)} more async ${direction === 'downstream' ? (count === 1 ? 'call' : 'calls') : count === 1 ? 'cause' : 'causes'}`,
  notLoadedCalls: (count) =>
    count === 0
      ? 'Look for linked traces'
      : count === 1
        ? 'Linked trace not loaded'
        : `${figure(count)} linked traces not loaded`,
  chooseCalls: 'Choose calls',
  hiddenCallsOf: (node) => `Calls of ${node} that are not drawn`,
  next: (count) => `Next ${figure(count)}`,
  all: (count) => `All ${figure(count)}`,
  loadAll: (count) => (count === 1 ? 'Load' : `Load all ${figure(count)}`),
  filterCalls: 'Filter calls',
  noMatches: 'No call matches',
  loadingCalls: 'Listing the calls…',
  focusHelp: 'Neither cause nor effect of the focus: choosing a trace moves the focus to it.',
  nodesAdded: (names, more) => {
    const count = names.length + more;
    const others = more > 0 ? `, and ${figure(more)} more` : '';
    return `${plural(count, 'node', 'nodes')} added: ${names.join(', ')}${others}.`;
  },
  loadingTraces: 'Loading linked traces…',
  retryTraces: (reason) => `Try again: ${reason}`,
  tracesNotFound: 'Linked traces not found',
  nothingLinked: (hours, next) =>
    next === null ? `None within ${period(hours)}` : `None within ${period(hours)}: look ${period(next)} on`,
  failedCalls: (count) => `${figure(count)} failed`,
  converge: (traces) => (traces === 1 ? '1 trace' : `${figure(traces)} traces converge here`),
  missingParents: (count) =>
    count === 1
      ? '1 span whose parent is not in the data'
      : `${figure(count)} spans whose parents are not in the data`,
  hiddenErrors: (count) =>
    count === 1 ? '1 hidden internal span failed' : `${figure(count)} hidden internal spans failed`,
  via: (spans) => `via ${plural(spans, 'internal span', 'internal spans')}`,
  droppedLinks: (count) => plural(count, 'link was dropped by the SDK', 'links were dropped by the SDK'),
  callsTo: (source, target) => `${source} calls ${target}`,
  coverage: (percent) => percent,
  selected: (name) => `${name} selected`,
  spanCount: (count) => plural(count, 'span', 'spans'),
  callCount: (count) => plural(count, 'call', 'calls'),
  errorCount: (count) => plural(count, 'error', 'errors'),
  distinctValues: (count) => plural(count, 'value', 'values'),
  causes: 'Linked from',
  effects: 'Linked by',
  trace: 'Trace',
  traceColumns: { start: 'Start', duration: 'Duration', spans: 'Spans', errors: 'Errors' },
  traceListHelp: 'Arrow keys move from trace to trace; Enter shows the path of a trace through the graph.',
  durations: 'Durations',
  shownInGraph: 'shown in the graph',
  distribution: (spans, from, to, most) =>
    `Durations of ${plural(spans, 'span', 'spans')} from ${from} to ${to}, most of them ${most}`,
  bin: (range, spans, errors) =>
    [range, plural(spans, 'span', 'spans'), errors > 0 ? plural(errors, 'error', 'errors') : '']
      .filter(Boolean)
      .join(' · '),
  range: (from, to) => `${from} to ${to}`,
  message: 'Message',
  linkedOf: (linked, expected) => `${figure(linked)} of ${figure(expected)} linked`,
  tracePath: (traceId, nodes, levels) =>
    `Path of trace ${traceId}: ${plural(nodes, 'node', 'nodes')}, ${plural(levels, 'level', 'levels')}`,
  clearPath: 'Clear path',
  pathCleared: 'Path cleared',
  onPath: 'on the path',
  destination: 'Topic or queue',
  producers: 'Producers',
  consumers: 'Consumers',
  callsIn: 'in',
  callsOut: 'out',
};
