import { expect, fixture, html } from '@open-wc/testing';
import { registerLanguage } from '../../src/index.js';
import type { TraceDependenciesElement } from '../../src/index.js';
import { english } from '../../src/view/strings/english.js';
import { span } from '../graph/span-builder.js';
import { shop } from './sample-traces.js';
import {
  boxOf,
  detailsOf,
  draw,
  nodeOf,
  part,
  parts,
  place,
  settle,
  shapeOf,
  textOf,
  until,
} from './stage.js';

const fitOf = (element: TraceDependenciesElement): string => textOf(part(element, '[part="fit-button"]'));

/** Waits for a text of the bar, which comes with its language. */
const speaks = (element: TraceDependenciesElement, text: string): Promise<boolean> =>
  until(() => fitOf(element) === text, `the button says ${text}, not ${fitOf(element)}`);

describe('the language', () => {
  it('is that of locale, also of its regions, before any lang', async () => {
    const element = await draw({ spans: shop, locale: 'de-AT', lang: 'es' });
    expect(fitOf(element)).to.equal('Einpassen');
    expect(part(element, '.frame').lang).to.equal('de-AT');
    element.locale = '';
    await settle(element);
    expect(fitOf(element)).to.equal('Ajustar');
  });

  it('has come before the first drawing', async () => {
    const element = await place({ spans: shop, locale: 'ja' });
    const heading = await until(() => element.shadowRoot?.querySelector('.band-title'), 'a drawing');
    expect(textOf(heading)).to.contain('非同期レベル');
  });

  it('is English where there is no other', async () => {
    const element = await draw({ spans: shop, lang: 'fr' });
    expect(fitOf(element)).to.equal('Fit');
    expect(part(element, '.frame').lang).to.equal('en');
  });

  it('is the nearest, beyond shadow roots, and follows what happens there', async () => {
    const outer = await fixture<HTMLElement>(html`<section lang="de"><div></div></section>`);
    const middle = outer.querySelector('div') as HTMLElement;
    const inner = document.createElement('p');
    middle.attachShadow({ mode: 'open' }).append(inner);
    const element = await draw({ spans: shop });
    inner.append(element);
    await speaks(element, 'Einpassen');
    outer.lang = 'es';
    await speaks(element, 'Ajustar');
    middle.lang = 'ja';
    await speaks(element, '全体を表示');
    middle.removeAttribute('lang');
    await speaks(element, 'Ajustar');
    document.body.append(element);
    await speaks(element, 'Fit');
    outer.lang = 'de';
    await settle(element);
    expect(fitOf(element)).to.equal('Fit');
    element.remove();
  });

  it('is the nearest in another document as well, beyond its shadow roots', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe title="another document"></iframe>`);
    const other = frame.contentDocument as Document;
    other.documentElement.lang = 'de';
    const host = other.createElement('div');
    other.body.append(host);
    const element = await draw({ spans: shop });
    host.attachShadow({ mode: 'open' }).append(element);
    await speaks(element, 'Einpassen');
  });

  it('may be registered while it is shown', async () => {
    const element = await draw({ spans: shop, locale: 'nl' });
    expect(fitOf(element)).to.equal('Fit');
    registerLanguage({
      tag: 'nl',
      direction: 'ltr',
      strings: (tools) => ({ ...english.strings(tools), fit: 'Passend' }),
    });
    await speaks(element, 'Passend');
  });

  it('that is not here leaves English sentences whole on a page from right to left', async () => {
    const leftOf = (node: Node, at: number): number => {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getBoundingClientRect().left;
    };
    const seen: string[] = [];
    for (const spans of [shop, []]) {
      const element = await draw({ spans, lang: 'he', dir: 'rtl' });
      const frame = part(element, '.frame');
      expect([frame.lang, getComputedStyle(frame).direction]).to.deep.equal(['en', 'rtl']);
      const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent ?? '';
        const [, start, end] = /^(\s*)[^]*?[a-z]([+.)?!:]?)\s*$/.exec(text) ?? [];
        if (start === undefined || !node.parentElement?.checkVisibility({ visibilityProperty: true }))
          continue;
        const length = text.trimEnd().length;
        // Of the first line, what it begins with; of the last, what it ends with.
        if (/^[+(]\d/.test(text.trim())) {
          seen.push(text.trim());
          expect(leftOf(node, start.length), text).to.be.below(leftOf(node, start.length + 1));
        }
        if (end !== '') {
          seen.push(text.trim());
          expect(leftOf(node, length - 1), text).to.be.above(leftOf(node, length - 2));
        }
      }
      element.remove();
    }
    expect(seen.length).to.be.above(1);
  });

  it('keeps single texts of the host over its own', async () => {
    const element = await draw({
      spans: shop,
      locale: 'de',
      strings: { fit: 'Alles', kinds: { http: 'Web' } },
    });
    expect(fitOf(element)).to.equal('Alles');
    expect(textOf(part(element, '.bar h2'))).to.equal('Abhängigkeiten');
    const legend = textOf(part(element, '.legend'));
    expect(legend).to.contain('Web').and.to.contain('Asynchroner Trace');
  });

  it('changes without losing anything', async () => {
    const element = await draw({ spans: shop });
    const stub = parts(element, '.stub')[0];
    element.expand(stub?.dataset['stubId'] ?? '');
    await settle(element);
    element.select(nodeOf(element, 'price').id);
    await settle(element);
    const [button] = parts(element, '[part="zoom-in-button"]');
    button?.click();
    shapeOf(element, 'price').focus();
    await settle(element);
    const before = { state: element.viewState, nodes: parts(element, '.node').length };
    const widths = parts(element, '.stub').map(({ offsetWidth }) => offsetWidth);
    const focused = element.shadowRoot?.activeElement;

    element.lang = 'de';
    await settle(element);
    expect(fitOf(element)).to.equal('Einpassen');
    expect(textOf(await detailsOf(element))).to.contain('Eigenzeit');
    const { viewport, ...state } = element.viewState;
    const { viewport: viewportBefore, ...stateBefore } = before.state;
    expect(state).to.deep.equal(stateBefore);
    expect(viewport?.scale).to.equal(viewportBefore?.scale);
    expect(parts(element, '.node').length).to.equal(before.nodes);
    expect(element.shadowRoot?.activeElement).to.equal(focused);
    expect(parts(element, '.stub').map(({ offsetWidth }) => offsetWidth)).to.not.deep.equal(widths);
  });
});

describe('Arabic', () => {
  it('turns all but the graph round', async () => {
    const element = await draw({ spans: shop, lang: 'ar' });
    element.select(nodeOf(element, 'price').id);
    await settle(element);
    const frame = part(element, '.frame');
    expect(frame.dir).to.equal('rtl');
    const stage = part(element, '.stage').getBoundingClientRect();
    const details = (await detailsOf(element)).getBoundingClientRect();
    expect(details.right).to.be.at.most(stage.left + 1);
    const bar = part(element, '.bar h2').getBoundingClientRect();
    expect(bar.left).to.be.above(part(element, '[part="fit-button"]').getBoundingClientRect().right);
    const caller = boxOf(element, 'POST /checkout').getBoundingClientRect();
    expect(caller.right).to.be.below(boxOf(element, 'price').getBoundingClientRect().left);
  });

  it('isolates the names of the data in what it says', async () => {
    const element = await draw({ spans: shop, lang: 'ar' });
    const names = parts(element, '.edge-label').map((label) => label.getAttribute('aria-label') ?? '');
    expect(names.some((name) => name.includes('\u2068POST /checkout\u2069'))).to.equal(true);
  });

  it('shows the beginning of a name that is too long for the bar', async () => {
    const name = 'GET /api/v1/customers/{customer}/orders/{order}/items/{item}/availability';
    const element = await draw({ spans: [span('a/1', { name })], lang: 'ar' });
    element.parentElement!.style.width = '375px';
    await settle(element);
    const summary = part(element, '[part="summary"]');
    expect(textOf(summary)).to.match(/^\u2068?GET .*availability\u2069? · /);
    const texts = document.createTreeWalker(summary, NodeFilter.SHOW_TEXT);
    while (!texts.nextNode()?.textContent?.includes('GET'));
    const start = document.createRange();
    const at = texts.currentNode.textContent!.indexOf('GET');
    start.setStart(texts.currentNode, at);
    start.setEnd(texts.currentNode, at + 3);
    const [seen, box] = [start, summary].map((each) => each.getBoundingClientRect());
    expect(seen!.width).to.be.above(5);
    expect(seen!.left).to.be.at.least(box!.left - 1);
    expect(seen!.right).to.be.at.most(box!.right + 1);
  });

  it('stays as it is by axe', async () => {
    const element = await draw({ spans: shop, lang: 'ar' });
    await expect(element).to.be.accessible();
  });
});
