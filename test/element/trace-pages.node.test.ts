import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PAGE, TracePages } from '../../src/element/trace-pages.js';
import type { Page, PageRequest, TraceRow } from '../../src/model/details.js';

const row = (index: number): TraceRow => ({
  traceId: String(index),
  ...{ spanId: '1', operation: 'o', service: 's' },
  startTime: index,
  duration: 1,
  spanCount: 1,
  errorCount: 0,
});

const pageOf = ({ offset, limit }: PageRequest, total: number): Page<TraceRow> => ({
  rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, place) =>
    row(offset + place),
  ),
  total,
});

/** A list of which every request waits to be answered by hand. */
function pages(total = 1000) {
  const asked: { page: PageRequest; signal: AbortSignal; answer: () => void; fail: () => void }[] = [];
  const errors: unknown[] = [];
  const list = new TracePages(
    (page, signal) =>
      new Promise((resolve, reject) => {
        asked.push({
          page,
          signal,
          answer: () => resolve(pageOf(page, total)),
          fail: () => reject(new Error('worker gone')),
        });
      }),
    (error) => errors.push(error),
  );
  let changes = 0;
  list.subscribe(() => changes++);
  list.reset({ rows: [], total });
  return { list, asked, errors, changes: () => changes };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the pages of a list of traces', () => {
  it('asks for the pages in view, once, in the order of the list', async () => {
    const { list, asked } = pages();
    list.want(40, 130);
    list.want(45, 135);
    assert.deepEqual(
      asked.map(({ page }) => page),
      [0, 1, 2].map((page) => ({
        offset: page * PAGE,
        limit: PAGE,
        sort: { by: 'start', descending: false },
      })),
    );
    asked[1]!.answer();
    await settled();
    assert.equal(list.at(PAGE)?.traceId, String(PAGE));
    assert.equal(list.at(0), undefined);
  });

  it('gives up pages that were scrolled past', () => {
    const { list, asked } = pages();
    list.want(0, 10);
    list.want(500, 510);
    assert.deepEqual(
      asked.map(({ signal }) => signal.aborted),
      [true, false],
    );
  });

  it('drops the answer to what was given up', async () => {
    const { list, asked, changes } = pages();
    list.want(0, 10);
    list.sortBy('duration');
    const before = changes();
    asked[0]!.answer();
    await settled();
    assert.equal(list.at(0), undefined);
    assert.equal(changes(), before);
  });

  it('has its first page from the details that it belongs to', () => {
    const { list, asked } = pages();
    list.reset(pageOf({ offset: 0, limit: PAGE }, 1000));
    list.want(0, 10);
    assert.equal(asked.length, 0);
    assert.equal(list.at(9)?.traceId, '9');
  });

  it('shows the old rows of a list that has changed until the new ones come, of no other list', async () => {
    const { list, asked } = pages();
    list.want(60, 70);
    asked[0]!.answer();
    await settled();
    list.reset(pageOf({ offset: 0, limit: PAGE }, 1001), true);
    assert.equal(list.at(60)?.traceId, '60');
    list.want(60, 70);
    assert.equal(asked.length, 2);
    list.reset(pageOf({ offset: 0, limit: PAGE }, 1001));
    assert.equal(list.at(60), undefined);
  });

  it('sorts by start from the first, by all else from the greatest, and turns round the second time', () => {
    const { list } = pages();
    assert.deepEqual(list.sort, { by: 'start', descending: false });
    list.sortBy('start');
    assert.deepEqual(list.sort, { by: 'start', descending: true });
    list.sortBy('errors');
    assert.deepEqual(list.sort, { by: 'errors', descending: true });
    list.sortBy('errors');
    assert.deepEqual(list.sort, { by: 'errors', descending: false });
  });

  it('keeps what is in view when it drops the oldest pages of a long list', async () => {
    const { list, asked } = pages(100_000);
    for (let page = 0; page < 200; page++) {
      list.want(0, 10);
      list.want(page * PAGE, page * PAGE + 10);
      asked.at(-1)!.answer();
      await settled();
    }
    // Page 0 was always looked at again, so it was asked for once at the most after its first answer.
    const kept = Array.from({ length: 200 }, (_, page) => list.at(page * PAGE)).filter(Boolean).length;
    assert.ok(kept <= 60, `${kept} pages are kept`);
    assert.ok(list.at(0), 'the page that is looked at is kept');
  });

  it('reports a failure, and asks again when the rows are wanted again', async () => {
    const { list, asked, errors } = pages();
    list.want(0, 10);
    asked[0]!.fail();
    await settled();
    assert.equal(errors.length, 1);
    list.want(0, 10);
    assert.equal(asked.length, 2);
  });
});
