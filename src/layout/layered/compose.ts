import { LEVEL_GAP } from '../level-gaps.js';
import { at } from '../typed.js';
import type { Block } from './block.js';

/** What of a block decides where it stands. */
export type BlockExtent = Pick<
  Block,
  'levelOf' | 'rankWidth' | 'rankGap' | 'offset' | 'span' | 'top' | 'bottom' | 'lowLevel' | 'highLevel'
> & { readonly layers: Pick<Block['layers'], 'count'> };

/** Where a block stands: x of each of its ranks, and how far it moves across the flow. */
export interface BlockPlace {
  readonly rankX: Float64Array;
  readonly y: number;
}

const BLOCK_GAP = 40;

/**
 * Places the blocks so that every level has one stretch of the flow for all of them. Blocks of several levels are
 * stacked, each as near to the ones before as the levels it covers allow; blocks of one level are packed on shelves
 * behind them, inside the stretch of their level.
 *
 * @param aspectRatio width ÷ height, along the flow ÷ across it, that the shelves aim at
 */
export function composeBlocks(blocks: readonly BlockExtent[], aspectRatio: number): BlockPlace[] {
  const levels = [...new Set(blocks.flatMap((block) => [...new Set(block.levelOf)]))].sort((a, b) => a - b);
  const slot = new Map(levels.map((level, i) => [level, i]));
  const slotOf = (level: number): number => slot.get(level) ?? 0;
  const spanning: number[] = [];
  const single: number[][] = levels.map(() => []);
  blocks.forEach((block, b) => {
    if (block.lowLevel === block.highLevel) (single[slotOf(block.lowLevel)] as number[]).push(b);
    else spanning.push(b);
  });

  // Extents along the flow: offsets of ranks in their level, and the room each level needs.
  const room = new Float64Array(levels.length);
  const advance = new Float64Array(levels.length);
  for (const b of spanning) {
    const block = blocks[b] as BlockExtent;
    block.levelOf.forEach((level, r) => {
      const end = at(block.offset, r) + at(block.rankWidth, r);
      const i = slotOf(level);
      room[i] = Math.max(at(room, i), end);
      advance[i] = Math.max(
        at(advance, i),
        end + (at(block.levelOf, r + 1) === level ? 0 : at(block.rankGap, r)),
      );
    });
  }
  const height = (b: number): number => (blocks[b] as BlockExtent).bottom - (blocks[b] as BlockExtent).top;
  const shelves = single.map((members, i) => {
    const sizes = members.map((b) => ({
      b,
      width: (blocks[b] as BlockExtent).span,
      height: height(b),
    }));
    return packShelves(sizes, at(room, i), aspectRatio / levels.length);
  });
  const start = new Float64Array(levels.length);
  for (let i = 1; i < levels.length; i++) {
    const before = Math.max(
      at(advance, i - 1),
      Math.max(at(room, i - 1), shelves[i - 1]?.width ?? 0) + LEVEL_GAP,
    );
    start[i] = at(start, i - 1) + before;
  }

  // Across the flow: the lower contour of what stands in each level.
  const places = new Array<BlockPlace>(blocks.length);
  const contour = new Float64Array(levels.length).fill(-BLOCK_GAP);
  const place = (b: number, x: number, top: number): void => {
    const block = blocks[b] as BlockExtent;
    const rankX = Float64Array.from(
      block.levelOf,
      (level, r) => at(start, slotOf(level)) + x + at(block.offset, r),
    );
    places[b] = { rankX, y: top - block.top };
  };
  spanning.sort(
    (a, b) => (blocks[b] as BlockExtent).layers.count - (blocks[a] as BlockExtent).layers.count || a - b,
  );
  for (const b of spanning) {
    const { lowLevel, highLevel } = blocks[b] as BlockExtent;
    let top = 0;
    for (let i = slotOf(lowLevel); i <= slotOf(highLevel); i++)
      top = Math.max(top, at(contour, i) + BLOCK_GAP);
    place(b, 0, top);
    contour.fill(top + height(b), slotOf(lowLevel), slotOf(highLevel) + 1);
  }
  shelves.forEach((shelf, i) => {
    for (const { b, x, y } of shelf.items) place(b, x, at(contour, i) + BLOCK_GAP + y);
  });
  return places;
}

interface Shelf {
  readonly items: readonly { readonly b: number; readonly x: number; readonly y: number }[];
  readonly width: number;
  readonly height: number;
}

interface Sized {
  readonly b: number;
  readonly width: number;
  readonly height: number;
}

/** Lengths of rows that are tried, by the side of a rectangle of the wished shape with the area of all blocks. */
const ROW_LENGTHS = [1.12, 1.25, 1.4, 1.6, 0.9];

/** Rows of blocks, the tallest first, no narrower than `least`; of some lengths the one that is seen largest. */
function packShelves(sizes: readonly Sized[], least: number, aspectRatio: number): Shelf {
  const sorted = [...sizes].sort((p, q) => q.height - p.height || p.b - q.b);
  let area = 0;
  for (const { width, height } of sorted) {
    area += (width + BLOCK_GAP) * (height + BLOCK_GAP);
    least = Math.max(least, width);
  }
  let best = rowsOf(sorted, Math.max(least, Math.sqrt(area * aspectRatio)));
  /** The height of a viewport of this shape that holds all. */
  const extent = ({ width, height }: Shelf): number => Math.max(width / aspectRatio, height);
  // Of one row there is no other arrangement.
  if (best.items.every(({ y }) => y === 0)) return best;
  for (const factor of ROW_LENGTHS) {
    const tried = rowsOf(sorted, Math.max(least, factor * Math.sqrt(area * aspectRatio)));
    if (extent(tried) < extent(best)) best = tried;
  }
  return best;
}

function rowsOf(sorted: readonly Sized[], limit: number): Shelf {
  const items: { b: number; x: number; y: number }[] = [];
  let x = 0;
  let y = 0;
  let row = 0;
  let width = 0;
  for (const size of sorted) {
    if (x > 0 && x + size.width > limit) {
      y += row + BLOCK_GAP;
      x = 0;
      row = 0;
    }
    items.push({ b: size.b, x, y });
    width = Math.max(width, x + size.width);
    x += size.width + BLOCK_GAP;
    row = Math.max(row, size.height);
  }
  return { items, width, height: y + row };
}
