import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import type { TraceDependenciesElement } from '../../src/index.js';
import { engine } from '../browser-commands.js';
import { converging } from './converging-traces.js';
import { shop } from './sample-traces.js';
import {
  click,
  detailsOf,
  draw,
  edgeButton,
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

/** The first of these assertions loads axe into the page. */
before(() => expect(document.body).to.be.accessible());

async function expectAccessible(element: TraceDependenciesElement, look: string): Promise<void> {
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
    it(`${name}, light, dark, from right to left and in forced colours`, async () => {
      const element = await make();
      for (const scheme of ['light', 'dark']) {
        element.style.colorScheme = scheme;
        await expectAccessible(element, scheme);
      }
      element.dir = 'rtl';
      await settle(element);
      await expectAccessible(element, 'from right to left');
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
