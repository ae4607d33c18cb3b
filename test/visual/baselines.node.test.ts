import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, test } from 'node:test';
import { PNG } from 'pngjs';
import { Baselines } from './baselines.js';

const here = { browser: 'Chrome 150', font: 'DejaVu Sans 1 2' };

/** A picture in one colour. */
function plain(colour: number): PNG {
  const png = new PNG({ width: 20, height: 20 });
  for (let pixel = 0; pixel < 400; pixel++) png.data.writeUInt32BE(((colour << 8) | 0xff) >>> 0, pixel * 4);
  return png;
}

describe('the kept pictures', () => {
  let folder = '';
  const folders: string[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'baselines-'));
    folders.push(folder);
    const writer = new Baselines(folder, here, true);
    writer.check('red', plain(0xcc0000));
    writer.finish(new Set(['red']));
  });

  after(() => {
    for (const each of folders) rmSync(each, { recursive: true });
    for (const name of ['red', 'red-marked'])
      rmSync(`node_modules/.cache/trace-dependencies/screenshots/${name}.png`, { force: true });
  });

  test('pass what is the same', () => {
    const baselines = new Baselines(folder, here, false);
    baselines.check('red', plain(0xcc0000));
    baselines.finish(new Set(['red']));
  });

  test('fail what differs, and say how it is written', () => {
    const baselines = new Baselines(folder, here, false);
    assert.throws(
      () => baselines.check('red', plain(0x00cc00)),
      (error: Error) => /400 pixels differ.*--update-screenshots$/.test(error.message),
    );
  });

  test('cannot judge what another browser or font draws, and say so', () => {
    const baselines = new Baselines(folder, { browser: 'Chrome 151', font: 'DejaVu Sans 3 4' }, false);
    assert.match(
      baselines.check('red', plain(0x00cc00)) ?? '',
      /400 pixels differ[^]*Chrome 150.*Chrome 151.*Sans 1 2.*Sans 3 4/,
    );
    // A new browser that draws the same does no harm.
    assert.equal(baselines.check('red', plain(0xcc0000)), null);
  });

  test('fail what is missing, and say how it is written', () => {
    const baselines = new Baselines(folder, here, false);
    assert.throws(
      () => baselines.check('blue', plain(0x0000cc)),
      /There is no picture.*--update-screenshots$/,
    );
    assert.equal(existsSync(join(folder, 'blue.png')), false);
  });

  test('fail those that are left over', () => {
    const baselines = new Baselines(folder, here, false);
    assert.throws(() => baselines.finish(new Set(['blue'])), /No test takes these/);
  });

  test('are written when they are to be: what differs, what is missing, and nothing left over', () => {
    writeFileSync(join(folder, 'old.png'), '');
    const baselines = new Baselines(folder, { ...here, browser: 'Chrome 151' }, true);
    baselines.check('red', plain(0x00cc00));
    baselines.check('blue', plain(0x0000cc));
    baselines.finish(new Set(['red', 'blue']));
    assert.equal(existsSync(join(folder, 'old.png')), false);
    const checked = new Baselines(folder, here, false);
    checked.check('red', plain(0x00cc00));
    checked.check('blue', plain(0x0000cc));
    assert.match(readFileSync(join(folder, 'environment.json'), 'utf8'), /Chrome 151/);
  });
});
