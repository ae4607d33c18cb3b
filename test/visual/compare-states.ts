/**
 * The states in light, in dark, in forced colours and from right to left, compared with the pictures in `baselines`.
 * Each width has a test file of its own, so that they are taken side by side. Needs a build.
 */
import { after, before, describe, test } from 'node:test';
import { Baselines } from './baselines.js';
import { Camera } from './camera.js';
import { judge, skip } from './judge.js';
import { states } from './states.js';

const looks = ['light', 'dark', 'forced'] as const;

/** Declares the tests of one width, in CSS pixels. */
export function compareStates(width: number, height: number): void {
  describe(`the states look as they did, ${width} pixels wide`, { skip }, () => {
    let camera: Camera;
    let baselines: Baselines;
    const taken = new Set<string>();

    before(async () => {
      camera = await Camera.start();
      const update = process.env['UPDATE_SCREENSHOTS'] === '1';
      const folder = `test/visual/baselines/${width}`;
      baselines = new Baselines(folder, await camera.environment(), update);
    });

    after(() => camera?.stop());

    for (const { id, title, traces, act, shows } of states) {
      const path = `test/visual/stage.html?traces=${traces}`;
      const view = { path, width, height, act, shows };

      test(title, async (context) => {
        await camera.open(view, async (photograph) => {
          for (const look of looks) {
            const name = `${id}-${look}`;
            taken.add(name);
            judge(context, baselines.check(name, await photograph(look)));
          }
        });
      });

      test(`${title}, from right to left`, async (context) => {
        const name = `${id}-rtl`;
        taken.add(name);
        await camera.open({ ...view, rtl: true }, async (photograph) =>
          judge(context, baselines.check(name, await photograph('light'))),
        );
      });
    }

    test('no picture is left over', () => baselines.finish(taken));
  });
}
