/**
 * Each pattern of asynchronous work as the demo shows it, compared with the picture in `baselines/`. Needs a build.
 * What the pictures have to show is stated in `test/demo/patterns.test.ts`.
 */
import { after, before, describe, test } from 'node:test';
import { patterns } from '../../demo/patterns.js';
import { Baselines } from './baselines.js';
import { Camera } from './camera.js';
import { judge, skip } from './judge.js';

const wide = { width: 1280, height: 800 };
const narrow = { width: 375, height: 700 };

describe('the patterns look as they did', { skip }, () => {
  let camera: Camera;
  let baselines: Baselines;

  before(async () => {
    camera = await Camera.start();
    const update = process.env['UPDATE_SCREENSHOTS'] === '1';
    baselines = new Baselines('test/visual/baselines', await camera.environment(), update);
  });

  after(() => camera?.stop());

  for (const { id, title } of patterns) {
    const path = `demo/patterns.html?pattern=${id}`;

    test(`${title}, light and dark`, async (context) => {
      await camera.open({ path, ...wide, fit: true }, async (photograph) => {
        const light = await photograph('light');
        const dark = await photograph('dark');
        judge(context, baselines.check(`${id}-light`, light));
        judge(context, baselines.check(`${id}-dark`, dark));
      });
    });

    test(`${title}, downwards`, async (context) => {
      await camera.open({ path: `${path}&direction=down`, ...wide }, async (photograph) =>
        judge(context, baselines.check(`${id}-down`, await photograph('light'))),
      );
    });

    test(`${title}, 375 pixels wide`, async (context) => {
      await camera.open({ path, ...narrow }, async (photograph) =>
        judge(context, baselines.check(`${id}-narrow`, await photograph('light'))),
      );
    });
  }

  test('no picture is left over', () => {
    const views = ['light', 'dark', 'down', 'narrow'];
    baselines.finish(new Set(patterns.flatMap(({ id }) => views.map((view) => `${id}-${view}`))));
  });
});
