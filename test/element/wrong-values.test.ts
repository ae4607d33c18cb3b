import { expect } from '@open-wc/testing';
import { TraceDependenciesElement, type DependencyGraph, type TraceProblemEvent } from '../../src/index.js';
import { pair, shop } from './sample-traces.js';
import { draw, graphOf, part, parts, place, record, settle, textOf } from './stage.js';
import { chain, ofTrace, quiet, watched } from './watched-source.js';

describe('a graph that cannot be read', () => {
  it('leaves what is drawn, which can be worked with, and says what is wrong', async () => {
    const built = graphOf(await draw({ spans: pair }));
    const [node, ...others] = built.nodes;
    const [edge] = built.edges;
    const changed = (part: object): object => ({ ...built, nodes: [{ ...node, ...part }, ...others] });
    const wrong: readonly (readonly [unknown, string])[] = [
      [{}, 'graph.nodes'],
      [4, 'graph.nodes'],
      [0, 'graph.nodes'],
      [false, 'graph.nodes'],
      [{ ...built, edges: null }, 'graph.edges'],
      [{ ...built, nodes: [null, ...others] }, 'graph'],
      [{ ...built, nodes: [node, ...built.nodes] }, 'graph.nodes[1]'],
      [{ ...built, nodes: others }, 'graph.edges[0]'],
      [{ ...built, edges: [{ ...edge, target: 'nowhere' }] }, 'graph.edges[0]'],
      [{ ...built, stubs: [{ id: 's', node: 'nowhere' }] }, 'graph.stubs[0]'],
      [changed({ id: 4 }), 'graph.nodes[0]'],
      [changed({ kind: 'queue' }), 'graph.nodes[0]'],
      [changed({ level: NaN }), 'graph.nodes[0]'],
      [changed({ duration: 12 }), 'graph.nodes[0]'],
      [changed({ group: [{ key: 'service.name', value: 4 }] }), 'graph.nodes[0]'],
    ];
    const element = await draw({ spans: shop });
    const drawn = parts(element, '.node').length;
    const ofData = element.problems;
    for (const [graph, example] of wrong) {
      const problems = record(element, 'trace-problem');
      element.graph = graph as DependencyGraph;
      await settle(element);
      const found = { code: 'unknown-format', count: 1, example };
      expect(element.problems.at(-1)).to.deep.equal(found);
      expect(element.problems.length).to.equal(ofData.length + 1);
      expect(problems.length).to.equal(1);
      expect(parts(element, '.node').length, example).to.equal(drawn);
    }
    element.groupBy = 'service.name';
    await settle(element);
    expect(graphOf(element).nodes.every(({ group }) => group.length === 1)).to.equal(true);
    element.graph = built;
    await settle(element);
    expect(element.dependencyGraph).to.equal(built);
    expect(element.problems).to.deep.equal(ofData);
  });

  it('leaves a graph before it', async () => {
    const built = graphOf(await draw({ spans: pair }));
    const element = await draw({ graph: built });
    element.graph = {} as DependencyGraph;
    await settle(element);
    element.direction = 'down';
    await settle(element);
    expect(element.dependencyGraph).to.equal(built);
    expect(element.problems.map(({ code }) => code)).to.deep.equal(['unknown-format']);
    element.graph = null;
    await settle(element);
    expect(element.problems).to.deep.equal([]);
    expect(parts(element, '.node').length).to.equal(0);
  });

  it('leaves what the source has told of what is drawn', async () => {
    const spans = chain(2);
    const source = watched(spans);
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await quiet(element, source.asked);
    const before = source.asked.length;
    element.graph = {} as DependencyGraph;
    await settle(element);
    element.groupBy = 'service.name';
    await quiet(element, source.asked);
    expect(source.asked.length).to.equal(before);
  });

  it('is nothing where nothing is drawn, and data are drawn after it', async () => {
    const element = await place({ graph: {} as DependencyGraph });
    await settle(element);
    expect(element.problems.map(({ code }) => code)).to.deep.equal(['unknown-format']);
    expect(parts(element, '.node').length).to.equal(0);
    element.spans = pair;
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(2);
  });
});

