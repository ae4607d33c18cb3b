import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { askSource } from '../../src/sources/ask-source.js';
import { SourceError, type TraceAnswer, type TraceSource } from '../../src/sources/trace-source.js';
import { span } from '../graph/span-builder.js';

const answer: TraceAnswer = { spans: [span('a/1')] };
const unavailable = new SourceError('unavailable', 'down');

/** A source that does one thing after the other, the last of them for ever, and counts how often it was asked. */
function scripted(...steps: readonly (() => unknown)[]): TraceSource & { readonly calls: number } {
  let calls = 0;
  return {
    get calls() {
      return calls;
    },
    getTraces: () => (steps[calls++] ?? steps[steps.length - 1]!)() as ReturnType<TraceSource['getTraces']>,
  };
}

const give = (): Promise<unknown> => Promise.resolve(new Map([['a', answer]]));
const fail = (error: Error) => () => Promise.reject(error);

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

const never = new AbortController().signal;

describe('a source is asked', () => {
  test('once, when it answers', async () => {
    const source = scripted(give);
    assert.deepEqual(await askSource(source, ['a'], never), [answer]);
    assert.equal(source.calls, 1);
  });

  test('again after 200 ms and after 400 ms more, when it is not available', async (t) => {
    stopClock(t);
    const source = scripted(fail(unavailable), fail(unavailable), give);
    const asked = askSource(source, ['a'], never);
    await tick(t, 199);
    assert.equal(source.calls, 1);
    await tick(t, 1);
    assert.equal(source.calls, 2);
    await tick(t, 399);
    assert.equal(source.calls, 2);
    await tick(t, 1);
    assert.deepEqual(await asked, [answer]);
    assert.equal(source.calls, 3);
  });

  test('after up to twice the time, by chance', async (t) => {
    stopClock(t, 0.5);
    const source = scripted(fail(unavailable), give);
    const asked = askSource(source, ['a'], never);
    await tick(t, 299);
    assert.equal(source.calls, 1);
    await tick(t, 1);
    assert.deepEqual(await asked, [answer]);
  });

  test('three times at most', async (t) => {
    stopClock(t);
    const source = scripted(fail(unavailable));
    const asked = assert.rejects(askSource(source, ['a'], never), unavailable);
    for (let turn = 0; turn < 10; turn++) await tick(t, 1000);
    await asked;
    assert.equal(source.calls, 3);
  });

  test('not before the backend wants to be asked', async (t) => {
    stopClock(t);
    const limited = new SourceError('rate-limited', 'slow down', { retryAfterMs: 3000 });
    const source = scripted(fail(limited), give);
    const asked = askSource(source, ['a'], never);
    await tick(t, 2999);
    assert.equal(source.calls, 1);
    await tick(t, 1);
    assert.deepEqual(await asked, [answer]);
  });

  test('not again when the backend wants to be left alone for longer than a user waits', async () => {
    const limited = new SourceError('rate-limited', 'slow down', { retryAfterMs: 60_000 });
    const source = scripted(fail(limited));
    await assert.rejects(askSource(source, ['a'], never), limited);
    assert.equal(source.calls, 1);
  });

  for (const [name, error] of Object.entries<Error>({
    'it refuses': new SourceError('forbidden', 'no'),
    'it fails otherwise': new Error('?'),
    'it throws no error': undefined as unknown as Error,
  })) {
    test(`once, when ${name}`, async () => {
      const source = scripted(fail(error));
      await assert.rejects(askSource(source, ['a'], never), (thrown) => thrown === error);
      assert.equal(source.calls, 1);
    });
  }

  test('again, when the failure comes from another copy of the package', async (t) => {
    stopClock(t);
    const foreign = Object.assign(new Error('from elsewhere'), { retryable: true, retryAfterMs: NaN });
    const source = scripted(fail(foreign), give);
    const asked = askSource(source, ['a'], never);
    await tick(t, 200);
    assert.deepEqual(await asked, [answer]);
  });

  test('once, when it throws instead of rejecting', async () => {
    const source = scripted(() => {
      throw new RangeError('at once');
    });
    await assert.rejects(askSource(source, ['a'], never), RangeError);
  });
});

describe('an answer is malformed', () => {
  for (const [name, given] of Object.entries<unknown>({
    'that is nothing': undefined,
    'that is an object': { a: answer },
    'of spans without an envelope': new Map([['a', null]]),
    'of traces without spans': new Map([['a', {}]]),
  })) {
    test(name, async () => {
      const source = scripted(() => Promise.resolve(given));
      await assert.rejects(askSource(source, ['a'], never), { name: 'SourceError', code: 'malformed' });
      assert.equal(source.calls, 1);
    });
  }
});

describe('an abort', () => {
  test('drops an answer that comes all the same', async () => {
    const controller = new AbortController();
    const asked = askSource(scripted(give), ['a'], controller.signal);
    controller.abort();
    await assert.rejects(asked, { name: 'AbortError' });
  });

  test('is what is told, whatever the source rejects with, and it is not asked again', async () => {
    const controller = new AbortController();
    const source = scripted(fail(unavailable));
    const asked = askSource(source, ['a'], controller.signal);
    controller.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    assert.equal(source.calls, 1);
  });

  test('ends the waiting at once', async (t) => {
    stopClock(t);
    const controller = new AbortController();
    const source = scripted(fail(unavailable));
    const asked = assert.rejects(askSource(source, ['a'], controller.signal), { name: 'AbortError' });
    await tick(t, 100);
    controller.abort();
    await asked;
    await tick(t, 1000);
    assert.equal(source.calls, 1);
  });
});
