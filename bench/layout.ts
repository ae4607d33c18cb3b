/**
 * How layout engines draw the same graphs: processor time and quality as ratios to elkjs with its defaults, and the
 * growth of the time with the size of the graph. Each engine has a process of its own.
 */
import { ENGINE_NAMES, ENGINES, type EngineName } from './engines/engines.js';
import { comparedGraphs, GRAPH_FAMILIES, VIEWPORT_ASPECT, type GraphName } from './graphs.js';
import type { LayoutAnswer } from './layout-process.js';
import { LayoutProcess } from './layout-workers.js';
import type { EngineRow, FamilyRow, LayoutResults, SizeRow } from './results.js';
import { writeResults } from './results.js';
import { printTable, shortRatio } from './table.js';

const REFERENCE: EngineName = 'elkDefaults';
/** Milliseconds of processor time that an engine may take for one graph. */
const LIMIT = 10_000;
const SIZES = [100, 300, 1000, 3000, 10_000];
/** Sizes of the graphs of two edges per node. */
const FULLER_SIZES = [100, 1000, 10_000];

type Measured = Exclude<LayoutAnswer, { readonly error: string }> & {
  readonly quality: NonNullable<Extract<LayoutAnswer, { readonly time: number }>['quality']>;
};

/** Answers by engine, in the order of the graphs; `null` where the engine failed. */
type Drawings = ReadonlyMap<EngineName, readonly (Measured | null)[]>;

async function drawAll(graphs: readonly GraphName[]): Promise<Drawings> {
  const drawings = new Map<EngineName, readonly (Measured | null)[]>();
  for (const engine of ENGINE_NAMES) {
    const worker = new LayoutProcess(engine);
    const answers: (Measured | null)[] = [];
    for (const graph of graphs) {
      const answer = await worker.draw({ graph, limit: LIMIT, measuresQuality: true });
      if ('error' in answer)
        console.log(`${ENGINES[engine].title}, ${graph.family} ${graph.size}: ${answer.error}`);
      answers.push('error' in answer || answer.quality === null ? null : (answer as Measured));
    }
    worker.end();
    drawings.set(engine, answers);
  }
  return drawings;
}

/** One more than the figure, so that drawings without any can be compared too. */
const more = (value: number): number => value + 1;

const figures = {
  time: ({ time }: Measured) => time,
  crossings: ({ quality }: Measured) => more(quality.crossings),
  length: ({ quality }: Measured) => quality.length,
  bends: ({ quality }: Measured) => more(quality.bends),
  area: ({ quality }: Measured) => quality.area,
} as const;

type Figure = keyof typeof figures;

/** Geometric mean of the ratios, over the graphs that both have drawn. */
function ratios(
  subject: readonly (Measured | null)[],
  reference: readonly (Measured | null)[],
): Readonly<Record<Figure, number>> {
  const mean = (figure: (drawing: Measured) => number): number => {
    const logarithms = subject.flatMap((drawing, index) => {
      const other = reference[index];
      return drawing && other ? [Math.log(figure(drawing) / figure(other))] : [];
    });
    return Math.exp(logarithms.reduce((sum, value) => sum + value, 0) / logarithms.length);
  };
  const { time, crossings, length, bends, area } = figures;
  return {
    time: mean(time),
    crossings: mean(crossings),
    length: mean(length),
    bends: mean(bends),
    area: mean(area),
  };
}

/** Whether a drawing fits the viewport within half of its aspect. */
const fits = ({ quality: { aspect } }: Measured): boolean =>
  aspect >= VIEWPORT_ASPECT / 1.5 && aspect <= VIEWPORT_ASPECT * 1.5;

function engineRow(name: EngineName, drawings: Drawings): EngineRow {
  const answers = drawings.get(name) ?? [];
  const drawn = answers.filter((answer) => answer !== null);
  const sum = (figure: (drawing: Measured) => number): number =>
    drawn.reduce((total, drawing) => total + figure(drawing), 0);
  return {
    name,
    title: ENGINES[name].title,
    ...ratios(answers, drawings.get(REFERENCE) ?? []),
    fitting: drawn.filter(fits).length / drawn.length,
    throughBoxes: sum(({ quality }) => quality.throughBoxes),
    overlaps: sum(({ quality }) => quality.overlaps),
    failures: answers.length - drawn.length,
  };
}

