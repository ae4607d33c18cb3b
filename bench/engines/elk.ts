import { elkWorkers } from '../../src/layout/elk-workers.js';
import { toFlowGraph } from '../../src/layout/flow-graph.js';
import { fromElk } from '../../src/layout/from-elk.js';
import { toElk } from '../../src/layout/to-elk.js';
import { WorkerPool } from '../../src/layout/worker-pool.js';
import type { LayoutInput, Point } from '../../src/model/layout.js';
import { elkWorkerInNode } from '../../test/layout/elk-in-node.js';
import { edgeEnds, SPACING, type Drawing, type Engine } from './engine.js';
import { drawingOf } from './own.js';

/** The process is ended from outside when ELK takes too long. */
const NO_DEADLINE = 3_600_000;

/** ELK with the options, ports and checks of this project. */
export function elkPreset(profile: 'elk' | 'elk-fast'): Engine {
  const pool = new WorkerPool({ ...elkWorkers, start: registeredElk }, { jobsPerWorker: 10_000 });
  pool.acquire();
  const { signal } = new AbortController();
  return {
    async layOut(input) {
      const flow = toFlowGraph(input);
      const outcome = await pool.run(toElk(flow, profile), { signal, deadline: NO_DEADLINE });
      if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
      const placed = fromElk(flow, outcome.data, profile);
      return () => drawingOf(input, placed);
    },
    dispose: () => pool.release(),
  };
}

async function registeredElk(): Promise<Worker> {
  const worker = elkWorkerInNode();
  await ask(worker, { cmd: 'register', algorithms: ['layered'] });
  return worker;
}

interface ElkAnswer {
  readonly data?: {
    readonly children: readonly ElkBox[];
    readonly edges: readonly { readonly sections?: readonly ElkSection[] }[];
  };
  readonly error?: { readonly message?: string };
}

interface ElkBox extends Point {
  readonly width: number;
  readonly height: number;
}

interface ElkSection {
  readonly startPoint: Point;
  readonly endPoint: Point;
  readonly bendPoints?: readonly Point[];
}

function ask(worker: Worker, message: object): Promise<ElkAnswer> {
  return new Promise((resolve, reject) => {
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<ElkAnswer>) =>
        data.error ? reject(new Error(data.error.message ?? 'ELK failed')) : resolve(data),
      { once: true },
    );
    worker.postMessage({ id: 0, ...message });
  });
}

/** ELK as it is, told no more than the algorithm, the direction and the spacing that all engines have. */
export async function elkDefaults(): Promise<Engine> {
  const worker = await registeredElk();
  return {
    async layOut(input) {
      const { data } = await ask(worker, {
        cmd: 'layout',
        graph: graphOf(input),
        layoutOptions: {},
        options: {},
      });
      if (!data) throw new Error('ELK answered nothing');
      return () => read(data, input);
    },
  };
}

function read({ children, edges }: NonNullable<ElkAnswer['data']>, input: LayoutInput): Drawing {
  const ends = edgeEnds(input);
  const drawn = edges.map(({ sections = [] }, index) => {
    const [source, target] = ends[index] ?? [-1, -1];
    const [section] = sections;
    const bends = section?.bendPoints ?? [];
    const points = section ? [section.startPoint, ...bends, section.endPoint] : [];
    return { source, target, points, bends: bends.length };
  });
  return { boxes: children, edges: drawn };
}

function graphOf({ nodes, edges, aspectRatio }: LayoutInput): object {
  return {
    id: 'root',
    layoutOptions: {
      'org.eclipse.elk.algorithm': 'org.eclipse.elk.layered',
      'org.eclipse.elk.direction': 'RIGHT',
      'org.eclipse.elk.aspectRatio': String(aspectRatio),
      'org.eclipse.elk.spacing.nodeNode': String(SPACING.nodes),
      'org.eclipse.elk.layered.spacing.nodeNodeBetweenLayers': String(SPACING.ranks),
    },
    children: nodes.map(({ id, width, height }) => ({ id, width, height })),
    edges: edges.map(({ id, source, target }) => ({ id, sources: [source], targets: [target] })),
  };
}
