/**
 * A drawing as a Mermaid flowchart: rhombi for HTTP, hexagons for pub/sub, rectangles for databases, circles for the
 * rest; dotted links for asynchronous calls, a subgraph for each async level.
 */
import type { Outline, OutlineEdge, OutlineNode } from './outline.js';

const BRACKETS = {
  http: ['{', '}'],
  pubsub: ['{{', '}}'],
  database: ['[', ']'],
  generic: ['((', '))'],
  stub: ['([', '])'],
} as const;

export function mermaidOf({ direction, levels, edges }: Outline): string {
  const nodes = levels.flatMap((level) => level.nodes);
  const named = (test: (node: OutlineNode) => boolean): string =>
    nodes.flatMap((node) => (test(node) ? node.name : [])).join(',');
  const [async, failed] = [named((node) => node.async), named((node) => node.failed)];
  const failedLinks = edges.flatMap((edge, index) => (edge.failed ? index : [])).join(',');
  return [
    `flowchart ${direction === 'right' ? 'LR' : 'TB'}`,
    ...levels.flatMap(({ name, heading, nodes: members }) => [
      `  subgraph ${name}[${quoted([heading])}]`,
      ...members.map((node) => `    ${nodeLine(node)}`),
      '  end',
    ]),
    ...edges.map((edge) => `  ${edgeLine(edge)}`),
    // Mermaid has no second outline but for circles.
    ...(async ? ['  classDef async stroke-width:4px', `  class ${async} async`] : []),
    ...(failed ? ['  classDef failed stroke:#c01c1c', `  class ${failed} failed`] : []),
    ...(failedLinks ? [`  linkStyle ${failedLinks} stroke:#c01c1c`] : []),
    '',
  ].join('\n');
}

function nodeLine({ name, kind, lines }: OutlineNode): string {
  const [open, close] = BRACKETS[kind];
  return `${name}${open}${quoted(lines)}${close}`;
}

function edgeLine({ from, to, async, label }: OutlineEdge): string {
  const arrow = async ? '-.->' : '-->';
  return label ? `${from} ${arrow}|${quoted([label])}| ${to}` : `${from} ${arrow} ${to}`;
}

/**
 * Text from the data could close the quotes, be taken for Markdown, for HTML or an icon: all but letters, digits, spaces
 * and a few signs are written as Mermaid's character codes. It reads formulas, line breaks and icons from these as
 * well, so that a sign without width comes between what would begin one. Nothing at all would be an error.
 */
function quoted(lines: readonly string[]): string {
  const coded = lines.map((line) =>
    line
      .replace(/\s/g, ' ')
      .replace(/\$(?=\$)|\\(?=n)|fa[bklrs]?:/g, '$&\u2060')
      .replace(/[^\p{L}\p{M}\p{N} .,:/·×_-]/gu, (sign) => `#${sign.codePointAt(0) ?? 0xfffd};`),
  );
  return `"${coded.join('<br/>') || ' '}"`;
}
