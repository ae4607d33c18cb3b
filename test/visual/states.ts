/** What the element looks like while somebody works with it: thirteen states, each from real traces. */
import type { TraceDependenciesElement } from '../../src/element/trace-dependencies-element.js';

export interface State {
  readonly id: string;
  readonly title: string;
  /** Id of the traces in `demo/traces.js`. */
  readonly traces: string;
  /** Runs in the page and finds nothing but its argument there: see `View.act`. */
  readonly act?: (element: TraceDependenciesElement) => unknown;
  /** What must be seen, as a selector. */
  readonly shows?: string;
}

export const states: readonly State[] = [
  { id: 'ready', title: 'what is seen first', traces: 'checkout' },
  {
    id: 'large',
    title: 'a large trace, all of it',
    traces: 'smartthings',
    act: (element) => element.fit(),
  },
  {
    id: 'node',
    title: 'a failed node and its details',
    traces: 'checkout',
    act: (element) =>
      element.select(element.dependencyGraph?.nodes.find(({ errorCount }) => errorCount > 0)?.id ?? ''),
    shows: '.node.selected',
  },
  {
    id: 'edge',
    title: 'an asynchronous call and its details',
    traces: 'checkout',
    act: (element) => element.select(element.dependencyGraph?.edges.find((edge) => edge.async)?.id ?? ''),
    shows: '.details',
  },
  {
    id: 'popover',
    title: 'a node that has the focus, with its callers and callees',
    traces: 'checkout',
    act: (element) => {
      const root = element.shadowRoot;
      root?.querySelectorAll<HTMLElement>('[part~="node-shape"]')[3]?.focus();
      return new Promise<void>((resolve) => {
        const look = (): unknown => (root?.querySelector('.node-popover') ? resolve() : setTimeout(look, 50));
        look();
      });
    },
    shows: '.node-popover',
  },
  {
    id: 'levels',
    title: 'the async levels of 117 traces',
    traces: 'checkouts',
    act: (element) => element.fit(),
  },
  {
    id: 'stub-menu',
    title: 'the menu of a stub',
    traces: 'checkout',
    act: async (element) => {
      element.asyncLimit = 1;
      await element.layoutComplete;
      const button = element.shadowRoot?.querySelector<HTMLElement>('[part~="stub-menu-button"]');
      element.zoomTo(button?.closest<HTMLElement>('[data-stub-id]')?.dataset['stubId'] ?? '');
      button?.click();
    },
    shows: '[part~="stub-menu"]',
  },
  {
    id: 'found',
    title: 'what was found, the rest steps back',
    traces: 'checkout',
    act: (element) => element.find('messaging.system=kafka'),
  },
  {
    id: 'only',
    title: 'only what was found, with its neighbours',
    traces: 'checkout',
    act: async (element) => {
      await element.find('notification');
      await element.updateComplete;
      element.shadowRoot?.querySelector<HTMLElement>('[part~="show-only-button"]')?.click();
      await element.layoutComplete;
      // Its caret blinks, also where the colours are forced.
      (element.shadowRoot?.activeElement as HTMLElement | null)?.blur();
    },
    shows: '[part~="only-found"]',
  },
  {
    id: 'path',
    title: 'the path between two nodes',
    traces: 'checkout',
    act: (element) => {
      const { nodes, edges } = element.dependencyGraph ?? { nodes: [], edges: [] };
      const from = nodes.find(({ id, level }) => level === 0 && edges.every(({ target }) => target !== id));
      const to = nodes.find(({ errorCount }) => errorCount > 0);
      element.viewState = { path: { from: from?.id ?? '', to: to?.id ?? '' } };
    },
    shows: '[part~="node-path"]',
  },
  {
    id: 'critical',
    title: 'the critical path, over two queues',
    traces: 'checkout',
    act: (element) => {
      element.criticalPath = true;
      const root = element.shadowRoot;
      return new Promise<void>((resolve) => {
        const look = (): unknown =>
          root?.querySelector('[part~="critical-step"]') ? resolve() : setTimeout(look, 50);
        look();
      });
    },
    shows: '[part="critical-path"]',
  },
  {
    id: 'table',
    title: 'the table of operations',
    traces: 'checkout',
    act: (element) => {
      element.viewState = { view: 'table' };
    },
    shows: '[part~="table-row"] .cell-operation',
  },
  {
    id: 'help',
    title: 'the help on keys',
    traces: 'checkout',
    act: (element) => element.shadowRoot?.querySelector<HTMLElement>('[part~="help-button"]')?.click(),
    shows: '[part~="help-close-button"]',
  },
];
