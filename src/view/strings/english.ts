/**
 * English. A node is an "operation" where people read of what it stands for, and a "node" where it is counted as a part
 * of the drawing. "Async" stands for asynchronous where there is little room.
 */
import type { Language, TextTools } from './text-tools.js';
import type { Strings } from '../strings.js';

function strings({ number, plural, list, name }: TextTools<'one' | 'other'>): Strings {
  const operations = (count: number): string => plural(count, { one: '# operation', other: '# operations' });
  const nodes = (count: number): string => plural(count, { one: '# node', other: '# nodes' });
  const levels = (count: number): string => plural(count, { one: '# level', other: '# levels' });
  const traces = (count: number): string => plural(count, { one: '# trace', other: '# traces' });
  const spans = (count: number): string => plural(count, { one: '# span', other: '# spans' });
  const calls = (count: number): string => plural(count, { one: '# call', other: '# calls' });
  const errors = (count: number): string => plural(count, { one: '# error', other: '# errors' });
  const period = (hours: number): string =>
    hours % 24 === 0 && hours > 24
      ? plural(hours / 24, { one: '# day', other: '# days' })
      : plural(hours, { one: '# hour', other: '# hours' });
  const shownOf = (shown: number, all: string, isPart: boolean): string =>
    isPart ? `${number(shown)} of ${all}` : all;

  return {
    title: 'Dependencies',
    empty: 'No traces yet',
    emptyHint: 'Give the element OTLP, Jaeger, Zipkin or OpenTelemetry JS spans through its data property.',
    loading: 'Reading traces…',
    none: '(none)',
    unnamed: '(unnamed)',
    close: 'Close',
    cancel: 'Cancel',
    showMore: 'Show more',
    showMoreOf: (count) => `Show more (${number(count)})`,
    tryAgain: 'Try again',
    progress: (percent) => `Reading traces: ${percent}`,
    loaded: (percent, size) => `${percent} of ${size}`,
    grouping: (count) => `Grouping ${spans(count)}…`,
    loadCancelled: 'Reading was cancelled',
    facts: (parts) => parts.join(', '),
    range: (from, to) => `${from} to ${to}`,

    toolbar: 'View',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Fit',
    zoomToSelection: 'Zoom to selection',
    actualSize: 'Actual size',
    minimap: 'Minimap',
    exportAs: 'Export',
    wheelHint: (modifier) => (modifier === 'command' ? 'Use ⌘ + wheel to zoom' : 'Use Ctrl + wheel to zoom'),
    summary: (nodes, levels, spans, format) =>
      [
        levels > 1 ? `${format(levels)} async levels` : '',
        `${format(nodes)} ${nodes === 1 ? 'node' : 'nodes'}`,
        `${format(spans)} ${spans === 1 ? 'span' : 'spans'}`,
      ]
        .filter(Boolean)
        .join(' · '),
    summaryFrom: (start, figures) => `${name(start)} · ${figures}`,
    simplified: 'Simplified layout',
    tidy: 'Tidy up',
    tidyHint: 'Lay everything out again: what was added has kept the rest in place',
    following: 'Following links…',

    controls: 'Settings',
    groupBy: 'Group by',
    groupByHelp: 'Spans that share these values make one node',
    groupByFilter: 'Filter keys',
    aggregate: 'Duration',
    aggregates: { avg: 'avg', max: 'max', min: 'min', sum: 'sum', p50: 'p50', p95: 'p95', p99: 'p99' },
    aggregated: (aggregate, duration) => `${aggregate} ${duration}`,
    aggregatedName: (title, aggregate) => `${title} (${aggregate})`,
    showInternalSpans: 'Show internal spans',
    showDestinations: 'Show topics and queues',
    coverage: (percent) => percent,

    problems: (count) => plural(count, { one: '# note on the data', other: '# notes on the data' }),
    problemTexts: {
      'unknown-format': 'The input holds nothing that looks like spans',
      'unsupported-format': 'This format cannot be read here',
      'invalid-json': 'The text is neither JSON nor JSON lines',
      'invalid-line': 'A line could not be read and was skipped',
      'invalid-span': 'A span, or a part of it, could not be read and was left out',
      'invalid-id': 'A span without a usable id was skipped',
      'invalid-attribute': 'A tag could not be read, or not as what it claims to be',
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
      'strings-failed': 'One of the page’s own texts failed; the usual one is shown',
      'layout-failed': 'The layout failed; a simpler one is drawn',
      'export-failed': 'The export failed',
      'worker-failed': 'A worker could not be started or died',
      'internal-error': 'Something failed in the view itself',
      'source-failed': 'The source of linked traces failed',
    },

    help: 'Keyboard',
    keys: {
      tab: 'Enter and leave the graph',
      along: 'To the first callee or caller',
      within: 'Up and down within the column',
      ends: 'To the ends of the column',
      levels: 'To the first or last column',
      calls: 'Through outgoing or incoming calls',
      letters: 'To the next operation whose name begins so',
      select: 'Select',
      open: 'Open the trace',
      path: 'Show the path from the selection',
      zoom: 'Zoom in, zoom out, fit',
      pages: 'Show the page above or below',
      find: 'Find',
      escape: 'Close, then clear path, search and selection, then go to the bar',
      help: 'Show this help',
    },
    keyNames: {
      tab: 'Tab',
      shift: 'Shift',
      control: 'Ctrl',
      command: '⌘',
      enter: 'Enter',
      space: 'Space',
      home: 'Home',
      end: 'End',
      pageUp: 'Page Up',
      pageDown: 'Page Down',
      escape: 'Esc',
    },

    graph: 'Dependency graph',
    graphHelp:
      'Arrow keys follow calls and move within a column; full stop and comma go through the calls of an operation; Enter selects, Control with Enter opens the trace; plus, minus and 0 zoom.',
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
    destination: 'Topic or queue',

    focusLevel: 'Focus trace',
    entryLevel: 'Entry traces',
    level: (level) =>
      level > 0 ? `Async level ${number(level)}` : `Async level −${number(-level)} (causes)`,
    levelTraces: (shown, all) => shownOf(shown, traces(all), shown < all),
    levelCalls: (shown, all) => shownOf(shown, calls(all), shown < all),
    times: (count) => `×${count}`,
    wait: (duration) => `wait ${duration}`,
    overlapping: (count) => `${number(count)} overlapping`,

    moreCalls: (count, direction) =>
      direction === 'downstream'
        ? plural(count, { one: '+# more async call', other: '+# more async calls' })
        : plural(count, { one: '+# more async cause', other: '+# more async causes' }),
    notLoadedCalls: (count) =>
      count === 0
        ? 'Look for linked traces'
        : plural(count, { one: 'Linked trace not loaded', other: '# linked traces not loaded' }),
    failedCalls: (count) => `${number(count)} failed`,
    chooseCalls: 'Choose calls',
    hiddenCallsOf: (node) => `Calls of ${name(node)} that are not drawn`,
    next: (count) => `Next ${number(count)}`,
    all: (count) => `All ${number(count)}`,
    loadAll: (count) => (count === 1 ? 'Load' : `Load all ${number(count)}`),
    filterCalls: 'Filter calls',
    noMatches: 'No call matches',
    loadingCalls: 'Listing the calls…',
    focusHelp: 'Neither cause nor effect of the focus: choosing a trace moves the focus to it.',
    loadingTraces: 'Loading linked traces…',
    retryTraces: (reason) => `Try again: ${name(reason)}`,
    sourceFailures: {
      unauthorized: '',
      forbidden: '',
      'bad-query': '',
      unsupported: '',
      'rate-limited': '',
      timeout: '',
      'too-large': '',
      unavailable: '',
      'network-or-cors': '',
      malformed: '',
    },
    kindReasons: {
      'span kind is producer or consumer': 'span kind is producer or consumer',
      'no other rule matches': 'no other rule matches',
      'has a messaging tag': 'has a messaging tag',
      'has a database tag': 'has a database tag',
      'has an HTTP method': 'has an HTTP method',
      'client or server with a URL or an HTTP status': 'client or server with a URL or an HTTP status',
      'function triggered by a message': 'function triggered by a message',
      'function triggered by HTTP': 'function triggered by HTTP',
      "has a vendor's messaging tag": 'has a vendor’s messaging tag',
      "has a vendor's database tag": 'has a vendor’s database tag',
      'has a database statement': 'has a database statement',
      "the host's classification": 'the host’s classification',
    },
    tracesNotFound: 'Linked traces not found',
    nothingLinked: (hours, next) =>
      next === null
        ? `None within ${period(hours)}`
        : `None within ${period(hours)}: look ${period(next)} on`,

    callsTo: (source, target) => `${name(source)} calls ${name(target)}`,
    asyncTraceAt: (level, levels) => `Asynchronous trace, level ${number(level)} of ${number(levels)}`,
    callsOthers: (count) => `calls ${number(count)}`,
    calledBy: (count) => `called by ${number(count)}`,
    onPath: 'on the path',
    via: (spans) => plural(spans, { one: 'via # internal span', other: 'via # internal spans' }),
    missingParents: (count) =>
      plural(count, {
        one: '# span whose parent is not in the data',
        other: '# spans whose parents are not in the data',
      }),
    hiddenErrors: (count) =>
      plural(count, { one: '# hidden internal span failed', other: '# hidden internal spans failed' }),

    ready: (nodes, edges, failed) =>
      `Graph ready: ${operations(nodes)}, ${calls(edges)}, ${number(failed)} with errors.`,
    nodesAdded: (names, more) => {
      const others = more > 0 ? [`${number(more)} more`] : [];
      return `${nodes(names.length + more)} added: ${list([...names.map(name), ...others])}.`;
    },
    selected: (title) => `${name(title)} selected`,

    details: 'Details',
    traces: 'Traces',
    spans: 'Spans',
    hiddenSpans: 'Hidden internal spans',
    calls: 'Calls',
    links: 'Links',
    tags: 'Tags',
    processTags: 'Process tags',
    message: 'Message',
    errors: 'errors',
    waitedInQueue: 'Waited in queue',
    duration: 'duration',
    selfTime: 'self time',
    wallTime: 'wall time',
    neverEnded: 'running',
    shownInGraph: 'shown in the graph',
    openTrace: 'Open trace',
    openTraceNewTab: 'Open trace (opens in a new tab)',
    notLoaded: 'not loaded',
    causes: 'Linked from',
    effects: 'Linked by',
    producers: 'Producers',
    consumers: 'Consumers',
    callsIn: 'in',
    callsOut: 'out',
    classifiedBy: (reason) => `Kind: ${name(reason)}`,
    converge: (traces) => plural(traces, { one: '# trace', other: '# traces converge here' }),
    droppedLinks: (count) =>
      plural(count, { one: '# link was dropped by the SDK', other: '# links were dropped by the SDK' }),
    linkedOf: (linked, expected) => `${number(linked)} of ${number(expected)} linked`,
    spanCount: spans,
    callCount: calls,
    errorCount: errors,
    distinctValues: (count) => plural(count, { one: '# value', other: '# values' }),

    durations: 'Durations',
    distribution: (count, from, to, most) =>
      `Durations of ${spans(count)} from ${from} to ${to}, most of them ${most}`,
    bin: (range, count, failed) =>
      [range, spans(count), failed > 0 ? errors(failed) : ''].filter(Boolean).join(' · '),

    trace: 'Trace',
    traceColumns: { start: 'Start', duration: 'Duration', spans: 'Spans', errors: 'Errors' },
    traceListHelp: 'Arrow keys move from trace to trace; Enter shows the path of a trace through the graph.',
    focusTrace: 'Focus',
    focusTraceOf: (traceId) => `Focus ${traceId}`,
    tracePath: (traceId, count, depth) => `Path of trace ${traceId}: ${nodes(count)}, ${levels(depth)}`,
    clearPath: 'Clear path',
    pathCleared: 'Path cleared',

    find: 'Find',
    findPlaceholder: 'Operation, service, tag or key=value',
    findPlace: (index, count) => `${number(index)} of ${number(count)}`,
    findNothing: 'No match',
    findNext: 'Next match',
    findPrevious: 'Previous match',
    found: (count, text) =>
      count === 0
        ? `No match for “${name(text)}”`
        : `${plural(count, { one: '# match', other: '# matches' })} for “${name(text)}”`,
    showOnlyFound: 'Show only these and their neighbours',
    onlyFound: (count) =>
      plural(count, { one: 'Only # match and its neighbours', other: 'Only # matches and their neighbours' }),
    showAll: 'Show all',
    onlyLost: 'Everything is shown again: what was picked out has no counterpart here',
    collapsedLost: (count) =>
      plural(count, {
        one: '# collapsed operation has no counterpart here',
        other: '# collapsed operations have no counterpart here',
      }),

    popover: {
      calls: 'Calls',
      callers: 'Callers',
      callees: 'Callees',
      errors: 'Errors',
      errorRate: 'Error rate',
      duration: 'Duration',
      selfTime: 'Self time',
      wait: 'Wait',
    },

    pathBetween: (from, to, count) => `Path from ${name(from)} to ${name(to)}: ${calls(count)}`,
    noPath: (from, to) => `No path from ${name(from)} to ${name(to)}`,

    collapse: 'Collapse',
    collapsedStub: (count, edges) => `+${operations(count)} · ${calls(edges)}`,
    collapsed: (title, count) => `${name(title)} collapsed: ${operations(count)} hidden`,
    expanded: (title, count) => `${name(title)} expanded: ${operations(count)} shown`,

    criticalPath: 'Critical path',
    criticalPathHint: 'What made all of it take as long as it did',
    criticalSummary: (steps, total, waiting, notDrawn) => {
      const parts = [waiting && `${waiting} waiting`, notDrawn && `${notDrawn} not drawn`].filter(Boolean);
      const rest = parts.length > 0 ? `, of which ${parts.join(' and ')}` : '';
      return `Critical path: ${plural(steps, { one: '# step', other: '# steps' })}, ${total}${rest}`;
    },
    noCriticalPath: 'No critical path: nothing that is drawn has ended',
    hideCriticalPath: 'Hide critical path',
    criticalTime: (time, share) => `on the critical path: ${time}, ${share}`,
    criticalStep: (step, wait) =>
      `critical path, step ${number(step)}${wait === null ? '' : `, waited ${wait}`}`,
    criticalFigures: { time: 'in this operation', wait: 'waiting', step: 'step' },

    table: 'Table',
    operationsCaption: 'Operations',
    callsCaption: 'Calls',
    operationColumns: {
      operation: 'Operation',
      service: 'Service',
      kind: 'Kind',
      level: 'Level',
      spans: 'Spans',
      errors: 'Errors',
      duration: 'Duration',
      selfTime: 'Self time',
      criticalPath: 'Critical path',
      callers: 'Called by',
      callees: 'Calls',
    },
    callColumns: {
      caller: 'Caller',
      callee: 'Callee',
      kind: 'Kind',
      calls: 'Calls',
      errors: 'Errors',
      duration: 'Duration',
      wait: 'Wait',
      criticalPath: 'Critical path',
    },
    sorted: (column, order) => `Sorted by ${column}, ${order}`,
    filterTable: 'Filter rows',
    rowCount: (shown, all) => shownOf(shown, plural(all, { one: '# row', other: '# rows' }), shown < all),
  };
}

/** English, the language of the element itself: it is always there. */
export const english: Language<Strings> = { tag: 'en', direction: 'ltr', strings };
