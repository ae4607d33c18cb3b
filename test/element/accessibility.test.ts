import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import type { TraceDependenciesElement } from '../../src/index.js';
import { engine } from '../browser-commands.js';
import { converging } from './converging-traces.js';
import { pair, shop } from './sample-traces.js';
import {
  boxOf,
  click,
  detailsOf,
  draw,
  edgeButton,
  focused,
  graphOf,
  hover,
  inside,
  nodeOf,
  openDetails,
  part,
  parts,
  place,
  press,
  settle,
  shapeOf,
  stubBox,
  textOf,
  until,
} from './stage.js';

/** What the element can be in, each as a user meets it. */
const states: readonly (readonly [string, () => Promise<TraceDependenciesElement>])[] = [
  ['empty', () => draw({ spans: [] })],
  [
    'loading',
    async () => {
      const element = await place();
      element.spans = Array.from({ length: 1500 }, (_, index) => ({ ...shop[0]!, spanId: `${index}` }));
      await element.updateComplete;
      return element;
    },
  ],
  ['drawn', () => draw({ spans: shop, traceUrl: '/t/{traceId}' })],
  [
    'with a node selected',
    async () => {
      const element = await draw({ spans: shop, traceUrl: '/t/{traceId}' });
      await openDetails(element, 'orders publish');
      return element;
    },
  ],
  [
    'with the path of a trace',
    async () => {
      const element = await draw({ spans: converging(40), traceUrl: '/t/{traceId}' });
      await openDetails(element, 'orders process');
      const row = await until(() => parts(element, '.trace-row:has(.row-name)')[1], 'the traces are listed');
      inside(row, '.column-spans').click();
      await until(() => parts(element, '.path-chip')[0], 'the path is shown');
      return element;
    },
  ],
  [
    'with the critical path',
    async () => {
      const element = await draw({ spans: shop, traceUrl: '/t/{traceId}', criticalPath: true });
      await openDetails(element, 'search index');
      await until(() => parts(element, '.critical-step')[0], 'the critical path is shown');
      return element;
    },
  ],
  [
    'with the tags of a node',
    async () => {
      const element = await draw({ spans: shop });
      const details = await openDetails(element, 'POST /checkout');
      await click(inside(details, '#tab-tags'));
      await element.updateComplete;
      return element;
    },
  ],
  [
    'with an edge selected',
    async () => {
      const element = await draw({ spans: shop });
      await click(edgeButton(element, 'orders publish', 'orders process'));
      await detailsOf(element);
      return element;
    },
  ],
  [
    'with the menu open',
    async () => {
      const element = await draw({ spans: shop });
      await click(part(element, '.group-by-button'));
      await until(() => parts(element, '.menu[role="dialog"]')[0], 'the menu opens');
      return element;
    },
  ],
  [
    'with the menu of a stub open',
    async () => {
      const element = await draw({ spans: shop });
      await click(inside(stubBox(element, true), '.stub-menu-button'));
      await until(() => parts(element, '.stub-menu .call')[0], 'the menu lists the calls');
      return element;
    },
  ],
  [
    'as a table of operations',
    async () => {
      const element = await draw({ spans: shop, traceUrl: '/t/{traceId}' });
      await click(part(element, '[part~="table-button"]'));
      await until(() => parts(element, '.table-row[data-row-id]')[0], 'the table is shown');
      return element;
    },
  ],
  [
    'as a table of calls',
    async () => {
      const element = await draw({ spans: shop });
      await click(part(element, '[part~="table-button"]'));
      await click(await until(() => parts(element, '#tab-calls')[0], 'the table is shown'));
      await until(() => parts(element, '.cell-caller')[1], 'the calls are listed');
      return element;
    },
  ],
  [
    'with the help on keys open',
    async () => {
      const element = await draw({ spans: shop });
      await click(part(element, '[part~="help-button"]'));
      await until(() => parts(element, '.help[open]')[0], 'the help is open');
      return element;
    },
  ],
  [
    'while something is searched for',
    async () => {
      const element = await draw({ spans: shop });
      await element.find('orders');
      part(element, '.find-field').focus();
      await press('Enter');
      return element;
    },
  ],
  [
    'with nothing found',
    async () => {
      const element = await draw({ spans: shop });
      await element.find('no such thing');
      return element;
    },
  ],
  [
    'with only what was found',
    async () => {
      const element = await draw({ spans: shop });
      await element.find('price');
      await element.updateComplete;
      await click(part(element, '[part~="show-only-button"]'));
      await settle(element);
      return element;
    },
  ],
  [
    'with a path between two nodes',
    async () => {
      const element = await draw({ spans: shop });
      element.viewState = {
        path: { from: nodeOf(element, 'POST /checkout').id, to: nodeOf(element, 'mail send').id },
      };
      await settle(element);
      return element;
    },
  ],
  [
    'with a collapsed node',
    async () => {
      const element = await draw({ spans: shop });
      element.viewState = { collapsed: [nodeOf(element, 'orders publish').id] };
      await settle(element);
      return element;
    },
  ],
  [
    'with the popover of a node',
    async () => {
      const element = await draw({ spans: shop });
      await hover(shapeOf(element, 'price'));
      await until(() => parts(element, '.node-popover')[0], 'the popover is shown');
      return element;
    },
  ],
  ['drawn downwards', () => draw({ spans: shop, direction: 'down' })],
  ['with internal spans', () => draw({ spans: shop, showInternalSpans: true, groupBy: 'service.name' })],
  [
    'with the minimap',
    async () => {
      const element = await draw({ spans: shop });
      element.viewState = { viewport: { x: -400, y: -200, scale: 2 } };
      await until(() => parts(element, '.minimap')[0], 'the map is shown');
      return element;
    },
  ],
  [
    'far out',
    async () => {
      const element = await draw({ spans: shop });
      element.viewState = { viewport: { x: 100, y: 100, scale: 0.2 } };
      await settle(element);
      return element;
    },
  ],
  [
    'on a narrow page',
    async () => {
      const element = await draw({ spans: shop });
      (element.parentElement as HTMLElement).style.width = '375px';
      await settle(element);
      return element;
    },
  ],
  ['with topics and queues', () => draw({ spans: shop, showDestinations: true })],
  [
    'with the problems open',
    async () => {
      const element = await draw({ spans: shop });
      await click(part(element, '.problems summary'));
      return element;
    },
  ],
];

