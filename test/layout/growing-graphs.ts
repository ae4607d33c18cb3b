/** Graphs that change as live data change them: seeded steps of growth, and how much of a drawing held still in one. */
import type { LayoutEdge, LayoutInput, LayoutNode, PlacedGraph, PlacedNode } from '../../src/model/layout.js';
import { box, type Random } from './random-graphs.js';

export interface GrowthOptions {
  /** Most boxes that one step adds, besides whole traces. */
  readonly most?: number;
  /** Nothing but new boxes and their edges. */
  readonly onlyGrows?: boolean;
}

const LEVELS = 3;

/** The next graph: boxes, traces, edges and stubs come, a few go, labels and sizes change. Ids are never used twice. */
export function grownGraph(
  input: LayoutInput,
  step: number,
  random: Random,
  { most = 10, onlyGrows = false }: GrowthOptions = {},
): LayoutInput {
  const pick = (limit: number): number => Math.floor(random() * limit);
  const { direction } = input;
  let nodes: LayoutNode[] = [...input.nodes];
  let edges: LayoutEdge[] = [...input.edges];
  let last = 0;
  const add = (level: number, width?: number, height?: number): LayoutNode => {
    const node = box(`s${step}.${last++}`, level, direction, width, height);
    nodes.push(node);
    return node;
  };
  const join = (source: LayoutNode, target: LayoutNode, hasLabel = random() < 0.2): void => {
    const label = hasLabel ? { width: 34 + pick(50), height: 18 } : null;
    const async = source.level !== target.level || random() < 0.1;
    edges.push({ id: `s${step}.e${last++}`, source: source.id, target: target.id, async, label });
  };

  if (!onlyGrows) {
    const gone = new Set<string>();
    for (let i = pick(3); i > 0 && nodes.length > 2; i--)
      gone.add((nodes[pick(nodes.length)] as LayoutNode).id);
    nodes = nodes.filter((node) => !gone.has(node.id));
    edges = edges.filter((edge) => !gone.has(edge.source) && !gone.has(edge.target));
    edges = edges.map((edge) => {
      if (random() > 0.05) return edge;
      return { ...edge, label: random() < 0.2 ? null : { width: 34 + pick(50), height: 18 } };
    });
    nodes = nodes.map((node) =>
      random() < 0.02 ? box(node.id, node.level, direction, 80 + pick(100), 60 + pick(50)) : node,
    );
    for (let i = pick(3); i > 0 && nodes.length > 1; i--) {
      const [a, b] = [nodes[pick(nodes.length)] as LayoutNode, nodes[pick(nodes.length)] as LayoutNode];
      if (a.level <= b.level) join(a, b);
      else join(b, a);
    }
  }
  const old = [...nodes];
  for (let i = 1 + pick(most); i > 0; i--) {
    const near = old[pick(old.length)] ?? add(0);
    const kind = random();
    if (kind < 0.5) join(near, add(near.level, 80 + pick(100)));
    else if (kind < 0.6) join(near, add(near.level, 90, 44), false);
    else if (kind < 0.7) join(add(near.level), near);
    else if (kind < 0.8 && near.level < LEVELS) join(near, add(near.level + 1), true);
    else if (kind < 0.88 && near.level > -LEVELS) join(add(near.level - 1), near, true);
    else if (kind < 0.93 && near.level < LEVELS && near.level >= 0) {
      const trace = [add(near.level + 1)];
      join(near, trace[0] as LayoutNode, true);
      for (let k = 3 + pick(6); k > 0; k--) {
        const caller = trace[pick(trace.length)] as LayoutNode;
        const callee = add(caller.level);
        trace.push(callee);
        join(caller, callee);
      }
    } else {
      const other = old[pick(old.length)] ?? near;
      const between = add(near.level);
      join(near, between);
      if (other.level >= between.level) join(between, other);
    }
  }
  return { ...input, nodes, edges };
}

/** How the boxes that two drawings have in common moved. */
export interface Movement {
  /** Boxes in both, with the same size and level. */
  readonly common: number;
  /** Of them, those that moved otherwise than by what `extendLayout` allows. */
  readonly restless: number;
  /** Of them, those that moved relative to the first along the flow. */
  readonly shifted: number;
}

/** Across the flow all have to move by one distance; along it, none less than one that stands before it. */
export function movement(
  before: { readonly input: LayoutInput; readonly placed: PlacedGraph },
  after: { readonly input: LayoutInput; readonly placed: PlacedGraph },
): Movement {
  const [along, across] = after.input.direction === 'down' ? (['y', 'x'] as const) : (['x', 'y'] as const);
  const shape = (node: LayoutNode, edges: readonly LayoutEdge[]): string =>
    JSON.stringify([
      { ...node },
      edges.filter((edge) => edge.source === node.id && edge.target === node.id).map((edge) => edge.label),
    ]);
  const shapes = new Map(before.input.nodes.map((node) => [node.id, shape(node, before.input.edges)]));
  const old = new Map(before.placed.nodes.map((node) => [node.id, node]));
  const now = new Map(after.placed.nodes.map((node) => [node.id, node]));
  const pairs: { readonly old: PlacedNode; readonly now: PlacedNode }[] = [];
  for (const node of after.input.nodes) {
    const [o, n] = [old.get(node.id), now.get(node.id)];
    if (o && n && shapes.get(node.id) === shape(node, after.input.edges)) pairs.push({ old: o, now: n });
  }
  pairs.sort((a, b) => a.old[along] - b.old[along]);
  const first = pairs[0];
  let least = -Infinity;
  let restless = 0;
  let shifted = 0;
  for (const pair of pairs) {
    const by = pair.now[along] - pair.old[along];
    const sideways = pair.now[across] - pair.old[across];
    const isSteady = first && Math.abs(sideways - (first.now[across] - first.old[across])) < 1e-6;
    if (!isSteady || by < least - 1e-6) restless++;
    if (first && by - (first.now[along] - first.old[along]) > 1e-6) shifted++;
    least = Math.max(least, by);
  }
  return { common: pairs.length, restless, shifted };
}
