import { expect, nextFrame } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { DependencyGraph } from '../../src/model/dependency-graph.js';
import type { ViewportState } from '../../src/model/view-state.js';
import type { TraceDependenciesElement } from '../../src/element/trace-dependencies-element.js';
import { edgeBetween, large, nodeNamed } from './large-graph.js';
import { click, draw, focused, part, parts, settle, shapeOf, until } from './stage.js';

const rest = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Long enough for everything that a first drawing leaves for later. */
const settled = 400;

async function drawLarge(): Promise<TraceDependenciesElement> {
  const element = await draw({ graph: large });
  await rest(settled);
  return element;
}

async function moveTo(element: TraceDependenciesElement, viewport: ViewportState): Promise<void> {
  element.viewState = { viewport };
  await settle(element);
}

const drawnIds = (element: TraceDependenciesElement): string[] =>
  parts(element, '.node').map(({ dataset }) => dataset['nodeId'] ?? '');

const scaleOf = (element: TraceDependenciesElement): number =>
  new DOMMatrix(part(element, '.canvas').style.transform).a;

/** What a change does to the drawing, besides moving the canvas. */
async function mutations(element: TraceDependenciesElement, change: () => unknown): Promise<number> {
  const canvas = part(element, '.canvas');
  const observer = new MutationObserver(() => undefined);
  observer.observe(part(element, '.viewport'), {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
  await change();
  const found = observer
    .takeRecords()
    .filter(({ target, type }) => target !== canvas || type !== 'attributes');
  observer.disconnect();
  return found.length;
}

describe('a large drawing', () => {
  it('has in the document what is in view or near it, and all else when it comes into view', async () => {
    const element = await drawLarge();
    await moveTo(element, { x: 0, y: 0, scale: 1 });
    const first = new Set(drawnIds(element));
    expect(first.size).to.be.within(1, large.nodes.length / 3);
    const seen = new Set(first);
    let most = 0;
    for (let x = 0; x > -8000; x -= 700) {
      for (let y = 0; y > -5000; y -= 700) {
        await moveTo(element, { x, y, scale: 1 });
        const ids = drawnIds(element);
        most = Math.max(most, ids.length);
        for (const id of ids) seen.add(id);
      }
    }
    expect(most).to.be.below(large.nodes.length / 2);
    expect(seen.size).to.be.above(first.size * 3);
  });

  it('draws first what is seen, then what lies around it, the buttons of calls without a text, and the map', async () => {
    const element = await draw({ graph: large });
    const first = drawnIds(element);
    expect(first.length).to.be.above(5);
    // Only the call that leads to the tab stop, which keys may ask for at once.
    const kept = parts(element, '.edge-label').length;
    expect(kept).to.be.below(parts(element, '.edge').length / 2);
    expect(parts(element, '.minimap')).to.deep.equal([]);
    await until(() => parts(element, '.minimap')[0], 'the map is shown');
    expect(drawnIds(element)).to.include.members(first);
    expect(drawnIds(element).length).to.be.above(first.length);
    expect(parts(element, '.edge-label').length).to.equal(parts(element, '.edge').length);
  });

  it('draws every node that is in view', async () => {
    const element = await drawLarge();
    const frame = part(element, '.viewport').getBoundingClientRect();
    for (const viewport of [
      { x: -900, y: -700, scale: 1 },
      { x: -1500, y: -1000, scale: 0.7 },
      { x: -700, y: -400, scale: 0.45 },
    ]) {
      await moveTo(element, viewport);
      const places = new Map(
        parts(element, '.node').map((node) => [node.dataset['nodeId'] ?? '', node.getBoundingClientRect()]),
      );
      // One more render from afar and back asks the index anew; what is in view must be the same.
      await moveTo(element, { ...viewport, x: viewport.x - 4000 });
      await moveTo(element, viewport);
      const again = new Set(drawnIds(element));
      for (const [id, { left, right, top, bottom }] of places) {
        const isSeen = left < frame.right && right > frame.left && top < frame.bottom && bottom > frame.top;
        if (isSeen) expect(again.has(id), id).to.equal(true);
      }
    }
  });

  for (const isAsync of [false, true]) {
    const sort = isAsync ? 'asynchronous' : 'synchronous';
    it(`draws of a long ${sort} call what is near the view, from its source to its target`, async () => {
      const long = { ...edgeBetween('root', 'n12-24'), async: isAsync };
      const element = await draw({ graph: { ...large, edges: [...large.edges, long] } });
      await rest(settled);
      const frame = part(element, '.viewport').getBoundingClientRect();
      const linesOf = (): SVGPathElement[] => [
        ...element.renderRoot.querySelectorAll<SVGPathElement>(`[data-edge-id="${long.id}"] .line`),
      ];
      element.zoomTo('root');
      const offsets = new Set<number>();
      let steps = 0;
      for (; !drawnIds(element).includes('n12-24'); steps++) {
        await rest(settled);
        const lines = linesOf();
        for (const line of lines) offsets.add(parseFloat(getComputedStyle(line).strokeDashoffset));
        const boxes = lines.map((line) => line.getBBox());
        const width =
          Math.max(...boxes.map((box) => box.x + box.width)) - Math.min(...boxes.map(({ x }) => x));
        expect(width, 'width of what is drawn').to.be.below(4 * Math.max(frame.width, frame.height));
        const last = lines.at(-1)!;
        const end = last.getPointAtLength(last.getTotalLength());
        expect(steps, 'steps along the line').to.be.below(30);
        await moveTo(element, { x: frame.width / 2 - end.x, y: frame.height / 2 - end.y, scale: 1 });
      }
      expect(steps).to.be.above(1);
      // The dots stand where those of the whole line would.
      expect(offsets.size > 2).to.equal(isAsync);
    });
  }

  it('renders nothing for a small pan', async () => {
    const element = await drawLarge();
    await moveTo(element, { x: -800, y: -600, scale: 1 });
    const before = part(element, '.canvas').style.transform;
    const changes = await mutations(element, async () => {
      for (let step = 1; step <= 20; step++) {
        await moveTo(element, { x: -800 - 10 * step, y: -600, scale: 1 });
      }
    });
    expect(part(element, '.canvas').style.transform).to.not.equal(before);
    expect(changes).to.equal(0);
  });

  it('draws nothing anew where the view has just been, and the buttons of what is new when it rests', async () => {
    const element = await drawLarge();
    const start = { x: -800, y: -600, scale: 1 };
    await moveTo(element, start);
    await rest(settled);
    const { width } = part(element, '.viewport').getBoundingClientRect();
    const steps = Array.from({ length: 10 }, (_, step) => ({
      ...start,
      x: start.x - (step + 1) * 0.1 * width,
    }));
    for (const viewport of steps) await moveTo(element, viewport);
    expect(parts(element, '.edge-label').length).to.be.below(parts(element, '.edge').length);
    await rest(settled);
    expect(parts(element, '.edge-label').length).to.equal(parts(element, '.edge').length);
    const changes = await mutations(element, async () => {
      for (const viewport of [...steps.toReversed(), start]) await moveTo(element, viewport);
      await rest(settled);
    });
    expect(changes).to.equal(0);
  });

  it('does nothing while nothing changes', async () => {
    const element = await drawLarge();
    const original = window.requestAnimationFrame.bind(window);
    let frames = 0;
    window.requestAnimationFrame = (callback) => {
      frames++;
      return original(callback);
    };
    try {
      expect(await mutations(element, () => rest(300))).to.equal(0);
    } finally {
      window.requestAnimationFrame = original;
    }
    expect(frames).to.equal(0);
  });

  it('keeps the focused node in the document, with its focus, when the view moves away', async () => {
    const element = await drawLarge();
    element.zoomTo('n3-3');
    await settle(element);
    shapeOf(element, 'operation n3-3').focus();
    await click(shapeOf(element, 'operation n3-3'));
    const shape = focused(element);
    expect(shape?.closest<HTMLElement>('.node')?.dataset['nodeId']).to.equal('n3-3');
    await moveTo(element, { x: -5000, y: -3000, scale: 1 });
    expect(focused(element)).to.equal(shape);
    // Its neighbours are where the arrow keys lead.
    expect(drawnIds(element)).to.include.members(['n3-2', 'n3-4']);
  });

  it('is in the order of reading, column by column, also what is kept', async () => {
    const element = await drawLarge();
    element.select('n3-3');
    await moveTo(element, { x: -2500, y: -1500, scale: 1 });
    const boxes = parts(element, '.node').map((box) => {
      const { left, width, top } = box.getBoundingClientRect();
      return { id: box.dataset['nodeId'], x: left + width / 2, y: top };
    });
    expect(boxes.map(({ id }) => id)).to.include('n3-3');
    const isAfter = (a: { x: number; y: number }, b: { x: number; y: number }): boolean =>
      b.x > a.x + 40 || (Math.abs(b.x - a.x) < 40 && b.y > a.y);
    const wrong = boxes.filter((box, index) => index > 0 && !isAfter(boxes[index - 1]!, box));
    expect(wrong).to.deep.equal([]);
  });
});

describe('the overview of a large drawing', () => {
  async function overview(): Promise<TraceDependenciesElement> {
    const element = await drawLarge();
    element.fit();
    await settle(element);
    expect(scaleOf(element)).to.be.below(0.3);
    return element;
  }

  it('draws every node and edge, in few paths', async () => {
    const element = await overview();
    const paths = parts<SVGPathElement>(element, '.edges .overview-path');
    const starts = (selector: string): number =>
      paths
        .filter((path) => path.matches(selector))
        .reduce((sum, path) => sum + (path.getAttribute('d')?.split('M').length ?? 1) - 1, 0);
    expect(starts('.shape')).to.equal(large.nodes.length);
    expect(starts('.line')).to.equal(large.edges.length);
    expect(paths.length).to.be.below(100);
    expect(parts(element, '.node').length).to.be.below(60);
  });

  it('has its colours', async () => {
    const element = await overview();
    const shape = part(element, '.overview-path.shape');
    const line = part(element, '.overview-path.line');
    expect(getComputedStyle(shape).stroke).to.match(/^(rgb|color|oklch)/);
    expect(getComputedStyle(line).stroke).to.not.equal('none');
    expect(getComputedStyle(line).fill).to.equal('none');
  });

  it('renders nothing when it is moved', async () => {
    const element = await overview();
    const scale = scaleOf(element);
    const changes = await mutations(element, async () => {
      for (let step = 1; step <= 10; step++) await moveTo(element, { x: -60 * step, y: -20 * step, scale });
    });
    expect(changes).to.equal(0);
  });

  it('gives way to nodes, and comes back', async () => {
    const element = await overview();
    await moveTo(element, { x: -800, y: -600, scale: 1 });
    expect(parts(element, '.edges .overview-path').length).to.equal(0);
    expect(parts(element, '.node').length).to.be.above(5);
    element.fit();
    await settle(element);
    expect(parts(element, '.edges .overview-path').length).to.be.above(0);
  });

  it('still has the tab stop', async () => {
    const element = await overview();
    expect(parts(element, '.canvas .shape[tabindex="0"]').length).to.equal(1);
  });

  it('selects the node that is clicked', async () => {
    const element = await drawLarge();
    element.zoomTo('n20-20');
    await settle(element);
    const { left, top } = part(element, '.viewport').getBoundingClientRect();
    const box = shapeOf(element, 'operation n20-20').getBoundingClientRect();
    const { x, y, scale } = element.viewState.viewport as ViewportState;
    const place = {
      x: (box.left + box.width / 2 - left - x) / scale,
      y: (box.top + box.height / 2 - top - y) / scale,
    };
    element.fit();
    await settle(element);
    const matrix = new DOMMatrix(part(element, '.canvas').style.transform);
    part(element, '.viewport').dispatchEvent(
      new MouseEvent('click', {
        bubbles: true,
        composed: true,
        clientX: left + place.x * matrix.a + matrix.e,
        clientY: top + place.y * matrix.d + matrix.f,
      }),
    );
    await settle(element);
    expect(element.viewState.selected).to.equal('n20-20');
    expect(drawnIds(element)).to.include('n20-20');
  });
});

describe('a drawing with many edges in view', () => {
  const count = 130;

  /** All of the first nodes call each other: more lines than can be told apart. */
  function dense(): DependencyGraph {
    const nodes = Array.from({ length: count }, (_, index) => nodeNamed(`n${index}`));
    const edges = nodes.slice(1).map((_, index) => edgeBetween(`n${index >> 1}`, `n${index + 1}`));
    for (let from = 0; from < 40; from++)
      for (let to = from + 3; to < 40; to++) edges.push(edgeBetween(`n${from}`, `n${to}`));
    const once = [...new Map(edges.map((edge) => [edge.id, edge])).values()];
    return { nodes, edges: once, stubs: [], focusTraceId: 't', hiddenInternalSpans: 0 };
  }

  async function drawDense(): Promise<TraceDependenciesElement> {
    const element = await draw({ graph: dense() });
    element.fit();
    await settle(element);
    await rest(settled);
    return element;
  }

  it('draws them in few paths, and the nodes one by one', async () => {
    const element = await drawDense();
    expect(parts(element, '.tile').length).to.be.within(1, 60);
    expect(drawnIds(element).length).to.equal(count);
    // Only what keys reach from the current node is drawn for itself.
    expect(parts(element, '[data-edge-id]').length).to.be.below(150);
  });

  it('selects the edge that is clicked, and draws it for itself', async () => {
    const element = await drawDense();
    const line = part<SVGPathElement>(element, '.tile .line').getAttribute('d') ?? '';
    const [from, to] = [...line.matchAll(/([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    const matrix = new DOMMatrix(part(element, '.canvas').style.transform);
    const { left, top } = part(element, '.viewport').getBoundingClientRect();
    const [x = 0, y = 0] = [0, 1].map((axis) => ((from?.[axis] ?? 0) + (to?.[axis] ?? 0)) / 2);
    part(element, '.viewport').dispatchEvent(
      new MouseEvent('click', {
        bubbles: true,
        composed: true,
        clientX: left + x * matrix.a + matrix.e,
        clientY: top + y * matrix.d + matrix.f,
      }),
    );
    await settle(element);
    const selected = element.viewState.selected;
    expect(element.dependencyGraph?.edges.map(({ id }) => id)).to.include(selected);
    const drawn = parts(element, '.edge.selected').map(({ dataset }) => dataset['edgeId']);
    expect(drawn).to.deep.equal([selected]);
  });
});

describe('a drag', () => {
  it('changes nothing but the transform while it stays in what is drawn', async () => {
    const element = await drawLarge();
    await moveTo(element, { x: -800, y: -600, scale: 1 });
    await rest(settled);
    const { left, top } = part(element, '.viewport').getBoundingClientRect();
    const at = (step: number): [number, number] => [Math.round(left) + 500 - 6 * step, Math.round(top) + 300];
    await sendMouse({ type: 'move', position: at(0) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: at(2) });
    await nextFrame();
    const changes = await mutations(element, async () => {
      for (let step = 3; step <= 10; step++) await sendMouse({ type: 'move', position: at(step) });
      await nextFrame();
    });
    await sendMouse({ type: 'up' });
    await settle(element);
    expect(changes).to.equal(0);
    expect(element.viewState.viewport?.x).to.be.closeTo(-860, 1);
    expect(part(element, '.viewport').classList.contains('moving')).to.equal(false);
  });
});

describe('rendering', () => {
  it('never asks for an update from inside of one', async () => {
    const element = await drawLarge();
    await moveTo(element, { x: -800, y: -600, scale: 1 });
    const frame = element.parentElement as HTMLElement;
    // Back in the document it is larger, which it finds out while it updates, and more has to be drawn.
    element.remove();
    frame.style.width = '3000px';
    element.style.blockSize = '2000px';
    const before = drawnIds(element).length;
    frame.append(element);
    await settle(element);
    await rest(settled);
    expect(drawnIds(element).length).to.be.above(before);
    const { litIssuedWarnings } = globalThis as { litIssuedWarnings?: Set<string | undefined> };
    expect(litIssuedWarnings, 'the development build of lit is loaded').to.be.instanceOf(Set);
    const issued = [...(litIssuedWarnings ?? [])].filter((text) => text?.includes('change-in-update'));
    expect(issued).to.deep.equal([]);
  });
});
