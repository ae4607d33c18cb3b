/** Writes what the bench has measured into docs/performance.md, between its markers, and the charts beside it. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dataChart, growthChart } from './chart.js';
import { ENGINES, ENGINE_NAMES } from './engines/engines.js';
import {
  GESTURES,
  readResults,
  type DataRow,
  type DrawRow,
  type DropRow,
  type GestureName,
  type LayoutResults,
  type ManyRow,
} from './results.js';
import { shortRatio } from './table.js';

const FILE = 'docs/performance.md';
const CHART = 'docs/performance.svg';
const DATA_CHART = 'docs/performance-data.svg';
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
    [
      '',
      'spans',
      'MB',
      '`JSON.parse`, ms',
      'reading',
      'graph',
      'all',
      'first run',
      'regrouping',
      'memory held',
    ],
    rows.map(({ format, spans, megabytes, reference, read, graph, total, cold, regroup, memory }) => [
      format,
      count(spans),
      megabytes.toFixed(0),
      count(Math.round(reference)),
      ...[read, graph, total, cold, regroup, memory].map(shortRatio),
    ]),
  );

const GESTURE_TITLES: Readonly<Record<GestureName, string>> = {
  pan: 'pan at 100 %',
  longPan: 'long pan at 100 %',
  panWhole: 'pan, all in view',
  zoomOut: 'zoom out from 100 %',
  zoomIn: 'zoom in from all',
  zoomFar: 'from 100 % to all and back',
};

const graphOf = ({ title, nodes, edges }: DrawRow): string[] => [title, count(nodes), count(edges)];

const firstDrawTable = (rows: readonly DrawRow[]): string =>
  table(
    [
      '',
      'nodes',
      'edges',
      'first draw, ms',
      'after the layout, ms',
      'thread, ms',
      'at rest, ms/s',
      'elements',
    ],
    rows.map((row) =>
      row.failure === null
        ? [
            ...graphOf(row),
            milliseconds(row.firstDraw),
            row.afterLayout === null ? '–' : milliseconds(row.afterLayout),
            milliseconds(row.firstDrawBusy),
            row.rest.toFixed(1),
            count(row.elements),
          ]
        : [...graphOf(row), row.failure, '', '', '', ''],
    ),
  );

/**
 * Each gesture as "1.12× (0.9; 17, 17, 33)": thread ÷ empty page, thread, then median, 95th percentile and longest of the
 * frames.
 */
const gestureTable = (rows: readonly DrawRow[]): string =>
  table(
    ['', 'nodes', 'edges', ...GESTURES.map((name) => GESTURE_TITLES[name])],
    rows.map((row) => {
      const empty = rows.find(
        ({ title, nodes, edges }) => title === 'empty page' && nodes === row.nodes && edges === row.edges,
      );
      const cells = GESTURES.map((name) => {
        const cost = row.gestures?.[name];
        if (!cost) return '';
        const { busy, medianFrame, slowFrame, longestFrame } = cost;
        const ratio = shortRatio(busy / (empty?.gestures?.[name].busy ?? NaN));
        const frames = [medianFrame, slowFrame, longestFrame].map((time) => time.toFixed(0));
        return `${ratio} (${busy.toFixed(1)}; ${frames.join(', ')})`;
      });
      return [...graphOf(row), ...cells];
    }),
  );

const manyTable = (rows: readonly ManyRow[]): string =>
  table(
    ['', 'spans each', 'first, ms', 'tenth, ms', 'tenth ÷ first', 'layout workers', 'data workers'],
    rows.map((row) => [
      row.title,
      count(row.spans),
      milliseconds(row.first),
      milliseconds(row.tenth),
      shortRatio(row.ratio),
      row.layoutWorkers,
      row.dataWorkers,
    ]),
  );

const dropTable = (rows: readonly DropRow[]): string =>
  table(
    [
      '',
      'spans',
      'MB',
      'drawn after, s',
      'tasks > 50 ms',
      'longest task, ms',
      'thread per frame, ms',
      'median frame, ms',
      'p99 frame, ms',
      'frames without a picture',
    ],
    rows.map((row) => [
      row.title,
      row.spans === 0 ? '' : count(row.spans),
      row.spans === 0 ? '' : row.megabytes.toFixed(0),
      row.spans === 0 ? '' : row.seconds.toFixed(1),
      row.longTasks,
      milliseconds(row.longestTask),
      row.busy.toFixed(1),
      row.medianFrame.toFixed(1),
      row.slowFrame.toFixed(1),
      row.emptyFrames,
    ]),
  );

const layout = readResults('layout');
const data = readResults('data');
const draw = readResults('draw');
const many = readResults('many');
const drop = readResults('drop');

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

Ratios to \`JSON.parse\` of the same bytes, decoding included; the graph is that of all traces, and regrouping builds it again by service and kind. The first run is that of a fresh process, in which nothing is compiled yet; the other columns are medians of later runs. A million spans are run once.

${dataTable(data)}

![Processor time from bytes to the graph against the number of spans](performance-data.svg)

### Drawing in the browser

${firstDrawTable(draw.rows)}

Thread per frame ÷ that of the empty page; in brackets the thread's milliseconds per frame, then the median, the 95th percentile and the longest of the times between two frames:

${gestureTable(draw.rows)}

### Ten elements on a page

${manyTable(many)}

### A file dropped on the demo while its page is scrolled

${dropTable(drop)}

${END}`;

const before = readFileSync(FILE, 'utf8');
const [start, end] = [before.indexOf(START), before.indexOf(END)];
if (start < 0 || end < start) throw new Error(`${FILE} lacks its markers`);
writeFileSync(FILE, before.slice(0, start) + written + before.slice(end + END.length));
writeFileSync(CHART, growthChart(layout));
writeFileSync(DATA_CHART, dataChart(data));
execFileSync(process.execPath, [
  'node_modules/prettier/bin/prettier.cjs',
  '--write',
  '--log-level',
  'warn',
  FILE,
]);
