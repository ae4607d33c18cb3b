/** The browser in which the parts of the bench that draw are measured. */
import puppeteer, { type Browser } from 'puppeteer-core';
import { findBrowsers } from '../test/run/browsers.mjs';

/**
 * Starts the Chromium that the tests use.
 *
 * @param limit milliseconds in which it has to answer a question.
 * @param flags of the command line, beside those that every run needs.
 */
export async function launchChromium(limit: number, ...flags: readonly string[]): Promise<Browser> {
  const { chromium } = (await findBrowsers(['chromium'])) as Readonly<Record<string, string>>;
  return puppeteer.launch({
    ...(chromium !== undefined && { executablePath: chromium }),
    protocolTimeout: limit,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', ...flags],
  });
}
