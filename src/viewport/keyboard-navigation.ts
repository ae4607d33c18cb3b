/**
 * Moving the focus through the drawn graph with the keyboard: along calls with the arrows of the layout's direction,
 * within a layer with the others. Pure: the view gives what is drawn and where, and moves the focus itself.
 */
import type { LayoutDirection, Rect } from '../model/layout.js';
import type { NavigationCommand } from './navigation-keys.js';

/** A box that can have the focus: a node or a stub. */
export interface NavigationNode extends Rect {
  readonly id: string;
  /** What type-ahead searches. */
  readonly name: string;
}

/** A call that can have the focus; source and target are ids of boxes. */
export interface NavigationEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

/** What has the focus. An edge is reached from a node and remembers it. */
export type NavigationFocus =
  | { readonly type: 'node'; readonly id: string }
  | { readonly type: 'edge'; readonly id: string; readonly node: string };

/** Calls of one node: nearest other end first, in visual order. */
interface Neighbours {
  readonly outgoing: readonly NavigationEdge[];
  readonly incoming: readonly NavigationEdge[];
}

/** The drawn graph as the keyboard sees it: layers of nodes in reading order, and the calls between them. */
export class GraphNavigator {
  readonly #layers: readonly (readonly NavigationNode[])[];
  readonly #order: readonly NavigationNode[];
  readonly #indexOf = new Map<string, number>();
  readonly #layerOf = new Map<string, number>();
  readonly #edges: readonly NavigationEdge[];
  #knownNeighbours: ReadonlyMap<string, Neighbours> | null = null;

  /** Edges whose ends are not both among the nodes are left out. */
  constructor(
    nodes: readonly NavigationNode[],
    edges: readonly NavigationEdge[],
    direction: LayoutDirection,
  ) {
    this.#layers = layersOf(nodes, direction);
    this.#order = this.#layers.flat();
    this.#order.forEach(({ id }, index) => this.#indexOf.set(id, index));
    this.#layers.forEach((layer, index) => layer.forEach(({ id }) => this.#layerOf.set(id, index)));
    this.#edges = edges;
  }

  /** Found when a key is first pressed. */
  get #neighbours(): ReadonlyMap<string, Neighbours> {
    this.#knownNeighbours ??= neighboursOf(this.#order, this.#edges, this.#layerOf, this.#indexOf);
    return this.#knownNeighbours;
  }

  /** Ids of all nodes in reading order: layer by layer, each in visual order. */
  get order(): readonly string[] {
    return this.#order.map(({ id }) => id);
  }

  /**
   * Where a command moves the focus, or `null` when there is nothing in that direction.
   *
   * Callee and caller go along the first call: nearest layer, then visual order. Previous and next go through the layer and, at its end,
   * on to the neighbouring layer: so every node is reached from every other, connected or not.
   */
  move(focus: NavigationFocus, command: NavigationCommand): NavigationFocus | null {
    if (command === 'outgoing-edge' || command === 'incoming-edge') return this.#cycleEdges(focus, command);
    if (focus.type === 'edge') {
      const edge = this.#edge(focus);
      if (edge && command === 'callee') return nodeFocus(edge.target);
      if (edge && command === 'caller') return nodeFocus(edge.source);
    }
    const from = focus.type === 'edge' ? focus.node : focus.id;
    const target = this.#target(from, command);
    return target === undefined || target === from ? null : nodeFocus(target);
  }

  /**
   * The next node in reading order whose name begins with the text, or else contains it; letter case does not count.
   * The search starts at `from` itself while a word is being typed on, and after it for a first or repeated character.
   * `null` when no name matches.
   */
  findByName(text: string, from: string | null): string | null {
    const wanted = fold(text);
    if (wanted === '') return null;
    const repeated = [...wanted].every((character, _index, all) => character === all[0]);
    const start = from === null ? 0 : (this.#indexOf.get(from) ?? -1) + (repeated ? 1 : 0);
    return (
      this.#search(start, (name) => name.startsWith(wanted)) ??
      this.#search(start, (name) => name.includes(wanted)) ??
      (repeated && wanted.length > 1 ? this.findByName([...wanted][0]!, from) : null)
    );
  }

  #target(from: string, command: NavigationCommand): string | undefined {
    const index = this.#indexOf.get(from);
    const layer = this.#layers[this.#layerOf.get(from) ?? -1];
    if (index === undefined || !layer) return this.#order[0]?.id;
    const { outgoing, incoming } = this.#neighbours.get(from)!;
    switch (command) {
      case 'callee':
        return outgoing.find(({ target }) => target !== from)?.target;
      case 'caller':
        return incoming.find(({ source }) => source !== from)?.source;
      case 'previous':
        return this.#order[index - 1]?.id;
      case 'next':
        return this.#order[index + 1]?.id;
      case 'layer-start':
        return layer[0]?.id;
      case 'layer-end':
        return layer.at(-1)?.id;
      case 'first-layer':
        return this.#layers[0]?.[0]?.id;
      case 'last-layer':
        return this.#layers.at(-1)?.[0]?.id;
      default:
        return undefined;
    }
  }

  #cycleEdges(focus: NavigationFocus, command: 'outgoing-edge' | 'incoming-edge'): NavigationFocus | null {
    const node = focus.type === 'edge' ? focus.node : focus.id;
    const neighbours = this.#neighbours.get(node);
    const edges = (command === 'outgoing-edge' ? neighbours?.outgoing : neighbours?.incoming) ?? [];
    const current = focus.type === 'edge' ? edges.findIndex(({ id }) => id === focus.id) : -1;
    const edge = edges[(current + 1) % edges.length];
    return edge ? { type: 'edge', id: edge.id, node } : null;
  }

  #edge(focus: { readonly id: string; readonly node: string }): NavigationEdge | undefined {
    const neighbours = this.#neighbours.get(focus.node);
    const isFocused = ({ id }: NavigationEdge): boolean => id === focus.id;
    return neighbours?.outgoing.find(isFocused) ?? neighbours?.incoming.find(isFocused);
  }

  #search(start: number, matches: (name: string) => boolean): string | null {
    const count = this.#order.length;
    for (let step = 0; step < count; step++) {
      const node = this.#order[(start + step) % count];
      if (node && matches(fold(node.name))) return node.id;
    }
    return null;
  }
}

