import { version } from '../version.js';

/**
 * What all copies of this version on a page share, made by the first that asks. Another version has its own: messages
 * and objects that are shared are private, and any release may change them.
 */
export function pageWide<Shared>(name: string, make: () => Shared): Shared {
  const holder = globalThis as { [key: symbol]: Shared | undefined };
  return (holder[Symbol.for(`trace-dependencies/${name}@${version}`)] ??= make());
}
