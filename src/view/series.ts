import type { DependencyGraph, DependencyNode } from '../model/dependency-graph.js';
import { groupValue } from './node-label.js';

/** How many colours the theme has: `--trace-dependencies-series-1` to `-8`. */
export const SERIES_COUNT = 8;

/** What a node's colour tells: its service, or its first group value when services are not told apart. */
export function seriesKey(node: DependencyNode): string {
  return groupValue(node, 'service.name') ?? node.group[0]?.value ?? '';
}

/**
 * Gives each service a colour, 1 to 8. A service starts from a number derived from its name, so it keeps its colour
 * from graph to graph, and moves on to the next free one while there is one; services go by name, so that equal data
 * give equal colours.
 */
export function assignSeries(graph: DependencyGraph): ReadonlyMap<string, number> {
  const keys = [...new Set(graph.nodes.map(seriesKey))].sort();
  const assigned = new Map<string, number>();
  const taken = new Set<number>();
  for (const key of keys) {
    let series = hash(key) % SERIES_COUNT;
    if (taken.size < SERIES_COUNT) while (taken.has(series)) series = (series + 1) % SERIES_COUNT;
    taken.add(series);
    assigned.set(key, series + 1);
  }
  return assigned;
}

/** FNV-1a, 32 bit. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
