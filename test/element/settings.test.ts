import { expect } from '@open-wc/testing';
import { span } from '../graph/span-builder.js';
import { pair, shop } from './sample-traces.js';
import { boxOf, detailsOf, draw, graphOf, nodeOf, part, parts, place, settle, textOf } from './stage.js';

describe('settings', () => {
  it('groupBy takes a text or a list, old and new names alike', async () => {
    const element = await draw({ spans: shop, groupBy: ['service.name'] });
    expect(graphOf(element).nodes.every(({ group }) => group[0]?.key === 'service.name')).to.equal(true);
    element.groupBy = 'span.kind, service.name';
    await settle(element);
    expect(graphOf(element).nodes[0]?.group.map(({ key }) => key)).to.deep.equal([
      'span.kind',
      'service.name',
    ]);
  });

  it('asyncLimit 0 draws every call', async () => {
    const element = await draw({ spans: shop, asyncLimit: 0 });
    expect(graphOf(element).stubs.filter(({ loaded }) => loaded)).to.deep.equal([]);
    expect(graphOf(element).edges.filter((edge) => edge.async).length).to.equal(6);
  });

  it('focusTraceId moves level 0', async () => {
    const element = await draw({ spans: shop, focusTraceId: 'b' });
    expect(nodeOf(element, 'orders process').level).to.equal(0);
    expect(nodeOf(element, 'orders publish').level).to.equal(-1);
  });

  it('focusSpanId centres its node', async () => {
    const element = await draw({ spans: shop, focusSpanId: '5' });
    const stage = part(element, '.stage').getBoundingClientRect();
    const box = boxOf(element, 'price').getBoundingClientRect();
    expect((box.left + box.right) / 2).to.be.closeTo((stage.left + stage.right) / 2, 2);
    expect(box.height).to.be.at.least(boxOf(element, 'price').offsetHeight);
  });

  it('focusSpanId selects the node of the nearest visible ancestor of a hidden span', async () => {
    const hidden = span('a/99', { parent: '5', kind: 'internal', service: 'prices' });
    const element = await draw({ spans: [...shop, hidden], focusSpanId: '99' });
    expect(element.selected).to.equal(nodeOf(element, 'price').id);
  });

  it('focusSpanId may be an id that is not hexadecimal', async () => {
    const spanId = 'Opaque Key';
    const element = await draw({ spans: [{ ...span('a/1'), spanId }], focusSpanId: ` ${spanId} ` });
    expect(element.selected).to.equal(graphOf(element).nodes[0]!.id);
  });

  it('focusTraceId shows its trace, also where it lies behind a node that was collapsed', async () => {
    const spans = [
      span('a/1', { name: 'send', kind: 'producer' }),
      ...['b', 'c'].map((trace) =>
        span(`${trace}/1`, { name: `work ${trace}`, kind: 'consumer', links: ['a/1'] }),
      ),
    ];
    const element = await draw({ spans, focusTraceId: 'a' });
    element.viewState = { collapsed: [nodeOf(element, 'send').id] };
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(1);
    element.focusTraceId = 'b';
    await settle(element);
    expect(nodeOf(element, 'work b').level).to.equal(0);
    expect(element.viewState.collapsed).to.deep.equal([]);
  });

  it('focusSpanId selects its node at first, and no longer', async () => {
    const element = await draw({ spans: shop, focusSpanId: '5' });
    expect(element.selected).to.equal(nodeOf(element, 'price').id);
    element.select(null);
    element.asyncLimit = 1;
    await settle(element);
    expect(element.selected).to.equal(null);
  });

  it('classification strict knows four attributes', async () => {
    const element = await draw({ spans: shop, classification: 'strict' });
    expect(nodeOf(element, 'SELECT orders').kind).to.equal('database');
    expect(nodeOf(element, 'orders process').kind).to.equal('pubsub');
  });

  it('classify overrides the rules, and undefined leaves it to them', async () => {
    const element = await draw({
      spans: shop,
      classify: ({ name }) => (name === 'price' ? 'database' : undefined),
    });
    expect(nodeOf(element, 'price').kind).to.equal('database');
    expect(nodeOf(element, 'POST /checkout').kind).to.equal('http');
  });

  it('a classify that throws is reported, and the rules decide', async () => {
    const element = await draw({
      spans: shop,
      classify: () => {
        throw new Error('host');
      },
    });
    expect(nodeOf(element, 'POST /checkout').kind).to.equal('http');
    expect(element.problems.map(({ code }) => code)).to.include('classify-failed');
  });

  it('controls chooses what is shown', async () => {
    const element = await draw({ spans: shop, controls: 'zoom aggregate' });
    expect(parts(element, '.legend, .group-by, .switch, [part="fit-button"]')).to.deep.equal([]);
    expect(parts(element, 'select.aggregate, [part="zoom-in-button"]').length).to.equal(2);
    element.select(nodeOf(element, 'price').id);
    await settle(element);
    expect(parts(element, '.details')).to.deep.equal([]);
    element.controls = null;
    await settle(element);
    expect(parts(element, '.legend, .group-by, .switches, .details').length).to.equal(4);
    element.controls = 'destinations';
    await settle(element);
    expect(parts(element, '.switch').map(textOf)).to.deep.equal(['Show topics and queues']);
  });

  it('showDestinations draws topics and queues between producers and consumers', async () => {
    const element = await draw({ spans: shop });
    expect(graphOf(element).nodes.filter(({ destination }) => destination !== undefined)).to.deep.equal([]);
    element.setAttribute('show-destinations', '');
    await settle(element);
    const [topic] = graphOf(element).nodes.filter(({ destination }) => destination !== undefined);
    expect(topic?.destination).to.equal('orders');
    const box = parts(element, '.node').find(({ dataset }) => dataset['nodeId'] === topic?.id);
    expect(textOf(box)).to.equal('orders Topic or queue');
    expect(box?.querySelector('button')?.getAttribute('aria-label')).to.match(/^orders, Topic or queue/);
    expect(textOf(part(element, '.legend'))).to.contain('Topic or queue');
    expect(element.viewState.showDestinations).to.equal(true);
  });

  it('locale forms the numbers, else the nearest lang does', async () => {
    const spans = shop.map((span) => ({ ...span, duration: 1234 }));
    const element = await draw({ spans, locale: 'de' });
    expect(textOf(boxOf(element, 'price').querySelector('.duration'))).to.equal('1,23 s');
    const other = await place();
    other.lang = 'de';
    other.spans = spans;
    await settle(other);
    expect(textOf(boxOf(other, 'price').querySelector('.duration'))).to.equal('1,23 s');
  });

  it('a change of lang forms the numbers anew, unless locale does', async () => {
    const spans = shop.map((span) => ({ ...span, duration: 1234 }));
    const element = await draw({ spans });
    element.lang = 'de';
    await settle(element);
    expect(textOf(boxOf(element, 'price').querySelector('.duration'))).to.equal('1,23 s');
    element.locale = 'en';
    element.lang = 'fr';
    await settle(element);
    expect(textOf(boxOf(element, 'price').querySelector('.duration'))).to.equal('1.23 s');
  });

  it('strings replace single texts, and others stay', async () => {
    const element = await draw({
      spans: shop,
      strings: { fit: 'Einpassen', level: (level) => `Ebene ${level}` },
    });
    expect(textOf(part(element, '[part="fit-button"]'))).to.equal('Einpassen');
    expect(parts(element, '.band-title').map(textOf)).to.include('Ebene 1 · 3 of 6 traces · 3 of 6 calls');
    expect(textOf(part(element, '.bar h2'))).to.equal('Dependencies');
  });

  it('graph draws what the host has built', async () => {
    const { dependencyGraph } = await draw({ spans: shop });
    const element = await draw({ graph: dependencyGraph });
    expect(element.dependencyGraph).to.equal(dependencyGraph);
    expect(parts(element, '.node').length).to.equal(dependencyGraph?.nodes.length);
  });

  it('the panel of a graph that the host has built shows its figures and waits for nothing', async () => {
    const { dependencyGraph } = await draw({ spans: shop });
    const element = await draw({ graph: dependencyGraph });
    element.select(nodeOf(element, 'price').id);
    await settle(element);
    expect(parts(element, '.details .figure').length).to.be.above(5);
    expect(textOf(part(element, '.details'))).to.not.contain('Reading traces');
  });

  it('data that are set after a graph are drawn, with their details', async () => {
    const { dependencyGraph } = await draw({ spans: shop });
    const element = await draw({ graph: dependencyGraph });
    element.spans = pair;
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(2);
    element.select(nodeOf(element, 'back').id);
    expect((await detailsOf(element)).querySelectorAll('.tab').length).to.equal(4);
  });
});
