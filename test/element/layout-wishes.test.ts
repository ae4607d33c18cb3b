import { expect, nextFrame } from '@open-wc/testing';
import type { LayoutCompleteEvent, TraceDependenciesElement } from '../../src/index.js';
import { span } from '../graph/span-builder.js';
import { boxOf, click, draw, graphOf, place, press, record, settle, shapeOf, until } from './stage.js';

/** A tree of calls that is small enough for ELK. */
const spans = Array.from({ length: 12 }, (_, index) =>
  span(`a/${(index + 1).toString(16)}`, {
    name: `step ${index}`,
    ...(index > 0 && { parent: Math.ceil(index / 3).toString(16) }),
  }),
);

const Native = Worker;

/** Workers of the page: what they are asked is counted, and ELK's layouts wait while `isHeld`. */
class WatchedWorker extends Native {
  static asked = 0;
  static isHeld = false;
  static readonly waiting: (() => void)[] = [];

  static release(): void {
    WatchedWorker.isHeld = false;
    for (const send of WatchedWorker.waiting.splice(0)) send();
  }

  override postMessage(message: unknown, transfer?: Transferable[] | StructuredSerializeOptions): void {
    const send = (): void => super.postMessage(message, transfer as Transferable[]);
    const isElk = (message as { readonly cmd?: string } | null)?.cmd !== undefined;
    if (isElk) WatchedWorker.asked++;
    if (isElk && WatchedWorker.isHeld && (message as { cmd: string }).cmd === 'layout')
      WatchedWorker.waiting.push(send);
    else send();
  }
}

const profiles = (events: readonly Event[]): readonly string[] =>
  events.map((event) => (event as LayoutCompleteEvent).detail.profile);

const placeOf = (element: TraceDependenciesElement, operation: string): DOMRect =>
  boxOf(element, operation).getBoundingClientRect();

const elkFiles = (): number =>
  performance.getEntriesByType('resource').filter(({ name }) => name.includes('elk-worker')).length;

