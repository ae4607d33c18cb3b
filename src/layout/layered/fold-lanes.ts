import { at } from '../typed.js';
import type { Block } from './block.js';
import { byPlace, chooseSides, giveSlots, type OpenLeg } from './leg-sides.js';
import { vertexOf, type Leg } from './legs.js';

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
  /** Where it leads back, across the flow: below the row that it leaves, or above the one that it goes on in. */
  readonly line: number;
}

/** The lanes of edges, by edge of the component, that pass between one row and the next to these or from these. */
export type Fold = ReadonlyMap<number, Lane>;

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
  readonly crowd: readonly number[];
  /** Room for all turns before, and behind, the longest row. */
  readonly before: number;
  readonly behind: number;
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
  /** In each channel, those that turn right beside the row that they enter, and the one that they leave. */
  const entering = channels.map((channel) => channel.filter(({ side }) => side !== 'before').length);
  const leaving = channels.map((channel) => channel.filter(({ side }) => side !== 'behind').length);
  const mostBefore = greatest(entering) + slotsBefore;
  const mostBehind = greatest(leaving) + slotsBehind;

  const { offset, rankWidth } = block;
  const lengths = rows.map(([from, end]) => at(offset, end) + at(rankWidth, end) - at(offset, from));
  const longest = greatest(lengths);
  const placed = channels.flatMap((inChannel, c) => {
    let before = entering[c]!;
    let behind = 0;
    return inChannel.sort(byPlace).map(({ edge, row, next, channel, side, slot }, place): PlacedLeg => {
      const turnsBefore = side === 'before' ? mostBefore - 1 - slot : --before;
      const turnsBehind = side === 'behind' ? mostBehind - 1 - slot : behind++;
      // Beside all rows, not only its own.
      const shorter = side === 'behind' ? longest - lengths[row]! : 0;
      return {
        edge,
        row,
        next,
        channel,
        place,
        before: TURN + LANE_STEP * turnsBefore,
        behind: shorter + TURN + LANE_STEP * turnsBehind,
      };
    });
  });
  return {
    legs: placed,
    crowd: channels.map(({ length }) => length),
    before: TURN + LANE_STEP * mostBefore,
    behind: TURN + LANE_STEP * mostBehind,
  };
}

const greatest = (numbers: readonly number[]): number => numbers.reduce((most, n) => Math.max(most, n), 0);