/** What axe reports of one rule. */
interface Finding {
  readonly id: string;
  readonly nodes: readonly {
    readonly target: readonly unknown[];
    readonly any: readonly { readonly id: string; readonly data?: { readonly messageKey?: string } | null }[];
  }[];
}

/** The part of axe that is used here: `@open-wc/testing` loads it for `accessible()`. */
interface Axe {
  run(
    context: Element,
    options: object,
  ): Promise<{ readonly violations: readonly Finding[]; readonly incomplete: readonly Finding[] }>;
}

/** What axe leaves to a person to decide, and what has been decided. */
const explained: Readonly<Record<string, string>> = {
  // A text over lines, shapes and other texts of the drawing, or under a menu: `contrast.node.test.ts` compares every
  // colour of text with every surface that it may stand on.
  'color-contrast bgOverlap': 'contrast of the tokens',
  'color-contrast elmPartiallyObscured': 'contrast of the tokens',
  'color-contrast elmPartiallyObscuring': 'contrast of the tokens',
  'color-contrast outsideViewport': 'contrast of the tokens',
  'color-contrast shortTextContent': 'signs that a text beside them says too',
  'color-contrast bgGradient': 'the tint of what is pressed, with which text is compared too',
  'color-contrast nonBmp': 'a sign in the place of a word, in the colours of words',
  'label-content-name-mismatch':
    'a sign is not spoken to: the button has its name, and a label of words stands in it',
  'color-contrast pseudoContent':
    'what lies behind is a mark of the selection, whose colours are compared too',
};

async function expectAccessible(element: TraceDependenciesElement, look: string): Promise<void> {
  await expect(element).to.be.accessible();
  const { axe } = window as unknown as { axe: Axe };
  const { violations, incomplete } = await axe.run(element, { resultTypes: ['violations', 'incomplete'] });
  expect(
    violations.map(({ id }) => id),
    look,
  ).to.deep.equal([]);
  const open = incomplete.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ any, target }) =>
        [`${id} ${any[0]?.data?.messageKey ?? ''}`.trim(), JSON.stringify(target)] as const,
    ),
  );
  const unexplained = open.filter(([reason]) => !(reason in explained));
  expect(unexplained, look).to.deep.equal([]);
}

describe('axe finds no violation, and leaves nothing open that is not explained', () => {
  it('in at least 24 states', () => {
    expect(states.length).to.be.at.least(24);
  });

  for (const [name, make] of states) {
    it(`${name}, light, dark, from right to left and in forced colours`, async function () {
      this.timeout(60_000);
      const element = await make();
      for (const scheme of ['light', 'dark']) {
        element.style.colorScheme = scheme;
        await expectAccessible(element, scheme);
      }
      element.dir = 'rtl';
      await settle(element);
      await expect(element).to.be.accessible();
      if ((await engine()) !== 'chromium') return;
      await emulateMedia({ forcedColors: 'active' });
      try {
        await expectAccessible(element, 'forced colours');
      } finally {
        await emulateMedia({ forcedColors: 'none' });
      }
    });
  }
});

