import { expect } from '@open-wc/testing';
import { pair, shop } from './sample-traces.js';
import {
  boxOf,
  draw,
  edgeButton,
  graphOf,
  inside,
  nodeOf,
  part,
  parts,
  settle,
  stubBox,
  textOf,
} from './stage.js';
import { seriesOf } from '../../src/view/series.js';
import { span } from '../graph/span-builder.js';

/** The `d` of the shape's outlines. */
const outlines = (box: Element): string[] =>
  [...box.querySelectorAll('.outer, .inner')].map((path) => path.getAttribute('d') ?? '');

const legendTexts = (element: Awaited<ReturnType<typeof draw>>): string[] =>
  parts(element, '[part~="legend"] [role="listitem"] > :last-child').map(textOf);

describe('DOM hooks', () => {
  it('every node, edge and stub of the graph is drawn, and no other', async () => {
    const element = await draw({ spans: shop });
    const { nodes, edges, stubs } = graphOf(element);
    const ids = (selector: string, key: string): string[] =>
      parts(element, selector)
        .map(({ dataset }) => dataset[key] ?? '')
        .sort();
    expect(ids('[part~="node"]', 'nodeId')).to.deep.equal(nodes.map(({ id }) => id).sort());
    expect(ids('[part~="edge"]', 'edgeId')).to.deep.equal(edges.map(({ id }) => id).sort());
    expect(ids('[part~="stub"]', 'stubId')).to.deep.equal(stubs.map(({ id }) => id).sort());
    expect(nodes.length).to.be.above(6);
    expect(stubs.length).to.equal(2);
  });

  it('tell kind and asynchrony', async () => {
    const element = await draw({ spans: shop });
    for (const node of graphOf(element).nodes) {
      const box = parts(element, '.node').find(({ dataset }) => dataset['nodeId'] === node.id);
      expect(box?.dataset['kind']).to.equal(node.kind);
      expect(box?.matches('[part~="async"]')).to.equal(node.async);
      expect(box?.matches('[part~="error"]')).to.equal(node.errorCount > 0);
    }
    for (const edge of graphOf(element).edges) {
      const line = parts<SVGElement>(element, '.edge').find(({ dataset }) => dataset['edgeId'] === edge.id);
      expect(line?.matches('[part~="async"]')).to.equal(edge.async);
      expect(line?.matches('[part~="sync"]')).to.equal(!edge.async);
    }
  });

  it('name the controls, the legend and, when something is selected, the panel', async () => {
    const element = await draw({ spans: shop });
    expect(parts(element, '[part~="controls"]').length).to.equal(1);
    expect(parts(element, '[part~="legend"]').length).to.equal(1);
    expect(parts(element, '[part~="details"]').length).to.equal(0);
    element.select(nodeOf(element, 'price').id);
    await settle(element);
    expect(parts(element, '[part~="details"]').length).to.equal(1);
  });

  it('nothing of ours is set on the host', async () => {
    const element = await draw({ spans: shop });
    expect([...element.attributes].map(({ name }) => name)).to.deep.equal(['style']);
    expect(element.getAttribute('style')).to.equal('block-size: 700px;');
  });
});

