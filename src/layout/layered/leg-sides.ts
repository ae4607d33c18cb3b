import type { Leg } from './legs.js';

/** How a leg gets past rows that it has no end in; direct ones lead to the next row. */
type Side = 'direct' | 'before' | 'behind';

/** A leg with what decides where its lane lies: the lines on which it leaves one row and enters the other. */
export interface OpenLeg extends Leg {
  readonly exit: number;
  readonly entry: number;
  side: Side;
  channel: number;
  /** Among those at the same side, the outermost first. */
  slot: number;
}

/**
 * At the side before the rows a leg crosses the direct ones that leave its first row, or enter its last one, below it; at
 * the side behind them those above it.
 */
export function chooseSides(legs: readonly OpenLeg[], rowCount: number): void {
  const direct = Array.from({ length: rowCount }, (): OpenLeg[] => []);
  for (const leg of legs) if (leg.next === leg.row + 1) direct[leg.row]!.push(leg);
  for (const leg of legs) {
    if (leg.next === leg.row + 1) continue;
    let below = 0;
    for (const { exit } of direct[leg.row]!) below += Math.sign(exit - leg.exit);
    for (const { entry } of direct[leg.next - 1]!) below += Math.sign(entry - leg.entry);
    leg.side = below > 0 ? 'behind' : 'before';
    if (leg.side === 'behind') leg.channel = leg.next - 1;
  }
}

/**
 * Slots at one side, for longer legs and earlier ones further out: so they go round the others.
 *
 * @param order of legs between the same rows, the outermost first
 * @returns how many there are
 */
export function giveSlots(
  legs: readonly OpenLeg[],
  side: Side,
  order: (a: OpenLeg, b: OpenLeg) => number,
): number {
  const passing = legs.filter((leg) => leg.side === side);
  passing.sort((a, b) => a.row - b.row || b.next - a.next || order(a, b) || a.edge - b.edge);
  /** The row in which the last leg of each slot ends. */
  const ends: number[] = [];
  for (const leg of passing) {
    const free = ends.findIndex((end) => end <= leg.row);
    leg.slot = free < 0 ? ends.length : free;
    ends[leg.slot] = leg.next;
  }
  return ends.length;
}

/** Those that come down behind the rows are the lowest; the others turn inside those that leave the row above them. */
export function byPlace(a: OpenLeg, b: OpenLeg): number {
  if (a.side === 'behind' || b.side === 'behind')
    return a.side === b.side ? b.slot - a.slot : a.side === 'behind' ? 1 : -1;
  if (a.exit !== b.exit) return b.exit - a.exit;
  if (a.side !== b.side) return a.side === 'before' ? -1 : 1;
  return a.slot - b.slot || b.entry - a.entry || a.edge - b.edge;
}
