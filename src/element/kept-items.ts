/** What of a large drawing is in the document although it is out of view. */
import type { VisibleScene } from '../view/graph-view.js';
import type { Scene, SceneStub } from '../view/scene.js';

/** What is drawn although it is out of view, so that the focus is not lost and keys find where they lead. */
export interface Kept {
  /** Ids of nodes, edges or stubs; nodes with their neighbours. */
  readonly ids: readonly (string | null)[];
  /** The path that is shown. */
  readonly path: { readonly nodes: ReadonlySet<string>; readonly edges: ReadonlySet<string> } | null;
}

/** Nodes and edges of a path that are drawn one by one over an overview; a longer path is lost in it anyway. */
const KEPT_PATH = 500;

/** A hub may have any number of neighbours; of so many, those in view have to do. */
const KEPT_NEIGHBOURS = 60;

/**
 * A part of the scene together with what is kept, in the order of the scene, which is the reading order.
 *
 * @param stubs those of the scene by their ids and those of their edges.
 */
export function withKept(
  scene: Scene,
  part: VisibleScene,
  { ids, path }: Kept,
  stubs: ReadonlyMap<string, SceneStub>,
): VisibleScene {
  const kept = new Set<string>();
  for (const id of ids) if (id !== null) kept.add(id);
  if (kept.size > 0) for (const id of neighbours(scene, kept)) kept.add(id);
  if (path && path.nodes.size + path.edges.size <= KEPT_PATH)
    for (const list of [path.nodes, path.edges]) for (const id of list) kept.add(id);
  const edges = found(scene.edgeById, kept);
  return {
    ...part,
    nodes: joined(scene.nodes, part.nodes, found(scene.nodeById, kept)),
    edges: joined(scene.edges, part.edges, edges),
    labelled: joined(scene.edges, part.labelled, edges),
    stubs: joined(scene.stubs, part.stubs, found(stubs, kept)),
  };
}

function found<Entry>(byId: ReadonlyMap<string, Entry>, ids: ReadonlySet<string>): Entry[] {
  const entries: Entry[] = [];
  for (const id of ids) {
    const entry = byId.get(id);
    if (entry) entries.push(entry);
  }
  return entries;
}

/** The same list where nothing is added. */
function joined<Entry>(
  all: readonly Entry[],
  some: readonly Entry[],
  more: readonly Entry[],
): readonly Entry[] {
  const entries = new Set(some);
  for (const entry of more) entries.add(entry);
  return entries.size > some.length ? all.filter((entry) => entries.has(entry)) : some;
}

/** Ids of what is one call away, and of the calls that lead there. */
function neighbours(scene: Scene, ids: ReadonlySet<string>): readonly string[] {
  const near: string[] = [];
  for (const { edge } of scene.edges) {
    if (near.length >= KEPT_NEIGHBOURS) break;
    if (ids.has(edge.id) || ids.has(edge.source) || ids.has(edge.target))
      near.push(edge.id, edge.source, edge.target);
  }
  for (const { stub } of scene.stubs) {
    if (near.length >= KEPT_NEIGHBOURS) break;
    if (ids.has(stub.node)) near.push(stub.id);
    else if (ids.has(stub.id)) near.push(stub.node);
  }
  return near;
}