describe('nodes', () => {
  it('have one shape for each kind', async () => {
    const element = await draw({ spans: shop });
    const shapes = new Map<string, Set<string>>();
    for (const box of parts(element, '.node')) {
      const kind = box.dataset['kind'] ?? '';
      const inner = inside(box, '.inner').getAttribute('d') ?? '';
      shapes.set(kind, (shapes.get(kind) ?? new Set()).add(inner));
    }
    expect([...shapes.keys()].sort()).to.deep.equal(['database', 'generic', 'http', 'pubsub']);
    for (const paths of shapes.values()) expect(paths.size).to.equal(1);
    expect(new Set([...shapes.values()].flatMap((paths) => [...paths])).size).to.equal(4);
  });

  it('are rhombus, hexagon, square and circle', async () => {
    const element = await draw({ spans: shop });
    const corners = (operation: string): number =>
      (
        inside(boxOf(element, operation), '.inner')
          .getAttribute('d')
          ?.match(/[MLHV]/g) ?? []
      ).length;
    expect(corners('POST /checkout')).to.equal(4);
    expect(corners('orders publish')).to.equal(6);
    expect(corners('SELECT orders')).to.equal(4);
    expect(inside(boxOf(element, 'price'), '.inner').getAttribute('d')).to.match(/A.*A/);
    const { width, height } = inside<SVGPathElement>(boxOf(element, 'SELECT orders'), '.inner').getBBox();
    expect(width).to.be.closeTo(height, 0.01);
  });

  it('have a double outline only when they are asynchronous', async () => {
    const element = await draw({ spans: shop });
    expect(outlines(boxOf(element, 'mail send')).length).to.equal(2);
    for (const node of graphOf(element).nodes) {
      const box = parts(element, '.node').find(({ dataset }) => dataset['nodeId'] === node.id);
      expect(outlines(box as Element).length).to.equal(node.async ? 2 : 1);
    }
  });

  it('show operation, service and duration', async () => {
    const element = await draw({ spans: shop });
    const box = boxOf(element, 'SELECT orders');
    expect(textOf(inside(box, '.operation'))).to.equal('SELECT orders');
    expect(textOf(inside(box, '.service'))).to.equal('shop');
    expect(textOf(inside(box, '.duration'))).to.equal('30 ms');
  });

  it('show how many spans they have when there is more than one', async () => {
    const element = await draw({ spans: shop });
    expect(textOf(boxOf(element, 'SELECT orders').querySelector('.badge.count'))).to.equal('×2');
    expect(boxOf(element, 'POST /checkout').querySelector('.badge.count')).to.equal(null);
  });

  it('show failed spans, and failed hidden ones differently', async () => {
    const element = await draw({ spans: shop });
    expect(boxOf(element, 'price').querySelector('.badge.failed:not(.hidden-inside)')).to.not.equal(null);
    expect(boxOf(element, 'POST /checkout').querySelector('.badge.failed.hidden-inside')).to.not.equal(null);
    expect(boxOf(element, 'SELECT orders').querySelector('.badge.failed')).to.equal(null);
  });

  it('show a dash where no span ended', async () => {
    const element = await draw({ spans: [span('a/1', { name: 'open', duration: null })] });
    expect(textOf(inside(boxOf(element, 'open'), '.duration'))).to.equal('–');
  });

  it('have a mark when a parent is missing', async () => {
    const element = await draw({ spans: shop });
    expect(boxOf(element, 'lost').querySelector('.orphan')).to.not.equal(null);
    expect(boxOf(element, 'price').querySelector('.orphan')).to.equal(null);
  });

  it('keep a long name whole in the tooltip and in the details', async () => {
    const name = 'operation '.repeat(60).trim();
    const element = await draw({ spans: [span('a/1', { name })] });
    expect(inside(boxOf(element, name), '.operation').title).to.equal(name);
    expect(boxOf(element, name).offsetWidth).to.be.below(200);
    element.select(nodeOf(element, name).id);
    await settle(element);
    expect(textOf(part(element, '.details-title'))).to.equal(name);
  });

  it('do not overlap', async () => {
    const element = await draw({ spans: shop });
    const rects = parts(element, '.node, .stub').map((box) => box.getBoundingClientRect());
    for (const [index, a] of rects.entries()) {
      for (const b of rects.slice(index + 1)) {
        const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        expect(apart).to.equal(true);
      }
    }
  });
});

describe('edges', () => {
  const lineOf = (edge: Element): string => inside(edge, '.line').getAttribute('d') ?? '';

  it('of synchronous calls are full straight segments', async () => {
    const element = await draw({ spans: shop });
    const calls = graphOf(element).edges.filter(({ source, target }) => source !== target);
    for (const { id } of calls.filter((edge) => !edge.async)) {
      const edge = parts<SVGElement>(element, '.edge').find(({ dataset }) => dataset['edgeId'] === id);
      expect(lineOf(edge as Element)).to.match(/^M[^CQA]+$/);
      expect(getComputedStyle(inside(edge as Element, '.line')).strokeDasharray).to.equal('none');
    }
  });

  it('of asynchronous calls are curved and dotted', async () => {
    for (const layout of ['instant', 'elk'] as const) {
      const element = await draw({ spans: shop, layout });
      const edges = parts(element, '.edge[part~="async"]');
      expect(edges.length).to.equal(3);
      for (const edge of edges) {
        expect(lineOf(edge)).to.match(/[CQ]/);
        expect(getComputedStyle(inside(edge, '.line')).strokeDasharray).to.not.equal('none');
      }
    }
  });

  it('all have an arrow head', async () => {
    const element = await draw({ spans: shop });
    for (const edge of parts(element, '.edge'))
      expect(inside(edge, '.head').getAttribute('d')).to.match(/^M.+Z$/);
  });

  it('have finite coordinates', async () => {
    const element = await draw({ spans: shop });
    for (const path of parts(element, 'path'))
      expect(path.getAttribute('d')).to.not.match(/NaN|Infinity|undef/);
  });

  it('say how often a call was made', async () => {
    const element = await draw({ spans: shop });
    expect(textOf(edgeButton(element, 'POST /checkout', 'SELECT orders'))).to.equal('×2');
  });

  it('say how long work waited', async () => {
    const element = await draw({ spans: shop });
    expect(textOf(edgeButton(element, 'orders publish', 'orders process'))).to.match(/wait 155 ms/);
  });

  it('from a node to itself are loops', async () => {
    const element = await draw({ spans: shop });
    const { id } = nodeOf(element, 'price');
    const loop = graphOf(element).edges.find(({ source, target }) => source === id && target === id);
    const edge = parts<SVGElement>(element, '.edge').find(({ dataset }) => dataset['edgeId'] === loop?.id);
    const { width, height } = inside<SVGPathElement>(edge as Element, '.line').getBBox();
    expect(Math.min(width, height)).to.be.above(3);
    expect(Math.max(width, height)).to.be.below(200);
  });
});

