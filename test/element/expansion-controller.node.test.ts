import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DrawingController } from '../../src/element/drawing-controller.js';
import type { TraceProblemEvent } from '../../src/element/events.js';
import { ExpansionController } from '../../src/element/expansion-controller.js';
import { ProblemLog } from '../../src/element/problem-log.js';
import type { AsyncStub } from '../../src/model/dependency-graph.js';
import type { Problem } from '../../src/model/problem.js';

const stub: AsyncStub = {
  id: 's',
  node: 'n',
  direction: 'downstream',
  callCount: 9,
  traceIds: [],
  errorCount: 0,
  loaded: true,
};

/** The controller in a view of which only the answers are there; the last answer is given again and again. */
function expanding(answers: readonly (() => Promise<unknown>)[], busy = false) {
  const problems: Problem[] = [];
  const stages: string[] = [];
  let asked = 0;
  const pipeline = {
    busy,
    settled: Promise.resolve(),
    invalidate: (stage: string) => void stages.push(stage),
  };
  const view = {
    element: {
      asyncLimit: 3,
      addController: () => {},
      requestUpdate: () => {},
      dispatchEvent: ({ detail }: TraceProblemEvent) => void problems.push(detail.problem),
    },
    summary: {},
    pipeline,
    announcer: { announce: () => {} },
    strings: { problemTexts: {} },
    traceData: () => ({ stubCalls: () => answers[Math.min(asked++, answers.length - 1)]?.() }),
  };
  const problemLog = new ProblemLog(view as unknown as DrawingController);
  const controller = new ExpansionController({ ...view, problemLog } as unknown as DrawingController);
  return { controller, problems, stages, asked: () => asked };
}

const rows = (...traceIds: readonly string[]) =>
  Promise.resolve({ rows: traceIds.map((traceId) => ({ traceId })), total: 9 });

describe('an expansion', () => {
  it('holds every trace once', async () => {
    const { controller, stages } = expanding([() => rows('a', 'b', 'a'), () => rows('b', 'c')]);
    assert.equal(await controller.draw(stub, 3), true);
    assert.equal(await controller.draw(stub, 3), true);
    assert.deepEqual(controller.expanded, ['a', 'b', 'c']);
    assert.deepEqual(stages, ['graph', 'graph']);
  });

  it('reports that the calls could not be listed, and is over', async () => {
    const { controller, problems } = expanding([() => Promise.reject(new Error('the worker died'))]);
    assert.equal(await controller.draw(stub, 3), false);
    await controller.settled;
    assert.deepEqual(controller.expanded, []);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['internal-error'],
    );
    assert.match(problems[0]?.example ?? '', /the worker died/);
  });

  it('says nothing of a failure once it is dropped, and takes no answer then', async () => {
    for (const answer of [() => Promise.reject(new Error('too late')), () => rows('a')]) {
      const { controller, problems, stages } = expanding([answer]);
      const drawing = controller.draw(stub, 3);
      controller.abort();
      assert.equal(await drawing, false);
      assert.deepEqual([controller.expanded, problems, stages], [[], [], []]);
    }
  });

  it('waits for the next graph where new data have been read since the stub was drawn', async () => {
    const { controller, asked } = expanding([() => Promise.resolve(null), () => rows('a')], true);
    assert.equal(await controller.draw(stub, 3), true);
    assert.equal(asked(), 2);
    const gone = expanding([() => Promise.resolve(null)]);
    assert.equal(await gone.controller.draw(stub, 3), false);
    assert.equal(gone.asked(), 1);
  });
});
