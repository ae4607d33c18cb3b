import { at } from '../typed.js';
import type { Layers } from './layers.js';
import type { Order } from './order.js';

/** Space from a box to the nearest edge that turns round it, and from one such edge to the next. */
const TURN = 10;
const TURN_STEP = 5;
/** Beyond so many the turns of one node share a line. */
const MOST_STEPS = 6;

/**
 * How far from the middle of its rank each backward edge turns, by the dummy that stays beside its end. Edges that turn
 * round one node nest, the inner ones in the outer ones; all turn inside the room of their rank, before the edges that
 * go forward part, so a turn crosses none of them.
 */
export function turnsOfBackwardEdges(
  { count, realCount, companionOf, width }: Layers,
  order: Order,
): Float64Array {
  const turn = new Float64Array(count);
  if (!companionOf.some((owner) => owner >= 0)) return turn;
  const widest = new Map<number, number>();
  for (let v = realCount; v < count; v++) {
    const owner = at(companionOf, v);
    if (owner >= 0) widest.set(owner, Math.max(widest.get(owner) ?? at(width, owner), at(width, v)));
  }
  for (let v = realCount; v < count; v++) {
    const owner = at(companionOf, v);
    if (owner < 0) continue;
    const nesting = Math.abs(at(order.position, v) - at(order.position, owner)) - 1;
    turn[v] = (widest.get(owner) ?? 0) / 2 + TURN + TURN_STEP * Math.min(nesting, MOST_STEPS);
  }
  return turn;
}
