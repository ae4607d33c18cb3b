/** What tests in the browser can ask of the runner; the other side is `test/run/commands.mjs`. */
import { executeServerCommand } from '@web/test-runner-commands';

/** A picture of a part of the page. */
export interface Shot {
  readonly width: number;
  readonly height: number;
  /** Number of different colours: one or two mean that nothing was drawn. */
  readonly colours: number;
  /** The PNG file in base64. It also lies in `node_modules/.cache/trace-dependencies/shots`. */
  readonly png: string;
}

/** The engine that runs the test. */
export const engine = (): Promise<'chromium' | 'firefox' | 'webkit'> => executeServerCommand('engine');

/** Makes the viewport this many CSS pixels wide and high, in all three engines. */
export async function resize(width: number, height: number): Promise<void> {
  await executeServerCommand('resize', { width, height });
}

/** Resolves when what is in the DOM now has been painted: WebKit's pictures otherwise show the frame before. */
async function painted(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
}

/** Takes a picture of the part of the viewport that the element covers. */
export async function shot(element: Element, name: string): Promise<Shot> {
  await painted();
  const { x, y, width, height } = element.getBoundingClientRect();
  const payload = { name, rect: { x, y, width, height }, viewportWidth: innerWidth };
  return executeServerCommand<Shot, typeof payload>('shot', payload);
}

/** Frees what nothing holds any more, as far as the engine can be asked to: in Chromium. */
export async function collectGarbage(): Promise<void> {
  await executeServerCommand('collect-garbage');
}

/** One thing of the tree that a screen reader is given. */
export interface AccessibleNode {
  readonly role: string;
  readonly name?: string;
  readonly description?: string;
  readonly focused?: boolean;
  readonly children?: readonly AccessibleNode[];
}

/** The page as Chromium tells it to screen readers. */
export const accessibilityTree = (): Promise<AccessibleNode> => executeServerCommand('accessibility-tree');