describe('the layout that is wished for', () => {
  before(() => {
    window.Worker = WatchedWorker;
  });

  after(() => {
    window.Worker = Native;
  });

  beforeEach(() => {
    WatchedWorker.asked = 0;
  });

  afterEach(() => WatchedWorker.release());

  for (const layout of ['instant', 'auto', 'elk'] as const) {
    it(`${layout} draws before a byte of ELK is asked for`, async () => {
      const files = elkFiles();
      const element = await place({ layout });
      let atFirst: readonly number[] = [];
      const events = record(element, 'layout-complete');
      element.addEventListener('layout-complete', () => (atFirst = [WatchedWorker.asked, elkFiles()]), {
        once: true,
      });
      element.spans = spans;
      await until(() => events.length > 0, 'something is drawn');
      expect(profiles(events)).to.deep.equal(['linear']);
      if (layout === 'instant') {
        await settle(element);
        expect(WatchedWorker.asked).to.equal(0);
      }
      // The first wish of the page that needs a worker starts it; a layout is asked for after the drawing at any rate.
      if (files === 0) expect(atFirst).to.deep.equal([0, 0]);
      await settle(element);
      if (layout === 'elk') expect(profiles(events)).to.deep.equal(['linear', 'elk']);
      element.remove();
    });
  }

  for (const layout of ['auto', 'elk'] as const) {
    it(`${layout} draws all the same where ELK's worker cannot be had or answers nonsense`, async () => {
      const factories = [
        () => new Native('/there-is-no-such-file.js'),
        () => {
          throw new DOMException('not here', 'SecurityError');
        },
        () => {
          const script =
            'onmessage = ({ data: { id } }) => postMessage({ id, data: { children: [{ x: NaN }] } })';
          return new Native(URL.createObjectURL(new Blob([script])));
        },
      ];
      for (const factory of factories) {
        const element = await draw({
          layout,
          spans,
          workerFactory: (kind) => (kind === 'layout' ? factory() : undefined),
        });
        expect(graphOf(element).nodes).to.have.lengthOf(12);
        if (layout === 'auto') expect(element.problems).to.deep.equal([]);
        element.remove();
      }
    });
  }

  it('takes the drawing of ELK in the place of its draft, and what the host has selected stays selected', async () => {
    WatchedWorker.isHeld = true;
    const element = await place({ layout: 'elk' });
    const events = record(element, 'layout-complete', 'trace-select', 'view-change');
    element.spans = spans;
    await until(() => WatchedWorker.waiting.length > 0, 'ELK is asked');
    element.select(graphOf(element).nodes[3]?.id ?? null);
    const { selected } = element;
    WatchedWorker.release();
    await settle(element);
    expect(profiles(events)).to.deep.equal(['linear', 'elk']);
    expect(element.selected).to.equal(selected);
  });

  /** Where nodes are when ELK's drawing has come, and when all has come to rest. */
  async function replaced(duration: string): Promise<Record<'moving' | 'moved', readonly string[]>> {
    WatchedWorker.isHeld = true;
    const element = await place({ layout: 'elk' });
    element.style.setProperty('--trace-dependencies-duration', duration);
    element.spans = spans;
    await until(() => WatchedWorker.waiting.length > 0, 'ELK is asked');
    const names = spans.map(({ name }) => name);
    const before = names.map((name) => placeOf(element, name));
    const away = (): readonly number[] =>
      names.map((name, index) => {
        const [from, at] = [before[index]!, placeOf(element, name)];
        return Math.hypot(from.x - at.x, from.y - at.y);
      });
    const motions = (name: string): readonly Animation[] => boxOf(element, name).getAnimations();
    let moving: readonly string[] = [];
    element.addEventListener('layout-complete', () => {
      moving = names.filter((name) => motions(name).length > 0);
      // A box that moves begins where it was.
      away().forEach((distance, index) => {
        if (moving.includes(names[index]!)) expect(distance).to.be.below(2);
      });
    });
    WatchedWorker.release();
    await settle(element);
    await Promise.all(names.flatMap(motions).map(({ finished }) => finished));
    const moved = away().flatMap((distance, index) => (distance > 2 ? names[index]! : []));
    return { moving, moved };
  }

  it('lets nodes move calmly to where ELK has them', async () => {
    const { moving, moved } = await replaced('100ms');
    expect(moved).not.to.deep.equal([]);
    expect(moving).to.include.members([...moved]);
  });

  it('shows the drawing of ELK at once where nothing is to move', async () => {
    const { moving, moved } = await replaced('0s');
    expect(moved).not.to.deep.equal([]);
    expect(moving).to.deep.equal([]);
  });

  const doings: Readonly<Record<string, (element: TraceDependenciesElement) => Promise<unknown>>> = {
    'has selected a node': (element) => click(shapeOf(element, 'step 4')),
    'has the focus in it': async (element) => {
      shapeOf(element, 'step 4').focus();
      await press('ArrowLeft');
    },
    'has moved the view': async (element) => {
      shapeOf(element, 'step 4').focus();
      await press('+');
      (element.shadowRoot?.activeElement as HTMLElement).blur();
    },
  };
  for (const [what, act] of Object.entries(doings)) {
    it(`moves nothing any more once the user ${what}`, async () => {
      WatchedWorker.isHeld = true;
      const element = await place({ layout: 'elk', spans });
      await until(() => WatchedWorker.waiting.length > 0, 'ELK is asked');
      await act(element);
      await element.updateComplete;
      await nextFrame();
      const events = record(element, 'layout-complete');
      const before = ['step 0', 'step 4'].map((name) => placeOf(element, name));
      const { viewState } = element;
      const focused = element.shadowRoot?.activeElement;
      WatchedWorker.release();
      await settle(element);
      await nextFrame();
      expect(events).to.deep.equal([]);
      expect(['step 0', 'step 4'].map((name) => placeOf(element, name))).to.deep.equal(before);
      expect(element.viewState).to.deep.equal(viewState);
      expect(element.shadowRoot?.activeElement).to.equal(focused);
    });
  }
});
