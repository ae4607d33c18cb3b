import type { DependencyNode } from '../model/dependency-graph.js';
import { groupValue } from '../model/group-value.js';

/** How many colours the theme has: `--trace-dependencies-series-1` to `-8`. */
export const SERIES_COUNT = 8;

/** What a node's colour tells: its service, or its first group value when services are not told apart. */
export function seriesKey(node: DependencyNode): string {
  return groupValue(node, 'service.name') ?? node.group[0]?.value ?? '';
}

/**
 * Gives each service a colour, 1 to 8. A service starts from a number derived from its name, so it keeps its colour
 * from page to page, and moves on to the next free one while there is one. All services of the data take part, drawn
 * or not, by name: so equal data give equal colours, and grouping or expanding changes none.
 *
 * @param before what the data had that these were added to: its services keep their colours. Default: none.
 */
export function assignSeries(
  services: Iterable<string>,
  before: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, number> {
  const assigned = new Map(before);
  const taken = new Set(before.values());
  for (const service of [...new Set(services)].sort()) {
    if (assigned.has(service)) continue;
    let series = seriesOf(service);
    if (taken.size < SERIES_COUNT) while (taken.has(series)) series = (series % SERIES_COUNT) + 1;
    taken.add(series);
    assigned.set(service, series);
  }
  return assigned;
}

/** The number derived from a text alone: for what is not a service. */
export function seriesOf(text: string): number {
  return (hash(text) % SERIES_COUNT) + 1;
}

/** FNV-1a, 32 bit. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
