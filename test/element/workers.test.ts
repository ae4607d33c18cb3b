import { expect, nextFrame } from '@open-wc/testing';
import type { Span } from '../../src/index.js';
import { span } from '../graph/span-builder.js';
import { shop } from './sample-traces.js';
import { draw, graphOf, parts, place, settle, until } from './stage.js';

/** More spans than are read in the page's own thread. */
const big = (): Span[] =>
  Array.from({ length: 2500 }, (_, index) =>
    span(`a/${(index + 1).toString(16)}`, { name: `step ${index % 5}` }),
  );

describe('workers', () => {
  /** Counts the workers that live. */
  async function countWorkers(act: (living: () => number) => Promise<void>): Promise<number> {
    const Native = Worker;
    let made = 0;
    let ended = 0;
    window.Worker = class extends Native {
      private _ended = false;
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        made++;
      }
      override terminate(): void {
        if (!this._ended) ended++;
        this._ended = true;
        super.terminate();
      }
    };
    try {
      await act(() => made - ended);
    } finally {
      window.Worker = Native;
    }
    return made;
  }

  it('of elements that came and went are all ended', async () => {
    const made = await countWorkers(async (living) => {
      const spans = big();
      for (let round = 0; round < 10; round++) {
        const element = await place({ layout: 'elk', spans });
        if (round % 2 === 0) await settle(element);
        element.remove();
        await nextFrame();
      }
      await until(() => living() === 0, 'no worker is left');
    });
    expect(made).to.be.above(1);
  });

  it('of ten elements are one for the data and two for the layouts, at any time', async function () {
    const most = { data: 0, layout: 0 };
    const Native = Worker;
    const living = new Set<Worker>();
    window.Worker = class extends Native {
      readonly kind: keyof typeof most;
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        this.kind = String(given[0]).includes('data-worker') ? 'data' : 'layout';
        living.add(this);
        const ofKind = [...living].filter((worker) => (worker as typeof this).kind === this.kind);
        most[this.kind] = Math.max(most[this.kind], ofKind.length);
      }
      override terminate(): void {
        living.delete(this);
        super.terminate();
      }
    };
    try {
      const elements = [];
      // Some for the page's thread, some for the worker of the built-in layout, all within the budget of ELK.
      for (let index = 0; index < 10; index++) elements.push(await place({ layout: 'elk' }));
      elements.forEach((element, index) => {
        element.groupBy = index % 2 === 0 ? 'operation.name' : 'operation.name, step';
        element.spans = Array.from({ length: 2500 }, (_, number) =>
          span(`a/${(number + 1).toString(16)}`, {
            name: `step ${index} ${number % 5}`,
            tags: { step: number % 250 },
          }),
        );
      });
      for (const element of elements) await settle(element);
      expect(elements.map((element) => graphOf(element).nodes.length)).to.deep.equal(
        elements.map((_, index) => (index % 2 === 0 ? 5 : 250)),
      );
      expect(most).to.deep.equal({ data: 1, layout: 2 });
      for (const element of elements) element.remove();
    } finally {
      window.Worker = Native;
    }
  });

  it('begin again for an element that comes back', async () => {
    const element = await draw({ layout: 'elk', spans: big() });
    const frame = element.parentElement as HTMLElement;
    element.remove();
    await nextFrame();
    frame.append(element);
    element.groupBy = 'service.name';
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(1);
    expect(element.problems).to.deep.equal([]);
    element.select(graphOf(element).nodes[0]?.id ?? null);
    await until(() => parts(element, '.details .tab').length > 0, 'the details are shown');
  });

  it('are made by a factory that is set late, each kind when the next one is started', async () => {
    const element = await draw({ layout: 'elk', spans: [span('a/1')] });
    const asked: string[] = [];
    element.workerFactory = (kind) => {
      asked.push(kind);
      return undefined;
    };
    element.groupBy = 'operation.name, step';
    element.spans = Array.from({ length: 2500 }, (_, index) =>
      span(`a/${(index + 1).toString(16)}`, { name: 'step', tags: { step: index % 250 } }),
    );
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(250);
    expect(asked).to.include('data');
    expect(asked).to.include('layered');
    element.remove();
    await nextFrame();
  });

  it('that cannot be had are told of, and the graph is drawn all the same', async () => {
    const asked: string[] = [];
    const Native = Worker;
    window.Worker = class {
      constructor() {
        throw new DOMException('not here', 'SecurityError');
      }
    } as unknown as typeof Worker;
    try {
      const element = await draw({
        layout: 'elk',
        spans: big(),
        workerFactory: (kind) => {
          asked.push(kind);
          return undefined;
        },
      });
      expect(graphOf(element).nodes.length).to.equal(5);
      expect(parts(element, '.node').length).to.equal(5);
      expect(asked).to.include('data');
    } finally {
      window.Worker = Native;
    }
  });

  it('are not blamed for what fails in the page itself', async () => {
    const element = await place({ spans: shop });
    const canvas = CanvasRenderingContext2D.prototype;
    const before = Object.getOwnPropertyDescriptor(canvas, 'measureText')!;
    canvas.measureText = () => {
      throw new TypeError('not on this page');
    };
    try {
      await settle(element);
    } finally {
      Object.defineProperty(canvas, 'measureText', before);
    }
    const [problem] = element.problems.filter(({ example }) => example.includes('not on this page'));
    expect(problem).to.deep.equal({
      code: 'internal-error',
      count: 1,
      example: 'TypeError: not on this page',
    });
    element.spans = [...shop];
    await settle(element);
    expect(element.problems).to.not.deep.include(problem);
    expect(parts(element, '.node').length).to.be.above(5);
  });
});
