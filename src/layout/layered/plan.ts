import type { FlowGraph } from '../flow-graph.js';
import { composeBlocks } from './compose.js';
import { expectedExtent } from './expected-extent.js';
import { rankNodes, type Ranking, type UnrankedPart } from './ranks.js';
import type { SiblingWrapper, WrappedGraph } from './wrap-siblings.js';

/** How tall drawings become, by their tallest rank: those with spread ranks at most, others mostly. */
const SLACK = 1.15;
const USUAL_SLACK = 1.1;
/** A limit of height aims at this shape, and is not corrected where the expected one is about as good. */
const GOOD_SHAPE = 0.9;
const ABOUT_LEAST = 0.79;
const ABOUT_MOST = 1.39;
/** Drawings with too many dummies are made less tall only up to this shape; aiming at fewer, they have enough. */
const BEARABLE = 0.5;
const SPARE = 0.9;
/** By how much a limit is corrected at most at a time, and how often. */
const MOST_CORRECTION = 0.5;
const MOST_CORRECTIONS = 5;
/** Limits that are too low and too high end the search when they are so near to each other. */
const NEAR_LIMITS = 1.15;

/** Ranks of all components, and the extent that is to be expected of a drawing with them. */
export interface Plan {
  readonly parts: readonly UnrankedPart[];
  readonly rankings: readonly Ranking[];
  /** How tall the drawing may become, by its tallest rank. */
  readonly slack: number;
  readonly width: number;
  readonly height: number;
  /** Width ÷ height by that of the viewport. */
  readonly shape: number;
  /** How many times as many dummies a component has as it may have. */
  readonly overload: number;
}

/** @param limit how tall ranks should be at most */
export function planOf(flow: FlowGraph, parts: readonly UnrankedPart[], limit: number): Plan {
  const isSpread = limit < Infinity;
  const rankings = parts.map((part) => rankNodes(part, limit));
  const extents = parts.map((part, i) =>
    expectedExtent(flow, part, rankings[i]!, isSpread ? SLACK : USUAL_SLACK),
  );
  const places = composeBlocks(extents, flow.aspectRatio);
  let width = 0;
  let height = 0;
  let overload = 0;
  for (let i = 0; i < extents.length; i++) {
    const { rankWidth, top, bottom } = extents[i]!;
    const { rankX, y } = places[i]!;
    const last = rankX.length - 1;
    width = Math.max(width, rankX[last]! + rankWidth[last]!);
    height = Math.max(height, y + bottom - top);
    overload = Math.max(overload, extents[i]!.overload);
  }
  const shape = width / height / flow.aspectRatio;
  return { parts, rankings, slack: isSpread ? SLACK : Infinity, width, height, shape, overload };
}

/** A plan of a graph with siblings in columns, and the limit of height that it keeps to. */
export type WrappedPlan = Plan & WrappedGraph & { readonly limit: number };

/**
 * Looks for a limit of height with which the drawing will have the shape of the viewport, and not too many dummies,
 * by the extents that are to be expected.
 *
 * @param limit where to begin
 * @param bias by how much shapes differ from those that are expected
 */
export function planToFit(wrapper: SiblingWrapper, limit: number, bias: number): WrappedPlan {
  const planWith = (most: number): WrappedPlan => {
    const wrapped = wrapper.wrap(most);
    return { ...wrapped, ...planOf(wrapped.flow, wrapped.parts, most), limit: most };
  };
  /** Limits that are known to be too low and too high. */
  let [tooLow, tooHigh] = [0, Infinity];
  let [best, leastMiss] = [limit, Infinity];
  let plan = planWith(limit);
  for (let corrections = MOST_CORRECTIONS; ; corrections--) {
    const shape = plan.shape * bias;
    const { overload } = plan;
    const isCrowded = overload > 1 && shape > BEARABLE / SPARE;
    // Height by width stays, so with the limit squared the shape falls; with the limit itself the dummies do.
    const aim = Math.min(Math.max((SPARE * shape) / (overload * overload), BEARABLE), GOOD_SHAPE);
    const miss = isCrowded ? overload + 1 : Math.abs(Math.log(shape / aim));
    if (miss < leastMiss) [best, leastMiss] = [plan.limit, miss];
    if (!isCrowded && shape > ABOUT_LEAST * aim && shape < ABOUT_MOST * aim) return plan;
    if (isCrowded || shape > aim) tooLow = Math.max(tooLow, plan.limit);
    else tooHigh = Math.min(tooHigh, plan.limit);
    if (corrections === 0 || tooHigh < NEAR_LIMITS * tooLow) break;
    const isBetween = tooLow > 0 && tooHigh < Infinity;
    plan = planWith(isBetween ? Math.sqrt(tooLow * tooHigh) : plan.limit * correction(shape, aim));
  }
  return plan.limit === best ? plan : planWith(best);
}

/** By what a limit has to be multiplied to bring a drawing of this shape, by that of the viewport, to another. */
export const correction = (shape: number, aim = GOOD_SHAPE): number =>
  Math.min(Math.max(Math.sqrt(shape / aim), MOST_CORRECTION), 1 / MOST_CORRECTION);
