/** What the textual formats say of a drawing: short names, texts, and levels in the order of reading. */
import type { NodeKind } from '../../model/dependency-graph.js';
import type { LayoutDirection } from '../../model/layout.js';
import { stubLevel } from '../boxes.js';
import type { Formats } from '../format.js';
import type { Scene } from '../scene.js';
import type { Strings } from '../strings.js';

export interface OutlineNode {
  /** `n0`, `n1` … for nodes, `s0` … for stubs. */
  readonly name: string;
  readonly kind: NodeKind | 'stub';
  readonly async: boolean;
  readonly failed: boolean;
  readonly lines: readonly string[];
}

export interface OutlineEdge {
  readonly from: string;
  readonly to: string;
  readonly async: boolean;
  readonly failed: boolean;
  readonly label: string;
}

export interface OutlineLevel {
  readonly name: string;
  readonly heading: string;
  readonly nodes: readonly OutlineNode[];
}

export interface Outline {
  readonly direction: LayoutDirection;
  readonly levels: readonly OutlineLevel[];
  readonly edges: readonly OutlineEdge[];
}

export function outlineOf(scene: Scene, strings: Strings, formats: Formats): Outline {
  const names = new Map<string, string>();
  const byLevel = new Map<number, OutlineNode[]>();
  const add = (level: number, id: string, node: OutlineNode): void => {
    names.set(id, node.name);
    const nodes = byLevel.get(level);
    if (nodes) nodes.push(node);
    else byLevel.set(level, [node]);
  };
  scene.nodes.forEach(({ node, whole, duration }, index) =>
    add(node.level, node.id, {
      name: `n${index}`,
      kind: node.kind,
      async: node.async,
      failed: node.errorCount > 0,
      lines: [
        whole.title,
        joined([whole.subtitle, duration]),
        // What badges and a line tell in the drawing.
        joined([
          node.spanCount > 1 && strings.times(formats.number(node.spanCount)),
          node.errorCount > 0 && strings.errorCount(node.errorCount),
          node.hiddenErrors > 0 && strings.hiddenErrors(node.hiddenErrors),
          node.missingParents > 0 && strings.missingParents(node.missingParents),
        ]),
      ].filter(Boolean),
    }),
  );
  scene.stubs.forEach(({ stub, text, failed, duration }, index) =>
    add(stubLevel(stub, scene.nodeById.get(stub.node)?.node.level ?? 0), stub.id, {
      name: `s${index}`,
      kind: 'stub',
      async: true,
      failed: stub.errorCount > 0,
      lines: [text, joined([failed, duration])].filter(Boolean),
    }),
  );
  const nameOf = (id: string): string => names.get(id) ?? '';
  const edges = scene.edges.map(({ edge, label, detail }): OutlineEdge => ({
    from: nameOf(edge.source),
    to: nameOf(edge.target),
    async: edge.async,
    failed: edge.errorCount > 0,
    label: joined([label, detail]),
  }));
  const stubEdges = scene.stubs.map(({ stub }): OutlineEdge => {
    const ends = [nameOf(stub.node), nameOf(stub.id)] as const;
    const [from, to] = stub.direction === 'downstream' ? ends : [ends[1], ends[0]];
    return { from, to, async: stub.collapsed === undefined, failed: false, label: '' };
  });
  return {
    direction: scene.direction,
    levels: scene.bands.flatMap(({ level, lines }, index) => {
      const nodes = byLevel.get(level);
      return nodes ? { name: `level${index}`, heading: lines.join(' · '), nodes } : [];
    }),
    edges: [...edges, ...stubEdges],
  };
}

const joined = (parts: readonly (string | false | null)[]): string => parts.filter(Boolean).join(' · ');