describe('stubs', () => {
  it('say how many calls are hidden and how many of them failed', async () => {
    const element = await draw({ spans: shop });
    expect(textOf(stubBox(element, true))).to.equal('+3 more async calls avg 47 ms');
    const late = await draw({ spans: shop, asyncLimit: 2 });
    expect(textOf(stubBox(late, true))).to.match(/^\+4 more async calls/);
    const wide = await draw({
      spans: [...shop, span('ac/1', { failed: true, kind: 'consumer', links: ['a/3'] })],
    });
    expect(graphOf(wide).stubs.find(({ loaded }) => loaded)?.callCount).to.equal(4);
  });

  it('name traces that are not loaded', async () => {
    const element = await draw({ spans: shop });
    expect(textOf(stubBox(element, false))).to.equal('Linked trace not loaded');
  });

  it('are tied to their node', async () => {
    const element = await draw({ spans: shop });
    expect(parts(element, '[part~="stub-edge"]').length).to.equal(2);
  });
});

describe('async levels', () => {
  it('have a band each, with a title that counts what is not drawn', async () => {
    const element = await draw({ spans: shop });
    const titles = parts(element, '.band-title').map(textOf);
    expect(titles).to.include('Focus trace');
    expect(titles).to.include('Async level 1 · 3 of 6 traces · 3 of 6 calls');
  });

  it('stand to the right of each other, or below', async () => {
    for (const direction of ['right', 'down'] as const) {
      const element = await draw({ spans: shop, direction });
      const front = boxOf(element, 'orders publish').getBoundingClientRect();
      const later = boxOf(element, 'orders process').getBoundingClientRect();
      if (direction === 'right') expect(later.left).to.be.above(front.right);
      else expect(later.top).to.be.above(front.bottom);
    }
  });

  it('are entries when all traces are drawn', async () => {
    const element = await draw({ spans: shop, focusTraceId: '*' });
    expect(parts(element, '.band-title').map(textOf)).to.include('Entry traces');
  });
});

describe('the colour of a service', () => {
  /** Two services that would have the same colour, had they each one of their own. */
  const [earlier, later] = ((): [string, string] => {
    const names = Array.from({ length: 20 }, (_, index) => `service-${String.fromCharCode(97 + index)}`);
    const same = names.flatMap((one, at) =>
      names.slice(at + 1).flatMap((other) => (seriesOf(one) === seriesOf(other) ? [[one, other]] : [])),
    );
    return same[0] as [string, string];
  })();
  const seriesIn = (element: Awaited<ReturnType<typeof draw>>, operation: string): string | undefined =>
    [...boxOf(element, operation).classList].find((name) => name.startsWith('series-'));

  it('stays when data with another service are added', async () => {
    const element = await draw({ spans: [span('a/1', { name: 'first', service: later })] });
    const before = seriesIn(element, 'first');
    element.appendData([span('a/2', { name: 'second', service: earlier, parent: '1' })]);
    await settle(element);
    expect(seriesIn(element, 'first')).to.equal(before);
    expect(seriesIn(element, 'second')).not.to.equal(before);
  });
});

describe('the legend', () => {
  it('lists what is on screen', async () => {
    const element = await draw({ spans: shop });
    expect(legendTexts(element)).to.deep.equal([
      'HTTP',
      'Pub/sub',
      'Database',
      'Operation',
      'Asynchronous trace',
      'Synchronous request',
      'Asynchronous request',
      'Parent not in the data',
      'Calls not drawn',
      'Failed',
    ]);
  });

  it('lists nothing else', async () => {
    const element = await draw({ spans: pair });
    expect(legendTexts(element)).to.deep.equal(['Operation', 'Synchronous request']);
  });
});

describe('real data', () => {
  it('is read from a file of OTLP lines and drawn with its queues', async () => {
    const data = await (await fetch('/test/fixtures/otlp/capture-kafka-sqs-rabbit.jsonl')).text();
    const element = await draw({ data, layout: 'elk', focusTraceId: '*' });
    const { nodes, edges } = graphOf(element);
    expect(parts(element, '.node').length).to.equal(nodes.length);
    expect(edges.some((edge) => edge.async)).to.equal(true);
    expect(part(element, '[part~="summary"]').textContent).to.match(/[\d,]+ nodes? · [\d,]+ spans?/);
  });
});