/** Everything of the drawing that Tab stops at, apart from the operation, which belongs to its node. */
const stops = (element: TraceDependenciesElement): HTMLElement[] =>
  parts(element, '.shape, .expand, .edge-label').filter(({ tabIndex }) => tabIndex === 0);

describe('the keyboard', () => {
  it('finds one tab stop in the graph, whatever has happened', async () => {
    const element = await draw({ spans: shop });
    expect(stops(element).length).to.equal(1);
    shapeOf(element, 'price').click();
    await settle(element);
    expect(stops(element)).to.deep.equal([shapeOf(element, 'price')]);
    edgeButton(element, 'POST /checkout', 'price').click();
    await settle(element);
    expect(stops(element)).to.deep.equal([edgeButton(element, 'POST /checkout', 'price')]);
    element.groupBy = 'service.name';
    await settle(element);
    expect(stops(element).length).to.equal(1);
    const operations = parts(element, '.operation').filter(({ tabIndex }) => tabIndex === 0);
    expect(operations.length).to.be.at.most(1);
  });

  it('begins with a failed node', async () => {
    const element = await draw({ spans: shop });
    const id = stops(element)[0]?.closest<HTMLElement>('.node')?.dataset['nodeId'];
    expect(graphOf(element).nodes.find((node) => node.id === id)?.errorCount).to.be.above(0);
  });

  for (const direction of ['right', 'down'] as const) {
    it(`reaches every node and stub from any of them, drawn to the ${direction}`, async () => {
      const element = await draw({ spans: shop, direction });
      const [next, previous] = direction === 'right' ? ['ArrowDown', 'ArrowUp'] : ['ArrowRight', 'ArrowLeft'];
      const all = graphOf(element).nodes.length + graphOf(element).stubs.length;
      stops(element)[0]?.focus();
      const walk = async (key: string): Promise<Set<Element>> => {
        const seen = new Set<Element>();
        for (let step = 0; step < all; step++) {
          const before = focused(element);
          if (before) seen.add(before);
          await press(key);
          await element.updateComplete;
          if (focused(element) === before) break;
        }
        return seen;
      };
      await walk(previous);
      expect((await walk(next)).size).to.equal(all);
    });
  }

  it('follows calls with the arrows of the layout', async () => {
    const element = await draw({ spans: shop });
    shapeOf(element, 'orders publish').click();
    shapeOf(element, 'orders publish').focus();
    await press('ArrowRight');
    await element.updateComplete;
    expect(focused(element)?.closest('.node, .stub')).to.not.equal(boxOf(element, 'orders publish'));
    await press('ArrowLeft');
    await element.updateComplete;
    expect(focused(element)).to.equal(shapeOf(element, 'orders publish'));
  });

  it('reaches every edge', async () => {
    const element = await draw({ spans: shop });
    const seen = new Set<string>();
    for (const node of graphOf(element).nodes) {
      const shape = parts(element, '.node')
        .find(({ dataset }) => dataset['nodeId'] === node.id)
        ?.querySelector<HTMLElement>('.shape');
      shape?.click();
      shape?.focus();
      for (const edge of graphOf(element).edges.filter(({ source }) => source === node.id)) {
        await press('.');
        await element.updateComplete;
        seen.add((focused(element) as HTMLElement | null)?.dataset['labelOf'] ?? edge.id.slice(0, 0));
      }
    }
    seen.delete('');
    expect(seen.size).to.equal(graphOf(element).edges.length);
  });

  it('finds a node by its name', async () => {
    const element = await draw({ spans: shop });
    stops(element)[0]?.focus();
    await sendKeys({ type: 'sel' });
    await element.updateComplete;
    expect(focused(element)).to.equal(shapeOf(element, 'SELECT orders'));
  });

  it('keeps its place when the view is regrouped, if that node is still drawn', async () => {
    const element = await draw({ spans: shop });
    shapeOf(element, 'price').click();
    shapeOf(element, 'price').focus();
    element.asyncLimit = 1;
    element.aggregate = 'max';
    await settle(element);
    expect(focused(element)).to.equal(shapeOf(element, 'price'));
    element.groupBy = 'service.name';
    await settle(element);
    expect(focused(element)?.matches('.canvas .shape')).to.equal(true);
  });

  it('keeps a place when the stub that it was at is gone', async () => {
    const element = await draw({ spans: shop });
    inside<HTMLElement>(stubBox(element, true), 'button').focus();
    await press('Enter');
    await settle(element);
    await until(() => focused(element)?.matches('.canvas button'), 'the focus is in the drawing');
  });

  it('steps back with Escape: menu, selection, and then it is the page’s', async () => {
    const element = await draw({ spans: shop });
    await openDetails(element, 'price');
    await click(part(element, '.group-by-button'));
    await until(() => parts(element, '.menu[role="dialog"]')[0], 'the menu opens');
    let escaped = 0;
    const count = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) escaped++;
    };
    document.addEventListener('keydown', count);
    await press('Escape');
    await element.updateComplete;
    expect(parts(element, '.menu[role="dialog"]')).to.deep.equal([]);
    expect(element.selected).to.equal(nodeOf(element, 'price').id);
    await press('Escape');
    await element.updateComplete;
    expect(element.selected).to.equal(null);
    expect(escaped).to.equal(0);
    await press('Escape');
    expect(escaped).to.equal(1);
    document.removeEventListener('keydown', count);
  });

  it('reads a pressed node as selected', async () => {
    const element = await draw({ spans: shop });
    const shape = shapeOf(element, 'price');
    expect(shape.getAttribute('aria-pressed')).to.equal('false');
    await click(shape);
    await element.updateComplete;
    expect(shape.getAttribute('aria-pressed')).to.equal('true');
  });
});

