/** When kept pictures can be judged at all. */
import type { TestContext } from 'node:test';

/** Letters are drawn by the system: the pictures hold for the one on which the tests run everywhere. */
export const skip = process.platform === 'linux' ? false : 'the pictures were taken on Linux';

/** A picture that cannot be judged here is skipped, and why is told. */
export function judge(context: TestContext, doubt: string | null): void {
  if (doubt !== null) context.skip(doubt);
}
