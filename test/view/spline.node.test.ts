import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Point, Rect } from '../../src/model/layout.js';
import { splinePath, splineWithin } from '../../src/view/spline.js';

const place = fc.integer({ min: -3000, max: 3000 });
const way = fc.array(fc.record({ x: place, y: place }), { minLength: 3, maxLength: 9 });
const area: Rect = { x: -500, y: -400, width: 1000, height: 800 };
const LENGTH = 300;

/** Path data of one move and quadratic curves as points close to each other. */
function sampled(data: string): Point[] {
  const [start = '', ...curves] = data.slice(1).split('Q');
  const pointsOf = (text: string): Point[] => {
    const numbers = text.trim().split(' ').map(Number);
    return numbers.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: numbers[index + 1]! }] : []));
  };
  let [from] = pointsOf(start) as [Point];
  const samples = [from];
  for (const curve of curves) {
    const [bend, to] = pointsOf(curve) as [Point, Point];
    for (let step = 1; step <= 200; step++) {
      const at = step / 200;
      const [a, b, c] = [(1 - at) ** 2, 2 * at * (1 - at), at ** 2];
      samples.push({ x: a * from.x + b * bend.x + c * to.x, y: a * from.y + b * bend.y + c * to.y });
    }
    from = to;
  }
  return samples;
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** How far along a sampled line each of its points is. */
function lengthsAlong(samples: readonly Point[]): number[] {
  let length = 0;
  return samples.map((point, index) => (length += index === 0 ? 0 : distance(samples[index - 1]!, point)));
}

const isIn = ({ x, y }: Point): boolean =>
  x >= area.x && x <= area.x + area.width && y >= area.y && y <= area.y + area.height;

describe('splineWithin', () => {
  it('leaves out nothing of what lies in the rectangle', () => {
    fc.assert(
      fc.property(way, (points) => {
        const drawn = splineWithin(points, area, LENGTH).flatMap(({ data }) => sampled(data));
        for (const point of sampled(splinePath(points)).filter(isIn)) {
          const nearest = Math.min(...drawn.map((other) => distance(point, other)));
          assert.ok(nearest < 3, `${nearest} px from what is drawn`);
        }
      }),
    );
  });

  it('draws no more than is near it, in parts of a bounded length', () => {
    fc.assert(
      fc.property(way, (points) => {
        for (const { data } of splineWithin(points, area, LENGTH)) {
          const samples = sampled(data);
          assert.ok((lengthsAlong(samples).at(-1) ?? 0) <= LENGTH * 1.02 + 1);
          // A piece is kept for the triangle around it, which is at most as large as the piece is long.
          for (const { x, y } of samples) {
            assert.ok(x >= area.x - LENGTH && x <= area.x + area.width + LENGTH, `${x}`);
            assert.ok(y >= area.y - LENGTH && y <= area.y + area.height + LENGTH, `${y}`);
          }
        }
      }),
    );
  });

  it('tells how much of the curve comes before a part', () => {
    fc.assert(
      fc.property(way, (points) => {
        const whole = sampled(splinePath(points));
        const along = lengthsAlong(whole);
        const step = Math.max(...whole.map((point, index) => distance(point, whole[index - 1] ?? point)));
        for (const { data, before } of splineWithin(points, area, LENGTH)) {
          const [start] = sampled(data) as [Point];
          const near = along.filter((_, index) => distance(whole[index]!, start) <= step + 1);
          const error = Math.min(...near.map((length) => Math.abs(length - before)));
          assert.ok(error <= 0.01 * before + step + 1, `${before} is ${error} px from it`);
        }
      }),
    );
  });

  it('gives nothing of a curve that passes by', () => {
    const points = [
      { x: -2000, y: 0 },
      { x: -1900, y: 1900 },
      { x: 0, y: 2000 },
    ];
    assert.deepEqual(splineWithin(points, area, LENGTH), []);
  });
});
