import { at } from '../typed.js';
import type { Block } from './block.js';

/** Space beside a rank before the first lane, and from one lane to the next, along the flow and across it. */
const TURN = 14;
export const LANE_STEP = 9;

/** The way of an edge from one row to another, relative to the block as it is placed. */
export interface Lane {
  /** The last rank of the row that it leaves, and the first of the one that it goes on in. */
  readonly from: number;
  readonly to: number;
  /** How far behind the one, and before the other, it turns. */
  readonly behind: number;
  readonly before: number;
  /** Across the flow, below the row that it leaves. */
  readonly line: number;
}

/** The lanes of edges, by edge of the component, that pass between one row and the next to these or from these. */
export type Fold = ReadonlyMap<number, Lane>;

/** A part of an edge that leads from one row to another; rows between them are passed at their side. */
export interface Leg {
  readonly edge: number;
  readonly row: number;
  readonly next: number;
}

/** A leg with its lane: below which row it leads back, in which place there, and where it turns. */
export interface PlacedLeg extends Leg {
  readonly channel: number;
  readonly place: number;
  readonly behind: number;
  readonly before: number;
}

export interface PlacedLegs {
  readonly legs: readonly PlacedLeg[];
  /** How many lead back below each row. */
  readonly crowd: Int32Array;
  /** Room for all turns before, and behind, the longest row. */
  readonly before: number;
  readonly behind: number;
}

/** Ranks of the ends of an edge, the lower first. */
export function endRanks(part: Block['part'], layers: Block['layers'], e: number): readonly [number, number] {
  const s = at(layers.rank, at(part.source, e));
  const t = at(layers.rank, at(part.target, e));
  return s < t ? [s, t] : [t, s];
}

/** The legs of all edges; one stops on its way only in the row of its label. */
export function legsOf({ part, layers }: Block, rowOf: Int32Array): Leg[] {
  const legs: Leg[] = [];
  part.edges.forEach((_, edge) => {
    if (layers.express[edge] === 1) return;
    const [s, t] = endRanks(part, layers, edge);
    const end = at(rowOf, t);
    let row = at(rowOf, s);
    const label = at(layers.labelVertex, edge);
    const stop = label < 0 ? row : at(rowOf, at(layers.rank, label));
    if (stop > row && stop < end) {
      legs.push({ edge, row, next: stop });
      row = stop;
    }
    if (row < end) legs.push({ edge, row, next: end });
  });
  return legs;
}

/** How a leg gets past rows that it has no end in; direct ones lead to the next row. */
type Side = 'direct' | 'before' | 'behind';

/** A leg with what decides where its lane lies: the lines on which it leaves one row and enters the other. */
interface OpenLeg extends Leg {
  readonly exit: number;
  readonly entry: number;
  side: Side;
  channel: number;
  /** Among those at the same side, the outermost first. */
  slot: number;
}

/**
 * Legs side by side: where they leave a row none crosses another, nor where they enter the next one if they keep their
 * order. Those that pass rows do so at the side where they cross fewer others, outside of all that do not.
 *
 * @param rows by their first rank and their last
 */
export function placeLegs(
  block: Block,
  legs: readonly Leg[],
  rows: readonly (readonly [number, number])[],
): PlacedLegs {
  const open = legs.map((leg): OpenLeg => {
    const lineAt = (rank: number): number => at(block.line, vertexOf(block, leg.edge, rank));
    const [exit, entry] = [lineAt(rows[leg.row]![1]), lineAt(rows[leg.next]![0])];
    return { ...leg, exit, entry, side: 'direct', channel: leg.row, slot: 0 };
  });
  chooseSides(open, rows.length);
  const slotsBefore = giveSlots(open, 'before', (a, b) => b.entry - a.entry || b.exit - a.exit);
  const slotsBehind = giveSlots(open, 'behind', (a, b) => a.entry - b.entry || a.exit - b.exit);

  const channels = rows.map((): OpenLeg[] => []);
  for (const leg of open) channels[leg.channel]!.push(leg);
  const places = new Map<OpenLeg, number>();
  let [mostEntering, mostLeaving] = [0, 0];
  for (const channel of channels) {
    channel.sort(byPlace).forEach((leg, place) => places.set(leg, place));
    mostEntering = Math.max(mostEntering, channel.filter(({ side }) => side !== 'before').length);
    mostLeaving = Math.max(mostLeaving, channel.filter(({ side }) => side !== 'behind').length);
  }

  const lengths = rows.map(
    ([from, end]) => at(block.offset, end) + at(block.rankWidth, end) - at(block.offset, from),
  );
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const placed = channels.flatMap((channel) => {
    let entering = channel.filter(({ side }) => side !== 'before').length;
    let leaving = 0;
    return channel.map(({ edge, row, next, channel, side, slot }, place): PlacedLeg => {
      const before = side === 'before' ? mostEntering + slotsBefore - 1 - slot : --entering;
      const behind = side === 'behind' ? mostLeaving + slotsBehind - 1 - slot : leaving++;
      const shorter = side === 'behind' ? longest - lengths[row]! : 0;
      return {
        ...{ edge, row, next, channel, place },
        behind: shorter + TURN + LANE_STEP * behind,
        before: TURN + LANE_STEP * before,
      };
    });
  });
  return {
    legs: placed,
    crowd: Int32Array.from(channels, ({ length }) => length),
    before: TURN + LANE_STEP * (mostEntering + slotsBefore),
    behind: TURN + LANE_STEP * (mostLeaving + slotsBehind),
  };
}

/**
 * At the side before the rows a leg crosses the direct ones that leave its first row, or enter its last one, below it; at
 * the side behind them those above it.
 */
function chooseSides(legs: readonly OpenLeg[], rowCount: number): void {
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
function giveSlots(legs: readonly OpenLeg[], side: Side, order: (a: OpenLeg, b: OpenLeg) => number): number {
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
function byPlace(a: OpenLeg, b: OpenLeg): number {
  if (a.side === 'behind' || b.side === 'behind')
    return a.side === b.side ? b.slot - a.slot : a.side === 'behind' ? 1 : -1;
  if (a.exit !== b.exit) return b.exit - a.exit;
  if (a.side !== b.side) return a.side === 'before' ? -1 : 1;
  return a.slot - b.slot || b.entry - a.entry || a.edge - b.edge;
}

/** The vertex of an edge in a rank that it passes or ends in. */
export function vertexOf({ part, layers, reversed }: Block, e: number, rank: number): number {
  const from = at(layers.chainStart, e);
  if (at(reversed, e)) return at(layers.chain, from + rank - at(layers.rank, at(part.target, e)));
  const source = at(part.source, e);
  const passed = rank - at(layers.rank, source);
  if (passed === 0) return source;
  const k = from + passed - 1;
  return k < at(layers.chainStart, e + 1) ? at(layers.chain, k) : at(part.target, e);
}
