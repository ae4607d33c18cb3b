/** Writes what the bench has measured into docs/performance.md, between its markers, and the chart beside it. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { growthChart } from './chart.js';
import { ENGINES, ENGINE_NAMES } from './engines/engines.js';
import { readResults, type DataRow, type DrawRow, type LayoutResults } from './results.js';
import { shortRatio } from './table.js';

const FILE = 'docs/performance.md';
const CHART = 'docs/performance.svg';
const START = '<!-- written by npm run bench -->';
const END = '<!-- end of what npm run bench writes -->';

type Cell = string | number;

/** A table in Markdown; the first column to the left, the others to the right. */
function table(header: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]): string => `| ${cells.join(' | ')} |`;
  const rule = header.map((_, index) => (index === 0 ? '---' : '--:'));
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}

const count = (value: number): string => value.toLocaleString('en');
const milliseconds = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

/** Names no host and no path. */
function machine(browser: string): string {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpu?.model.trim() || 'unknown processor'}, ${cpus().length} cores, ${gigabytes} GB; Node.js ${process.versions.node}; ${browser}.`;
}

function versions(): string {
  const { devDependencies } = JSON.parse(readFileSync('bench/package.json', 'utf8')) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  const { devDependencies: ours } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  const all = { elkjs: ours['elkjs'] ?? '', ...devDependencies };
  return Object.entries(all)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
}

const engineTable = ({ engines }: LayoutResults): string =>
  table(
    ['', 'time', 'crossings', 'edge length', 'bends', 'area', 'fits', 'through boxes', 'overlaps', 'failed'],
    engines.map((row) => [
      row.title,
      ...[row.time, row.crossings, row.length, row.bends, row.area].map(shortRatio),
      `${Math.round(row.fitting * 100)} %`,
      count(row.throughBoxes),
      row.overlaps,
      row.failures,
    ]),
  );

const familyTable = ({ families }: LayoutResults): string =>
  table(
    [
      '',
      'graphs',
      'crossings',
      'edge length',
      'bends',
      'area',
      'crossings ÷ dot',
      'length ÷ dot',
      'area ÷ dot',
      'fits',
    ],
    families.map(({ family, graphs, fitting, preset, dot }) => [
      family,
      graphs,
      ...[preset.crossings, preset.length, preset.bends, preset.area].map(shortRatio),
      ...[dot.crossings, dot.length, dot.area].map(shortRatio),
      `${fitting} of ${graphs}`,
    ]),
  );

const sizeTable = ({ sizes }: LayoutResults): string =>
  table(
    ['', 'nodes', 'edges', ...ENGINE_NAMES.map((name) => ENGINES[name].title)],
    sizes.map(({ title, nodes, edges, times }) => [
      title,
      count(nodes),
      count(edges),
      ...ENGINE_NAMES.map((name) => {
        const time = times[name];
        if (typeof time === 'number') return milliseconds(time);
        return /stack/.test(time ?? '') ? 'stack overflow' : (time ?? '');
      }),
    ]),
  );

const dataTable = (rows: readonly DataRow[]): string =>
  table(
    ['', 'spans', 'MB', '`JSON.parse`, ms', 'reading', 'graph', 'all', 'memory held'],
    rows.map(({ format, spans, megabytes, reference, read, graph, total, memory }) => [
      format,
      count(spans),
      megabytes.toFixed(0),
      count(Math.round(reference)),
      ...[read, graph, total, memory].map(shortRatio),
    ]),
  );

const drawTable = (rows: readonly DrawRow[]): string =>
  table(
    [
      '',
      'nodes',
      'edges',
      'first draw, ms',
      'thread per frame, ms',
      '÷ empty page',
      'median frame, ms',
      'p95 frame, ms',
      'elements',
    ],
    rows.map((row) => {
      const graph = [row.title, count(row.nodes), count(row.edges)];
      if (row.failure !== null) return [...graph, row.failure, '', '', '', '', ''];
      const empty = rows.find(({ title, nodes }) => title === 'empty page' && nodes === row.nodes);
      return [
        ...graph,
        milliseconds(row.firstDraw),
        row.busy.toFixed(1),
        empty?.failure === null ? shortRatio(row.busy / empty.busy) : '–',
        row.medianFrame.toFixed(1),
        row.slowFrame.toFixed(1),
        count(row.elements),
      ];
    }),
  );

const layout = readResults('layout');
const data = readResults('data');
const draw = readResults('draw');

const written = `${START}

Measured on ${new Date().toISOString().slice(0, 10)}: ${machine(draw.browser)} Compared with ${versions()}.

### Layout

${layout.graphs} graphs; geometric means of ratios to elkjs with its defaults, so that 0.50× is half as much. Crossings and bends are compared after adding 1 to each.

${engineTable(layout)}

Our own layout by families of graphs, as ratios to our preset of ELK, and to Graphviz dot:

${familyTable(layout)}

![Processor time of one layout against the number of nodes](performance.svg)

Processor milliseconds of one layout; an engine that needs too long for one size is not asked for larger ones:

${sizeTable(layout)}

### From bytes to the graph

Ratios to \`JSON.parse\` of the same bytes, decoding included; the graph is that of all traces.

${dataTable(data)}

### Drawing in the browser

${drawTable(draw.rows)}

${END}`;

const before = readFileSync(FILE, 'utf8');
const [start, end] = [before.indexOf(START), before.indexOf(END)];
if (start < 0 || end < start) throw new Error(`${FILE} lacks its markers`);
writeFileSync(FILE, before.slice(0, start) + written + before.slice(end + END.length));
writeFileSync(CHART, growthChart(layout));
execFileSync(process.execPath, [
  'node_modules/prettier/bin/prettier.cjs',
  '--write',
  '--log-level',
  'warn',
  FILE,
]);
