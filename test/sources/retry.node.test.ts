import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { askWithRetries } from '../../src/sources/retry.js';
import { SourceError } from '../../src/sources/trace-source.js';

const unavailable = new SourceError('unavailable', 'down');

/** A question that is answered by one thing after the other, the last of them for ever, and counts how often. */
function scripted(...steps: readonly (() => Promise<string>)[]): {
  readonly ask: () => Promise<string>;
  readonly times: number;
} {
  let times = 0;
  return {
    get times() {
      return times;
    },
    ask: () => (steps[times++] ?? steps[steps.length - 1]!)(),
  };
}

const give = (): Promise<string> => Promise.resolve('answer');
const fail = (error: Error) => () => Promise.reject(error);
const never = (): Promise<string> => new Promise(() => undefined);

/** Lets what is ready run, then moves the clock. */
async function tick(t: TestContext, milliseconds: number): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  t.mock.timers.tick(milliseconds);
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

/** Stops the clock and takes the chance out of the waiting: without it, 200 ms and 400 ms are what is waited. */
function stopClock(t: TestContext, chance = 0): void {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  t.mock.method(Math, 'random', () => chance);
}

const { signal } = new AbortController();

describe('a question is asked', () => {
  test('once, when it is answered', async () => {
    const question = scripted(give);
    assert.equal(await askWithRetries(question.ask, { signal }), 'answer');
    assert.equal(question.times, 1);
  });

  test('again after 200 ms and after 400 ms more, when the backend is not available', async (t) => {
    stopClock(t);
    const question = scripted(fail(unavailable), fail(unavailable), give);
    const asked = askWithRetries(question.ask, { signal });
    await tick(t, 199);
    assert.equal(question.times, 1);
    await tick(t, 1);
    assert.equal(question.times, 2);
    await tick(t, 399);
    assert.equal(question.times, 2);
    await tick(t, 1);
    assert.equal(await asked, 'answer');
    assert.equal(question.times, 3);
  });

  test('after up to twice the time, by chance', async (t) => {
    stopClock(t, 0.5);
    const question = scripted(fail(unavailable), give);
    const asked = askWithRetries(question.ask, { signal });
    await tick(t, 299);
    assert.equal(question.times, 1);
    await tick(t, 1);
    assert.equal(await asked, 'answer');
  });

  test('three times at most', async (t) => {
    stopClock(t);
    const question = scripted(fail(unavailable));
    const asked = assert.rejects(askWithRetries(question.ask, { signal }), unavailable);
    for (let turn = 0; turn < 10; turn++) await tick(t, 1000);
    await asked;
    assert.equal(question.times, 3);
  });

  test('not before the backend wants to be asked', async (t) => {
    stopClock(t);
    const limited = new SourceError('rate-limited', 'slow down', { retryAfterMs: 3000 });
    const question = scripted(fail(limited), give);
    const asked = askWithRetries(question.ask, { signal });
    await tick(t, 2999);
    assert.equal(question.times, 1);
    await tick(t, 1);
    assert.equal(await asked, 'answer');
  });

  test('not again when the backend wants to be left alone for longer than a user waits', async () => {
    const limited = new SourceError('rate-limited', 'slow down', { retryAfterMs: 60_000 });
    const question = scripted(fail(limited));
    await assert.rejects(askWithRetries(question.ask, { signal }), limited);
    assert.equal(question.times, 1);
  });

  for (const [name, error] of Object.entries<Error>({
    'it is refused': new SourceError('forbidden', 'no'),
    'it fails otherwise': new Error('?'),
    'the failure is no error': undefined as unknown as Error,
  })) {
    test(`once, when ${name}`, async () => {
      const question = scripted(fail(error));
      await assert.rejects(askWithRetries(question.ask, { signal }), (thrown) => thrown === error);
      assert.equal(question.times, 1);
    });
  }

  test('again, when the failure comes from another copy of the package', async (t) => {
    stopClock(t);
    const foreign = Object.assign(new Error('from elsewhere'), { retryable: true, retryAfterMs: NaN });
    const question = scripted(fail(foreign), give);
    const asked = askWithRetries(question.ask, { signal });
    await tick(t, 200);
    assert.equal(await asked, 'answer');
  });
});

describe('an abort', () => {
  test('before the question is asked leaves it unasked', async () => {
    const question = scripted(give);
    const reason = new Error('left');
    await assert.rejects(askWithRetries(question.ask, { signal: AbortSignal.abort(reason) }), reason);
    assert.equal(question.times, 0);
  });

  test('rejects at once though the question is never answered', async () => {
    const controller = new AbortController();
    const asked = askWithRetries(never, { signal: controller.signal });
    const reason = new Error('left');
    controller.abort(reason);
    await assert.rejects(asked, reason);
  });

  test('drops an answer that comes all the same', async () => {
    const controller = new AbortController();
    const asked = askWithRetries(give, { signal: controller.signal });
    controller.abort();
    await assert.rejects(asked, { name: 'AbortError' });
  });

  test('drops an answer that has come but has not been handed on', async () => {
    const controller = new AbortController();
    const abortNext = (): Promise<string> => {
      const answer = give();
      void answer.then(() => queueMicrotask(() => controller.abort()));
      return answer;
    };
    await assert.rejects(askWithRetries(abortNext, { signal: controller.signal }), { name: 'AbortError' });
  });

  test('is what is told, whatever the question fails with, and it is not asked again', async () => {
    const controller = new AbortController();
    const question = scripted(fail(unavailable));
    const asked = askWithRetries(question.ask, { signal: controller.signal });
    controller.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    assert.equal(question.times, 1);
  });

  test('ends the waiting at once', async (t) => {
    stopClock(t);
    const controller = new AbortController();
    const question = scripted(fail(unavailable));
    const asked = assert.rejects(askWithRetries(question.ask, { signal: controller.signal }), {
      name: 'AbortError',
    });
    await tick(t, 100);
    controller.abort();
    await asked;
    await tick(t, 1000);
    assert.equal(question.times, 1);
  });

  test('leaves no rejection behind that nobody handles', async () => {
    const controller = new AbortController();
    let failLate: (error: Error) => void = () => undefined;
    const late = (): Promise<string> => new Promise((_, reject) => (failLate = reject));
    const asked = askWithRetries(late, { signal: controller.signal });
    controller.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    failLate(new Error('too late')); // the runner fails a test that leaves a rejection unhandled
    await new Promise((resolve) => setImmediate(resolve));
  });

  test('of many questions leaves no listener on the signal', async () => {
    const controller = new AbortController();
    let listeners = 0;
    const { signal: counted } = controller;
    const [add, remove] = [counted.addEventListener.bind(counted), counted.removeEventListener.bind(counted)];
    counted.addEventListener = (...given: Parameters<typeof add>) => (listeners++, add(...given));
    counted.removeEventListener = (...given: Parameters<typeof remove>) => (listeners--, remove(...given));
    await askWithRetries(give, { signal: counted });
    await assert.rejects(askWithRetries(fail(new Error('no')), { signal: counted }));
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(listeners, 0);
  });
});