describe('a graph that lacks only what is shown', () => {
  it('is drawn', async () => {
    const built = graphOf(await draw({ spans: pair }));
    const nodes = built.nodes.map(({ duration: _, wallTime: __, ...node }) => node);
    const edges = built.edges.map(({ duration: _, wait: __, ...edge }) => edge);
    const graph = { ...built, nodes, edges } as unknown as DependencyGraph;
    const element = await draw({ graph });
    element.select(nodes[0]!.id);
    await settle(element);
    expect(element.problems).to.deep.equal([]);
    expect(parts(element, '.node').length).to.equal(2);
    expect(parts(element, '.details .figure').length).to.be.above(0);
  });
});

describe('ids that are no texts', () => {
  /** What a page in JavaScript may set. */
  const wrong = 4 as unknown as string;

  it('of the focus count as none', async () => {
    for (const name of ['focusTraceId', 'focusSpanId'] as const) {
      const element = await draw({ spans: pair, [name]: wrong });
      expect(element.problems, name).to.deep.equal([]);
      expect(parts(element, '.node').length, name).to.equal(2);
      expect(element.viewState.focusTraceId, name).to.equal(null);
    }
  });

  it('of the selection count as none', async () => {
    const element = await draw({ spans: pair });
    const [node] = graphOf(element).nodes;
    for (const set of [
      () => element.select(wrong),
      () => (element.selected = wrong),
      () => (element.selected = undefined as unknown as null),
    ]) {
      element.select(node!.id);
      await settle(element);
      set();
      await settle(element);
      expect(element.viewState.selected).to.equal(null);
      expect(parts(element, '.node.selected').length).to.equal(0);
      expect(parts(element, '.details').length).to.equal(0);
    }
    element.select(node!.id);
    element.viewState = { selected: wrong };
    await settle(element);
    expect(element.viewState.selected, 'what cannot be read of a view is left').to.equal(node!.id);
  });

  it('leave zoomTo the selection', async () => {
    const element = await draw({ spans: pair });
    const [node] = graphOf(element).nodes;
    element.select(node!.id);
    await settle(element);
    const middle = (): number => {
      const { left, right } = part(element, '.node.selected').getBoundingClientRect();
      const frame = part(element, '.viewport').getBoundingClientRect();
      return Math.abs((left + right) / 2 - (frame.left + frame.right) / 2);
    };
    for (const id of [null, wrong, undefined]) {
      element.fit();
      await settle(element);
      const before = middle();
      element.zoomTo(id);
      await settle(element);
      expect(before - middle(), String(id)).to.be.above(20);
    }
  });
});

describe('texts of the host that fail', () => {
  const fails = (): string => {
    throw new Error('no such word');
  };

  it('leave those of the language, and are told of once', async () => {
    const element = await place();
    const problems = record(element, 'trace-problem');
    element.strings = {
      summary: fails,
      ready: fails,
      times: () => 4 as unknown as string,
      kinds: { http: 'Web' },
    };
    element.spans = shop;
    await settle(element);
    const usual = await draw({ spans: shop });
    expect(parts(element, '.node').length).to.equal(parts(usual, '.node').length);
    for (const selector of ['[part~="summary"]', '.node .badge'])
      expect(textOf(part(element, selector))).to.equal(textOf(part(usual, selector)));
    const failed = element.problems.filter(({ code }) => code === 'strings-failed');
    expect(failed.length).to.equal(1);
    expect(failed[0]?.example).to.match(/^\w+: .*(no such word|no text)/);
    const events = problems as TraceProblemEvent[];
    expect(events.filter(({ detail }) => detail.problem.code === 'strings-failed').length).to.equal(1);
    element.strings = { summary: () => 'Mine' };
    await settle(element);
    expect(textOf(part(element, '[part~="summary"]'))).to.contain('Mine');
    expect(element.problems.map(({ code }) => code)).to.not.include('strings-failed');
  });

  it('leave those of the language where they cannot be listed', async () => {
    const strings = Object.defineProperty({}, 'fit', { get: fails, enumerable: true });
    const element = await draw({ spans: pair, strings });
    expect(parts(element, '.node').length).to.equal(2);
    expect(element.problems.map(({ code }) => code)).to.deep.equal(['strings-failed']);
  });
});

describe('layoutComplete', () => {
  it('resolves also when an update fails', async () => {
    class Failing extends TraceDependenciesElement {
      protected override getUpdateComplete(): Promise<boolean> {
        return super.getUpdateComplete().then(() => Promise.reject(new Error('an update failed')));
      }
    }
    Failing.define('failing-dependencies');
    const element = document.createElement('failing-dependencies') as Failing;
    document.body.append(element);
    element.spans = pair;
    await element.layoutComplete;
    element.remove();
  });
});
