import { expect } from '@open-wc/testing';
import { createTraceData } from '../../src/data-worker/create-trace-data.js';
import { DataWorkers } from '../../src/data-worker/data-workers.js';
import { createInProcessData } from '../../src/data-worker/in-process.js';
import { startDataWorker } from '../../src/data-worker/start-data-worker.js';
import type { TraceData } from '../../src/data-worker/trace-data.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { otlpSpans } from './otlp-spans.js';

const { signal } = new AbortController();
const page = { offset: 0, limit: 20 };
const count = 20_000;

/** The order of an object's keys is nobody's promise: lists that are made when they are first read come last. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Everything that can be asked, as text: tags have a prototype on one side of a worker and none on the other. */
async function answersOf(
  data: Pick<TraceData<GraphOptions>, 'load' | 'buildGraph' | 'nodeDetails' | 'edgeDetails'>,
  input: unknown,
): Promise<string> {
  const summary = await data.load(input, { append: false, signal });
  const graph = await data.buildGraph({ focusTraceId: '*', groupBy: ['constructor'] }, signal);
  const node = await data.nodeDetails(graph.nodes[0]!.id, page, signal);
  const edge = await data.edgeDetails(graph.edges[0]!.id, page, signal);
  return JSON.stringify({ summary, graph, node, edge }, inOrder);
}

describe('the real data worker', () => {
  const object = otlpSpans(count);
  const text = JSON.stringify(object);
  let expected: string;
  let workers: Worker[] = [];
  let open: TraceData<GraphOptions>[] = [];

  function counted(): TraceData<GraphOptions> {
    const startWorker = async (): Promise<Worker | null> => {
      const worker = await startDataWorker();
      if (worker) workers.push(worker);
      return worker;
    };
    const data = createTraceData({ workers: new DataWorkers(startWorker) });
    open.push(data);
    return data;
  }

  before(async () => {
    expected = await answersOf(createInProcessData(), object);
  });

  afterEach(() => {
    for (const data of open) data.dispose();
    open = [];
    workers = [];
  });

  for (const [form, input] of [
    ['objects', object],
    ['text', text],
    ['bytes', new TextEncoder().encode(text)],
    ['a blob', new Blob([text])],
  ] as const) {
    it(`answers as this thread does, given ${form}`, async () => {
      const data = counted();
      expect((await answersOf(data, input)) === expected).to.equal(true);
      expect(workers.length).to.equal(1);
    });
  }

  it('parses a text in the worker and never in this thread', async () => {
    const parse = JSON.parse;
    let parsed = 0;
    JSON.parse = (...given) => {
      parsed += given[0].length;
      return parse(...given) as unknown;
    };
    try {
      const data = counted();
      await data.load(text, { append: false, signal });
      await data.buildGraph({ focusTraceId: '*' }, signal);
      expect(parsed).to.equal(0);
      await createInProcessData().load(text, { append: false, signal });
      expect(parsed, 'what this thread parses when it has to').to.be.above(0);
    } finally {
      JSON.parse = parse;
    }
  });

  it('comes back after its worker was killed, with nothing lost', async () => {
    const problems: string[] = [];
    const data = createTraceData({
      onProblem: ({ code }) => problems.push(code),
      workers: new DataWorkers(async () => {
        const worker = await startDataWorker();
        if (worker) workers.push(worker);
        return worker;
      }),
    });
    open.push(data);
    await data.load(text, { append: false, signal });
    workers[0]!.dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true }));
    const graph = await data.buildGraph({ focusTraceId: '*' }, signal);
    expect(graph.nodes.reduce((sum, node) => sum + node.spanCount, 0)).to.equal(count);
    expect(workers.length).to.equal(2);
    expect(problems).to.deep.equal(['worker-failed']);
  });

  it('uses the host’s factory first', async () => {
    const asked: string[] = [];
    const data = createTraceData({
      workerFactory: (kind) => {
        asked.push(kind);
        return new Worker(new URL('../../src/data-worker/data-worker.js', import.meta.url));
      },
    });
    open.push(data);
    expect((await answersOf(data, text)) === expected).to.equal(true);
    expect(asked).to.deep.equal(['data']);
  });

  it('is one for ten elements, and ends with the last of them', async () => {
    let started = 0;
    const RealWorker = Worker;
    let ended = 0;
    globalThis.Worker = class extends RealWorker {
      constructor(...given: ConstructorParameters<typeof RealWorker>) {
        super(...given);
        started++;
      }
      override terminate(): void {
        super.terminate();
        ended++;
      }
    };
    try {
      const all = Array.from({ length: 10 }, () => createTraceData());
      open.push(...all);
      const [first, ...others] = all;
      const summaries = others.map((data) => data.load(text, { append: false, signal }));
      expect((await answersOf(first!, text)) === expected).to.equal(true);
      const { summary } = JSON.parse(expected) as { summary: unknown };
      for (const other of await Promise.all(summaries)) expect(other).to.deep.equal(summary);
      expect(started).to.equal(1);
      for (const data of all.slice(1)) data.dispose();
      expect(ended).to.equal(0);
      expect((await answersOf(all[0]!, text)) === expected).to.equal(true);
      all[0]!.dispose();
      expect(ended).to.equal(1);
    } finally {
      globalThis.Worker = RealWorker;
    }
  });

  it('works here when no worker can be started', async () => {
    const data = createTraceData({ workers: new DataWorkers(() => Promise.resolve(null)) });
    open.push(data);
    expect((await answersOf(data, text)) === expected).to.equal(true);
  });
});
