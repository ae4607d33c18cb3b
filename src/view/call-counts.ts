import type { Scene } from './scene.js';

/** How many edges lead to a node and from it. */
export interface CallCounts {
  readonly callers: number;
  readonly callees: number;
}

const NO_CALLS: CallCounts = { callers: 0, callees: 0 };

const known = new WeakMap<Scene, ReadonlyMap<string, CallCounts>>();

/** The edges at a node. Counted for a whole scene at once, when the first is asked for. */
export function callCounts(scene: Scene, nodeId: string): CallCounts {
  let counts = known.get(scene);
  if (!counts) known.set(scene, (counts = countCalls(scene)));
  return counts.get(nodeId) ?? NO_CALLS;
}

function countCalls({ edges }: Scene): ReadonlyMap<string, CallCounts> {
  const counts = new Map<string, CallCounts>();
  const add = (id: string, callers: number, callees: number): void => {
    const before = counts.get(id) ?? NO_CALLS;
    counts.set(id, { callers: before.callers + callers, callees: before.callees + callees });
  };
  for (const { edge } of edges) {
    add(edge.source, 0, 1);
    add(edge.target, 1, 0);
  }
  return counts;
}
