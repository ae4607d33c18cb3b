import { LEVEL_GAP } from '../level-gaps.js';

/** Space between two ranks, and beside a rank that holds only labels. */
const RANK_GAP = 44;
const LABEL_RANK_GAP = 26;
/** Where edges climb far, the space grows with the climb, so that they do not become walls. */
const FREE_CLIMB = 240;
const GAP_PER_CLIMB = 0.06;
const MAX_RANK_GAP = 160;

/** What the space behind the ranks depends on. */
export interface RankedColumns {
  /** Level of each rank. */
  readonly levelOf: Int32Array;
  /** 1 where a rank holds labels and no node. */
  readonly onlyLabels: Uint8Array;
  /** How far across the flow the edges go that climb the furthest from each rank to the next. */
  readonly climb: Float64Array;
}

/** The space behind each rank. */
export function gapsBehindRanks({ levelOf, onlyLabels, climb }: RankedColumns): Float64Array {
  const gaps = new Float64Array(levelOf.length);
  for (let r = 0; r < gaps.length; r++) {
    const isLast = r + 1 === gaps.length;
    const least =
      onlyLabels[r] === 1 || (!isLast && onlyLabels[r + 1] === 1)
        ? LABEL_RANK_GAP
        : !isLast && levelOf[r] !== levelOf[r + 1]
          ? LEVEL_GAP
          : RANK_GAP;
    const wish = least + Math.max(0, climb[r]! - FREE_CLIMB) * GAP_PER_CLIMB;
    gaps[r] = Math.min(wish, MAX_RANK_GAP);
  }
  return gaps;
}

/** Where each rank begins, counted from the beginning of its level. */
export function rankOffsets(
  levelOf: Int32Array,
  rankWidth: Float64Array,
  rankGap: Float64Array,
): Float64Array {
  const offset = new Float64Array(levelOf.length);
  for (let r = 1; r < offset.length; r++) {
    if (levelOf[r] !== levelOf[r - 1]) continue;
    offset[r] = offset[r - 1]! + rankWidth[r - 1]! + rankGap[r - 1]!;
  }
  return offset;
}