/**
 * Layers by place: a node that begins where the first node of a layer has already ended begins the next layer. In a
 * layered drawing that is exactly the drawn layers; in any other it is at least a division.
 */
export function layersOf<Box extends Rect & { readonly id: string }>(
  nodes: readonly Box[],
  direction: LayoutDirection,
): Box[][] {
  const isRight = direction === 'right';
  // Places are found once, not with every comparison: a large drawing has a hundred thousand of those.
  const places = nodes.map((node) => ({
    node,
    id: node.id,
    start: isRight ? node.x : node.y,
    end: isRight ? node.x + node.width : node.y + node.height,
    centre: isRight ? node.y + node.height / 2 : node.x + node.width / 2,
  }));
  places.sort((a, b) => a.start - b.start || compareIds(a, b));
  const layers: (typeof places)[] = [];
  let layerStart = -Infinity;
  let firstEnd = -Infinity;
  for (const place of places) {
    if (place.start >= firstEnd && place.start > layerStart) {
      layers.push([]);
      layerStart = place.start;
      firstEnd = place.end;
    }
    firstEnd = Math.min(firstEnd, place.end);
    layers.at(-1)!.push(place);
  }
  for (const layer of layers)
    layer.sort((a, b) => a.centre - b.centre || a.start - b.start || compareIds(a, b));
  return layers.map((layer) => layer.map(({ node }) => node));
}

function neighboursOf(
  order: readonly NavigationNode[],
  edges: readonly NavigationEdge[],
  layerOf: ReadonlyMap<string, number>,
  indexOf: ReadonlyMap<string, number>,
): ReadonlyMap<string, Neighbours> {
  const lists = new Map<string, MutableNeighbours>(
    order.map(({ id }) => [id, { outgoing: [], incoming: [] }]),
  );
  for (const edge of edges) {
    const source = lists.get(edge.source);
    const target = lists.get(edge.target);
    if (!source || !target) continue;
    source.outgoing.push(edge);
    target.incoming.push(edge);
  }
  // Calls in the direction of the layout come before those against it, near ones before far ones.
  const rank = ({ source, target }: NavigationEdge): number => {
    const layers = (layerOf.get(target) ?? 0) - (layerOf.get(source) ?? 0);
    return layers > 0 ? layers : order.length - layers;
  };
  const place = (id: string): number => indexOf.get(id) ?? 0;
  for (const { outgoing, incoming } of lists.values()) {
    outgoing.sort((a, b) => rank(a) - rank(b) || place(a.target) - place(b.target) || compareIds(a, b));
    incoming.sort((a, b) => rank(a) - rank(b) || place(a.source) - place(b.source) || compareIds(a, b));
  }
  return lists;
}

interface MutableNeighbours {
  readonly outgoing: NavigationEdge[];
  readonly incoming: NavigationEdge[];
}

function compareIds(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function nodeFocus(id: string): NavigationFocus {
  return { type: 'node', id };
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
