/** Our element, told no positions: it lays the graph out as well. The built file defines it. */
const noDurations = { count: 1, min: 1, avg: 1, max: 1, sum: 1, p50: 1, p95: 1, p99: 1 };

const nodeOf = ({ id, label }) => ({
  id,
  kind: 'generic',
  level: 0,
  hop: 0,
  async: false,
  group: [
    { key: 'service.name', value: label },
    { key: 'operation.name', value: id },
  ],
  spanCount: 1,
  traceCount: 1,
  errorCount: 0,
  hiddenErrors: 0,
  missingParents: 0,
  duration: noDurations,
  selfTime: 1,
  wallTime: 1,
  spans: [],
});

const edgeOf = ({ id, source, target, async = false }) => ({
  id,
  source,
  target,
  async,
  callCount: 1,
  traceCount: 1,
  errorCount: 0,
  duration: noDurations,
  wait: null,
  via: 0,
  calls: [],
});

/** When the layout's worker answered last, as `performance.now()` counts. */
let answeredAt = null;

/** The worker that the element would start by itself, watched. */
function layeredWorker() {
  const worker = new Worker('/dist/cdn/layered-worker.js');
  worker.addEventListener('message', () => {
    answeredAt = performance.now();
  });
  return worker;
}

export const laidOutAt = () => answeredAt;

export function draw({ nodes, edges }, host) {
  const element = document.createElement('trace-dependencies');
  element.style.cssText = 'display: block; block-size: 100%';
  element.workerFactory = (kind) => (kind === 'layered' ? layeredWorker() : undefined);
  element.graph = {
    nodes: nodes.map(nodeOf),
    edges: edges.map(edgeOf),
    stubs: [],
    focusTraceId: null,
    hiddenInternalSpans: 0,
  };
  host.append(element);
}

const root = (host) => host.firstElementChild.renderRoot;

export const isDrawn = (host) => Boolean(root(host)?.querySelector('.node'));

export function show(host, what) {
  const element = host.firstElementChild;
  if (what === 'whole') element.fit();
  else element.zoomTo(element.dependencyGraph.nodes[element.dependencyGraph.nodes.length >> 1].id);
}

export function state(host) {
  const { m41, a } = new DOMMatrix(getComputedStyle(root(host).querySelector('.canvas')).transform);
  return { x: m41, scale: a };
}
