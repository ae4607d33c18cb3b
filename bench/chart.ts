/** The growth of times as charts, written as SVG by hand: they follow the reader's colour scheme by themselves. */
import type { DataResults, LayoutResults } from './results.js';

const WIDTH = 800;
const HEIGHT = 420;
const PLOT = { left: 64, right: 556, top: 48, bottom: 368 } as const;

interface Axis {
  readonly least: number;
  readonly most: number;
  readonly from: number;
  readonly to: number;
}

const place = ({ least, most, from, to }: Axis, value: number): number =>
  from + ((Math.log10(value) - Math.log10(least)) / (Math.log10(most) - Math.log10(least))) * (to - from);

/** Powers of ten from the least to the most. */
function powers({ least, most }: Axis): readonly number[] {
  const result: number[] = [];
  for (let power = Math.ceil(Math.log10(least)); power <= Math.log10(most) + 1e-9; power++)
    result.push(10 ** power);
  return result;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const duration = (milliseconds: number): string =>
  milliseconds >= 1000 ? `${milliseconds / 1000} s` : `${milliseconds} ms`;

/** Light and dark colours of one line each; the dash tells them apart without colour. */
const LINES = [
  ['#1a5fb4', '#78aeed', ''],
  ['#7a3e9d', '#c89be6', '8 4'],
  ['#a51d2d', '#ff8a8a', '2 4'],
  ['#8a5a00', '#e5b454', '12 4 2 4'],
  ['#26734d', '#6fce9b', '4 4'],
  ['#4a4a4a', '#c4c4c4', '16 4'],
  ['#00695f', '#5fd0c5', '1 3'],
] as const;

/** A time in milliseconds for a size. */
interface Point {
  readonly size: number;
  readonly time: number;
}

/** A line of a chart, and what it is called. */
interface Series {
  readonly title: string;
  readonly points: readonly Point[];
}

/** Draws the times of graphs of one family against their sizes, both by powers of ten. */
export function growthChart({ engines, sizes }: LayoutResults): string {
  const rows = sizes.filter(({ title }) => title === 'shared callees');
  const series = engines.map(({ name, title }) => ({
    title: title.replace(/^Graphviz dot \((?:.*\/)?(.*)\)$/, 'Graphviz dot ($1)'),
    points: rows.flatMap(({ nodes, times }) => {
      const time = times[name];
      return typeof time === 'number' ? [{ size: nodes, time }] : [];
    }),
  }));
  return chart('Processor time of one layout', 'nodes', series, [100, 10_000]);
}

/** Draws the times from bytes to the graph, and those of `JSON.parse`, against the numbers of spans. */
export function dataChart(rows: DataResults): string {
  const formats = [...new Set(rows.map(({ format }) => format))];
  const series = formats.flatMap((format) => {
    const ofFormat = rows.filter((row) => row.format === format);
    return [
      {
        title: `${format} to the graph`,
        points: ofFormat.map(({ spans, reference, total }) => ({ size: spans, time: reference * total })),
      },
      {
        title: `JSON.parse of ${format}`,
        points: ofFormat.map(({ spans, reference }) => ({ size: spans, time: reference })),
      },
    ];
  });
  return chart('Processor time from bytes to the graph', 'spans', series, [10_000, 1_000_000]);
}

/** @param sizes the least and the greatest, powers of ten. */
function chart(
  heading: string,
  unit: string,
  series: readonly Series[],
  [least, most]: readonly [number, number],
): string {
  const times = series.flatMap(({ points }) => points.map(({ time }) => time));
  const x: Axis = { least, most, from: PLOT.left, to: PLOT.right };
  const y: Axis = {
    least: 10 ** Math.floor(Math.log10(Math.min(...times))),
    most: 10 ** Math.ceil(Math.log10(Math.max(...times))),
    from: PLOT.bottom,
    to: PLOT.top,
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title">
<title id="title">${heading} against the number of ${unit}, both by powers of ten; lower is faster</title>
<style>
${styles()}
</style>
<rect class="surface" width="${WIDTH}" height="${HEIGHT}"/>
<text class="heading" x="${PLOT.left}" y="24">${heading} (lower is faster)</text>
${[...grid(x, y, unit), ...series.flatMap(({ title, points }, index) => line(title, points, index, x, y)), ...names(series, x, y)].join('\n')}
</svg>
`;
}

function styles(): string {
  const rules = (scheme: 0 | 1): string =>
    LINES.map(
      (colours, index) => `.s${index} { stroke: ${colours[scheme]}; fill: ${colours[scheme]}; }`,
    ).join('\n');
  return `text { font: 13px system-ui, sans-serif; fill: #222; }
.heading { font-weight: 600; }
.surface { fill: #fff; }
.grid { stroke: #d5d5d5; }
polyline { fill: none !important; stroke-width: 2; }
.name { stroke: none !important; }
${rules(0)}
@media (prefers-color-scheme: dark) {
text { fill: #eee; }
.surface { fill: #16181d; }
.grid { stroke: #3c4048; }
${rules(1)}
}`;
}

function grid(x: Axis, y: Axis, unit: string): readonly string[] {
  return [
    ...powers(x).map((size) => {
      const at = place(x, size).toFixed(1);
      return `<path class="grid" d="M${at} ${y.from}V${y.to}"/><text x="${at}" y="${y.from + 20}" text-anchor="middle">${size.toLocaleString('en')} ${unit}</text>`;
    }),
    ...powers(y).map((time) => {
      const at = place(y, time);
      return `<path class="grid" d="M${x.from} ${at.toFixed(1)}H${x.to}"/><text x="${x.from - 8}" y="${(at + 4).toFixed(1)}" text-anchor="end">${duration(time)}</text>`;
    }),
  ];
}

function line(title: string, points: readonly Point[], index: number, x: Axis, y: Axis): readonly string[] {
  const places = points.map(({ size, time }) => `${place(x, size).toFixed(1)},${place(y, time).toFixed(1)}`);
  const dash = LINES[index]?.[2] ?? '';
  return [
    `<g class="s${index}"><title>${escape(title)}</title><polyline points="${places.join(' ')}"${dash && ` stroke-dasharray="${dash}"`}/>`,
    ...places.map((at) => `<circle cx="${at.split(',')[0]}" cy="${at.split(',')[1]}" r="3"/>`),
    '</g>',
  ];
}

/** Least distance of two names, in pixels. */
const NAME_STEP = 18;

/** Names at the ends of the lines, apart from one another, each with a stroke that leads to its line. */
function names(series: readonly Series[], x: Axis, y: Axis): readonly string[] {
  const ends = series
    .map(({ title, points }, index) => ({ title, index, last: points.at(-1) }))
    .filter(({ last }) => last !== undefined)
    .map(({ title, index, last }) => ({
      title,
      index,
      left: place(x, last?.size ?? 1),
      wanted: place(y, last?.time ?? 1),
    }))
    .sort((a, b) => a.wanted - b.wanted);
  let at = PLOT.top - NAME_STEP;
  return ends.map(({ title, index, left, wanted }) => {
    at = Math.max(at + NAME_STEP, wanted);
    return `<path class="s${index}" fill="none" stroke-opacity=".4" d="M${left.toFixed(1)} ${wanted.toFixed(1)}L${PLOT.right + 10} ${at.toFixed(1)}"/><text class="name s${index}" x="${PLOT.right + 14}" y="${(at + 4).toFixed(1)}">${escape(title)}</text>`;
  });
}