/** Ours against the better known, family by family. */
function familyRows(graphs: readonly GraphName[], drawings: Drawings): readonly FamilyRow[] {
  return GRAPH_FAMILIES.map((family) => {
    const of = (engine: EngineName): readonly (Measured | null)[] =>
      (drawings.get(engine) ?? []).filter((_, index) => graphs[index]?.family === family);
    const ours = of('own');
    return {
      family,
      graphs: ours.length,
      fitting: ours.filter((drawing) => drawing && fits(drawing)).length,
      preset: ratios(ours, of('elk')),
      dot: ratios(ours, of('hpcc')),
    };
  });
}

async function growth(): Promise<readonly SizeRow[]> {
  const graphs: readonly { readonly title: string; readonly graph: GraphName }[] = [
    ...SIZES.map((size) => ({ title: 'shared callees', graph: { family: 'dag', size, seed: 1 } as const })),
    ...FULLER_SIZES.map((size) => ({
      title: 'with more edges',
      graph: { family: 'dag', size, seed: 1, ratio: 2 } as const,
    })),
    { title: 'hub', graph: { family: 'hub', size: 1000, seed: 1 } },
    { title: 'chain', graph: { family: 'chain', size: 2000, seed: 1 } },
  ];
  const rows = graphs.map(({ title }) => ({
    title,
    nodes: 0,
    edges: 0,
    times: new Map<string, number | string>(),
  }));
  for (const engine of ENGINE_NAMES) {
    const worker = new LayoutProcess(engine);
    let gaveUp: string | null = null;
    for (const [index, { title, graph }] of graphs.entries()) {
      const row = rows[index];
      if (!row) continue;
      if (title !== graphs[index - 1]?.title) gaveUp = null;
      const answer: LayoutAnswer = gaveUp
        ? { error: gaveUp }
        : await worker.draw({ graph, limit: LIMIT, measuresQuality: false });
      if ('error' in answer) {
        row.times.set(engine, answer.error);
        gaveUp = answer.error; // a larger graph of the same kind will not go better
      } else {
        row.times.set(engine, answer.time);
        [row.nodes, row.edges] = [answer.nodes, answer.edges];
      }
    }
    worker.end();
  }
  return rows.map((row) => ({ ...row, times: Object.fromEntries(row.times) }));
}

const graphs = comparedGraphs();
const drawings = await drawAll(graphs);
const results: LayoutResults = {
  graphs: graphs.length,
  engines: ENGINE_NAMES.map((name) => engineRow(name, drawings)),
  families: familyRows(graphs, drawings),
  sizes: await growth(),
};
writeResults('layout', results);

printTable(`${graphs.length} graphs; geometric means of ratios to ${ENGINES[REFERENCE].title}`, [
  ['', 'time', 'crossings', 'length', 'bends', 'area', 'fits', 'through', 'overlaps', 'failed'],
  ...results.engines.map((row) => [
    row.title,
    ...[row.time, row.crossings, row.length, row.bends, row.area].map(shortRatio),
    `${Math.round(row.fitting * 100)} %`,
    row.throughBoxes,
    row.overlaps,
    row.failures,
  ]),
]);
printTable('Ours, instant, as ratios to our preset of ELK and to Graphviz dot', [
  ['', 'crossings', 'length', 'bends', 'area', 'fits', 'crossings ÷ dot', 'length ÷ dot', 'area ÷ dot'],
  ...results.families.map(({ family, preset, dot, fitting, graphs: count }) => [
    family,
    ...[preset.crossings, preset.length, preset.bends, preset.area].map(shortRatio),
    `${fitting} of ${count}`,
    ...[dot.crossings, dot.length, dot.area].map(shortRatio),
  ]),
]);
printTable('Processor time of one layout, milliseconds', [
  ['', 'nodes', 'edges', ...ENGINE_NAMES],
  ...results.sizes.map(({ title, nodes, edges, times }) => [
    title,
    nodes,
    edges,
    ...ENGINE_NAMES.map((name) => {
      const time = times[name];
      return typeof time === 'number' ? time.toFixed(1) : (time ?? '');
    }),
  ]),
]);
