/** Reads the details panel. */
import { inside, until } from './stage.js';

/** Opens a tab and gives the panel's list. */
export async function tab(details: HTMLElement, name: string): Promise<HTMLElement> {
  inside(details, `#tab-${name}`).click();
  await until(
    () => inside(details, `#tab-${name}`).getAttribute('aria-selected') === 'true',
    'the tab opens',
  );
  return inside<HTMLElement>(details, '.tab-panel');
}

/** The first row of the list of traces, once it has come. */
export const traceRow = async (details: HTMLElement): Promise<HTMLElement> => {
  const list = await tab(details, 'traces');
  return until(() => list.querySelector<HTMLElement>('.trace-row:has(.row-name)'), 'the traces are listed');
};
