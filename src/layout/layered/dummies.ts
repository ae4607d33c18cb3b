/** Dummies per node and edge: of so many, of those beyond, and in all; with them, time and memory stay linear. */
const DUMMIES_PER_ITEM = 20;
const MANY_ITEMS = 2_000;
const DUMMIES_PER_FURTHER_ITEM = 3;
const MAX_DUMMIES = 150_000;

/** How many dummies a component may have, by the number of its nodes and edges. */
export function mostDummies(items: number): number {
  const few = Math.min(items, MANY_ITEMS);
  return Math.min(MAX_DUMMIES, DUMMIES_PER_ITEM * few + DUMMIES_PER_FURTHER_ITEM * (items - few));
}

/**
 * How many dummies edges may need at most to get them, if the shortest get theirs first as long as the budget lasts: as
 * many as any needs where it is enough for all.
 *
 * @param edgesByNeed how many edges need 0, 1, 2, … dummies
 */
export function longestChain(edgesByNeed: Int32Array, budget: number): number {
  let longest = 0;
  while (longest + 1 < edgesByNeed.length) {
    budget -= (longest + 1) * edgesByNeed[longest + 1]!;
    if (budget < 0) break;
    longest++;
  }
  return longest;
}