describe('names', () => {
  it('of a node tell kind, operation, service, figures, errors and level', async () => {
    const element = await draw({ spans: shop });
    const name = shapeOf(element, 'search index').getAttribute('aria-label')?.replace(/\s/g, ' ');
    for (const text of [
      'search index',
      'search',
      'Pub/sub',
      '45 ms',
      '1 span',
      '1 error',
      'called by 1',
      'Asynchronous trace, level 1 of 1',
    ])
      expect(name).to.contain(text);
  });

  it('of an edge tell its ends, kind, count and wait', async () => {
    const element = await draw({ spans: shop });
    const name = edgeButton(element, 'orders publish', 'orders process')
      .getAttribute('aria-label')
      ?.replace(/\s/g, ' ');
    for (const text of ['orders publish', 'orders process', 'Asynchronous', 'wait 155 ms'])
      expect(name).to.contain(text);
    const many = edgeButton(element, 'POST /checkout', 'SELECT orders').getAttribute('aria-label');
    expect(many).to.match(/Synchronous.*×2/);
  });

  it('of a stub tell whose it is', async () => {
    const element = await draw({ spans: shop });
    const name = inside(stubBox(element, true), 'button').getAttribute('aria-label');
    expect(name).to.equal('+3 more async calls, avg 47\u00a0ms, orders publish');
  });

  it('of levels are headings, and stand at their lists', async () => {
    const element = await draw({ spans: shop });
    const names = parts(element, '.canvas [role="list"]').map((list) =>
      textOf(element.shadowRoot?.getElementById(list.getAttribute('aria-labelledby') ?? '')),
    );
    expect(names).to.include('Focus trace');
    expect(names).to.include('Async level 1 · 3 of 6 traces · 3 of 6 calls');
    expect(parts(element, 'h3').map(textOf)).to.include.members(names);
  });
});

describe('the live region', () => {
  const spoken = (element: TraceDependenciesElement): string => textOf(part(element, '[aria-live]'));

  it('says that the graph is ready', async () => {
    const element = await draw({ spans: pair });
    await until(() => spoken(element) !== '', 'something is said');
    expect(spoken(element)).to.equal('Graph ready: 2 operations, 1 call, 0 with errors.');
  });

  it('says what is selected', async () => {
    const element = await draw({ spans: pair });
    await openDetails(element, 'back');
    await until(() => spoken(element).includes('back selected'), 'the selection is said');
  });

  it('is there before anything is said, and polite', async () => {
    const element = await place();
    expect(part(element, '[role="status"]').getAttribute('aria-live')).to.equal('polite');
  });
});

describe('preferences', () => {
  it('reduced motion stops all motion', async function () {
    if ((await engine()) !== 'chromium') this.skip();
    await emulateMedia({ reducedMotion: 'reduce' });
    try {
      const element = await draw({ spans: shop });
      for (const one of parts(element, '*')) {
        const { animationDuration, transitionDuration } = getComputedStyle(one);
        expect([animationDuration, transitionDuration].join(' ')).to.match(/^(0s|, | )+$/);
      }
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });
});
