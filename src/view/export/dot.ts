/** A drawing in Graphviz' DOT language: shapes as in the drawing, two peripheries for asynchronous traces. */
import type { Outline, OutlineEdge, OutlineNode } from './outline.js';

const SHAPES = {
  http: 'diamond',
  pubsub: 'hexagon',
  database: 'box',
  generic: 'ellipse',
  stub: 'box',
} as const;

const FAILED = '#c01c1c';

export function dotOf({ direction, levels, edges }: Outline): string {
  return [
    'digraph traces {',
    `  graph [rankdir=${direction === 'right' ? 'LR' : 'TB'}]`,
    '  node [fontname="sans-serif" fontsize=11]',
    '  edge [fontname="sans-serif" fontsize=10]',
    ...levels.flatMap(({ name, heading, nodes }) => [
      `  subgraph cluster_${name} {`,
      `    graph [label=${quoted([heading])} style=dotted]`,
      ...nodes.map((node) => `    ${nodeLine(node)}`),
      '  }',
    ]),
    ...edges.map((edge) => `  ${edgeLine(edge)}`),
    '}',
    '',
  ].join('\n');
}

function nodeLine({ name, kind, async, failed, lines }: OutlineNode): string {
  const isStub = kind === 'stub';
  const attributes = [
    `label=${quoted(lines)}`,
    `shape=${SHAPES[kind]}`,
    ...(isStub ? ['style="rounded,dashed"'] : async ? ['peripheries=2'] : []),
    ...(failed ? [`color="${FAILED}"`] : []),
  ];
  return `${name} [${attributes.join(' ')}]`;
}

function edgeLine({ from, to, async, failed, label }: OutlineEdge): string {
  const attributes = [
    ...(label ? [`label=${quoted([label])}`] : []),
    ...(async ? ['style=dotted'] : []),
    ...(failed ? [`color="${FAILED}"`] : []),
  ];
  return attributes.length > 0 ? `${from} -> ${to} [${attributes.join(' ')}]` : `${from} -> ${to}`;
}

/** Within quotes the quote, the backslash and entities mean something; control characters were marked before. */
const quoted = (lines: readonly string[]): string =>
  `"${lines.map((line) => line.replace(/[\\"]/g, '\\$&').replace(/&/g, '&amp;').replace(/\s/g, ' ')).join('\\n')}"`;
