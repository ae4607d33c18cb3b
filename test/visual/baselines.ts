/** The pictures that were looked at and found right, and what they were taken with. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import type { Environment } from './camera.js';
import { comparePictures } from './compare-pictures.js';
import { encodeIndexed } from './indexed-png.js';

/** Says how pictures are written; see `docs/guides/screenshot-tests.md`. */
const COMMAND = 'npm test -- --update-screenshots';

/** Where a picture goes that differs from its baseline, for people to look at. */
const FAILED = 'node_modules/.cache/trace-dependencies/screenshots';

export class Baselines {
  readonly #folder: string;
  readonly #environment: Environment;
  readonly #update: boolean;

  /** @param update whether pictures that are missing or differ are written instead of failing */
  constructor(folder: string, environment: Environment, update: boolean) {
    this.#folder = folder;
    this.#environment = environment;
    this.#update = update;
    mkdirSync(folder, { recursive: true });
  }

  /**
   * Fails unless the picture is the one that is kept under the name, or writes it.
   *
   * @returns why a picture that differs cannot be judged: another browser or font draws it, which may be all. `null`
   * when there is nothing to say.
   */
  check(name: string, picture: PNG): string | null {
    const path = join(this.#folder, `${name}.png`);
    if (!existsSync(path)) {
      if (this.#update) return this.#write(path, picture);
      return assert.fail(`There is no picture ${path} to compare with. Look at what this writes: ${COMMAND}`);
    }
    const { isSame, text, marked } = comparePictures(PNG.sync.read(readFileSync(path)), picture);
    if (isSame) return null;
    if (this.#update) return this.#write(path, picture);
    mkdirSync(FAILED, { recursive: true });
    writeFileSync(join(FAILED, `${name}.png`), encodeIndexed(picture));
    if (marked) writeFileSync(join(FAILED, `${name}-marked.png`), PNG.sync.write(marked));
    const difference =
      `${name} differs from ${path}: ${text}. Look at ${join(FAILED, name)}.png and its “-marked” neighbour; ` +
      `if the new look is right: ${COMMAND}`;
    const other = this.#otherEnvironment();
    return other === null ? assert.fail(difference) : `${difference}\n${other}`;
  }

  /**
   * Fails if other pictures are kept than those that the tests take, or removes them. Writes down what the pictures
   * were taken with.
   */
  finish(names: ReadonlySet<string>): void {
    const kept = readdirSync(this.#folder).filter((file) => file.endsWith('.png'));
    const left = kept.filter((file) => !names.has(file.slice(0, -'.png'.length)));
    if (!this.#update) assert.deepEqual(left, [], `No test takes these any more; to remove them: ${COMMAND}`);
    else {
      for (const file of left) rmSync(join(this.#folder, file));
      writeFileSync(this.#environmentFile, `${JSON.stringify(this.#environment, null, 2)}\n`);
    }
  }

  get #environmentFile(): string {
    return join(this.#folder, 'environment.json');
  }

  #write(path: string, picture: PNG): null {
    const file = encodeIndexed(picture);
    writeFileSync(path, file);
    console.log(`wrote ${path}, ${Math.round(file.length / 1000)} kB`);
    return null;
  }

  /** What is not as it was when the pictures were taken, and may be all that differs. */
  #otherEnvironment(): string | null {
    if (!existsSync(this.#environmentFile)) return null;
    const then = JSON.parse(readFileSync(this.#environmentFile, 'utf8')) as Environment;
    const now = this.#environment;
    const changes = [
      then.browser !== now.browser && `with ${then.browser}, and this is ${now.browser}`,
      then.font !== now.font && `in the font ${then.font}, and here it is ${now.font}`,
    ].filter(Boolean);
    if (changes.length === 0) return null;
    return `The kept pictures were taken ${changes.join('; ')}: that alone may make the difference.`;
  }
}
