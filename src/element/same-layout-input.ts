import type { LayoutInput } from '../model/layout.js';

/**
 * Whether two inputs would be laid out alike: same boxes, edges and direction. The aspect ratio does not count: a
 * resized element keeps its picture.
 */
export function sameLayoutInput(a: LayoutInput, b: LayoutInput): boolean {
  return a.direction === b.direction && sameItems(a.nodes, b.nodes) && sameItems(a.edges, b.edges);
}

function sameItems<Item extends object>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
}

/** Compares plain data of fixed, shallow shape: strings, numbers, booleans and small records of them. */
function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const entries = Object.entries(a);
  return (
    entries.length === Object.keys(b).length &&
    entries.every(([key, value]) => sameValue(value, (b as Record<string, unknown>)[key]))
  );
}
