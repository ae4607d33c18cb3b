/** Which stages run again for which change: the table in `docs/architecture.md`. */
import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { Stage } from '../../src/element/pipeline.js';
import type { LayoutCompleteEvent, TraceDependenciesElement } from '../../src/index.js';
import { span } from '../graph/span-builder.js';
import { pair, shop } from './sample-traces.js';
import { boxOf, draw, graphOf, nodeOf, part, type Properties, record, settle, shapeOf } from './stage.js';

const stages: readonly Stage[] = ['data', 'graph', 'boxes', 'layout'];

/** The stages that a change runs, and what is told of layouts. */
async function runsOf(
  element: TraceDependenciesElement,
  change: () => unknown,
): Promise<{ readonly ran: readonly Stage[]; readonly layouts: readonly Event[] }> {
  const { pipeline } = element['_drawing'];
  const layouts = record(element, 'layout-complete');
  const before = { ...pipeline.runs };
  await change();
  await element.updateComplete;
  await settle(element);
  const twice = stages.filter((stage) => pipeline.runs[stage] > before[stage] + 1);
  expect(twice, 'no stage runs twice for one change').to.deep.equal([]);
  return { ran: stages.filter((stage) => pipeline.runs[stage] > before[stage]), layouts };
}

const from = (stage: Stage): readonly Stage[] => stages.slice(stages.indexOf(stage));

describe('A change of', () => {
  const byProperty: readonly (readonly [Stage, string, Properties])[] = [
    ['data', 'the data', { data: [span('a/1'), span('a/2', { parent: '1' })] }],
    ['data', 'the spans', { spans: pair }],
    ['graph', 'the grouping', { groupBy: 'service.name' }],
    ['graph', 'internal spans', { showInternalSpans: true }],
    ['graph', 'topics', { showDestinations: true }],
    ['graph', 'the limit of calls', { asyncLimit: 1 }],
    ['graph', 'the limit of levels', { asyncDepth: 1 }],
    ['graph', 'the focus', { focusTraceId: '*' }],
    ['graph', 'the classification', { classification: 'strict' }],
    ['graph', "the host's own classification", { classify: () => 'http' }],
    ['boxes', 'the direction', { direction: 'down' }],
    ['boxes', 'texts', { strings: { zoomIn: 'Closer' } }],
    // One whose texts are not loaded first, which would measure once more when they have come.
    ['boxes', 'the language', { locale: 'fr' }],
    ['layout', 'the layout', { layout: 'elk' }],
  ];
  for (const [stage, what, properties] of byProperty)
    it(`${what} begins again with ${stage}`, async () => {
      const element = await draw({ spans: shop });
      const { ran } = await runsOf(element, () => Object.assign(element, properties));
      expect(ran).to.deep.equal(from(stage));
    });

  it('the data, by adding to them, begins again with data', async () => {
    const element = await draw({ spans: shop });
    const { ran } = await runsOf(element, () => element.appendData(pair));
    expect(ran).to.deep.equal(from('data'));
  });

  it('what is expanded begins again with graph', async () => {
    const element = await draw({ spans: shop });
    const stub = graphOf(element).stubs.find(({ loaded }) => loaded)!;
    const { ran } = await runsOf(element, () => element.expand(stub.id));
    expect(ran).to.deep.equal(from('graph'));
  });

  it('nothing that layout sees lays nothing out, although its stage is reached', async () => {
    const element = await draw({ spans: shop });
    const { layouts, ran } = await runsOf(element, () => (element.classify = () => undefined));
    expect(ran).to.deep.equal(from('graph'));
    const [complete] = layouts as LayoutCompleteEvent[];
    expect(complete?.detail.milliseconds, 'the last layout still holds').to.equal(0);
  });

  const ofView: readonly (readonly [string, (element: TraceDependenciesElement) => unknown])[] = [
    ['the aggregation', (element) => (element.aggregate = 'p95')],
    ['the selected node, by the host', (element) => (element.selected = nodeOf(element, 'SELECT orders').id)],
    ['the selected edge', (element) => element.select(graphOf(element).edges[0]!.id)],
    ['the selected node, by the user', (element) => shapeOf(element, 'SELECT orders').click()],
    ['the theme', (element) => (element.style.colorScheme = 'dark')],
    ['a colour', (element) => element.style.setProperty('--trace-dependencies-accent', 'red')],
    ['what is under the mouse', (element) => hover(boxOf(element, 'SELECT orders'))],
    ['the whole drawing in view', (element) => element.fit()],
    ['the zoom', (element) => part(element, '[part="zoom-in-button"]').click()],
    ['the node in view', (element) => element.zoomTo(nodeOf(element, 'SELECT orders').id)],
    ['the critical path', (element) => (element.criticalPath = true)],
    ['the controls', (element) => (element.controls = 'zoom')],
    ['where operations lead', (element) => (element.traceUrl = '/trace/{traceId}')],
  ];
  for (const [what, change] of ofView)
    it(`${what} runs no stage`, async () => {
      const element = await draw({ spans: shop });
      const { ran, layouts } = await runsOf(element, () => change(element));
      expect(ran).to.deep.equal([]);
      expect(layouts).to.deep.equal([]);
    });
});

async function hover(target: Element): Promise<void> {
  const { left, top, width, height } = target.getBoundingClientRect();
  await sendMouse({ type: 'move', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
}
