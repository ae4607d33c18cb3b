import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AsyncStub, DependencyEdge, Durations } from '../../src/model/dependency-graph.js';
import { combinedWait } from '../../src/view/combined-wait.js';
import { edgeDetail, edgeLabel, stubLabel, widestDuration } from '../../src/view/edge-label.js';
import { type Formats, formatsFor } from '../../src/view/format.js';
import { english } from '../../src/view/strings.js';

const labelOf = (more: Partial<DependencyEdge>): string | null =>
  edgeLabel({ ...edge, ...more }, english, formatsFor('en'));

const edge: DependencyEdge = {
  id: 'e',
  source: 'a',
  target: 'b',
  async: false,
  callCount: 1,
  traceCount: 1,
  errorCount: 0,
  duration: null,
  wait: null,
  via: 0,
  calls: [],
};

describe('edgeLabel', () => {
  it('says nothing of a single call that did not fail', () => {
    assert.equal(labelOf({}), null);
  });

  it('says by a sign, not by colour alone, that calls failed, and how many', () => {
    assert.equal(labelOf({ errorCount: 1 }), '!');
    assert.equal(labelOf({ callCount: 1200, errorCount: 1100 }), '×1,200 · !\u00a01,100');
  });

  it('tells the wait of an asynchronous edge, unless every call overlaps its caller', () => {
    const wait = { min: 1, avg: 20, max: 30, overlapping: 1 };
    assert.equal(labelOf({ async: true, callCount: 2, wait }), '×2 · wait 20\u00a0ms');
    assert.equal(labelOf({ async: true, wait }), '1 overlapping');
  });

  it('shows no time as a wait where one call overlaps and the other never ended', () => {
    const wait = { min: 0, avg: 0, max: 0, overlapping: 1 };
    assert.equal(labelOf({ async: true, callCount: 2, wait }), '×2 · 1 overlapping');
    assert.equal(edgeDetail({ ...edge, async: true, callCount: 2, wait }, english, formatsFor('en')), null);
    const waits = { min: 4, avg: 4, max: 4, overlapping: 0 };
    const edges = [
      { ...edge, callCount: 2, wait },
      { ...edge, wait: waits },
    ];
    assert.deepEqual(combinedWait(edges), { times: { min: 4, avg: 4, max: 4 }, overlapping: 1 });
    assert.equal(combinedWait(edges.slice(0, 1)).times, null);
  });
});

describe('edgeDetail', () => {
  const detailOf = (more: Partial<DependencyEdge>): string | null =>
    edgeDetail({ ...edge, async: true, ...more }, english, formatsFor('en'))?.replaceAll('\u00a0', ' ') ??
    null;

  it('tells the range of waits that differ, and the calls that overlap apart', () => {
    const wait = { min: 400, avg: 1900, max: 3100, overlapping: 0 };
    assert.equal(detailOf({ callCount: 12, wait }), '400 ms to 3.1 s');
    assert.equal(
      detailOf({ callCount: 12, wait: { ...wait, overlapping: 2 } }),
      '400 ms to 3.1 s · 2 overlapping',
    );
    const same = { min: 5, avg: 5, max: 5.001, overlapping: 1 };
    assert.equal(detailOf({ callCount: 3, wait: same }), '1 overlapping');
  });

  it('says nothing where the label has said it all', () => {
    assert.equal(detailOf({ callCount: 12 }), null);
    assert.equal(detailOf({ wait: { min: 5, avg: 5, max: 5, overlapping: 0 } }), null);
    assert.equal(detailOf({ callCount: 2, wait: { min: 0, avg: 0, max: 0, overlapping: 2 } }), null);
  });
});

describe('stubLabel', () => {
  const duration: Durations = { count: 7, min: 1, max: 9, sum: 30, avg: 4, p50: 4, p95: 9, p99: 9 };
  const stub: AsyncStub = {
    id: 's',
    node: 'n',
    direction: 'downstream',
    callCount: 7,
    traceIds: [],
    errorCount: 2,
    loaded: true,
    duration,
  };
  const label = (more: Partial<AsyncStub>, aggregate: 'avg' | 'max' = 'avg'): (string | null)[] => {
    const {
      text,
      failed,
      duration: time,
    } = stubLabel({ ...stub, ...more }, aggregate, english, formatsFor('en'));
    return [text, failed, time?.replaceAll('\u00a0', ' ') ?? null];
  };

  it('tells count, failures and durations of what is hidden', () => {
    assert.deepEqual(label({}), ['+7 more async calls', '2 failed', 'avg 4 ms']);
    assert.deepEqual(label({}, 'max'), ['+7 more async calls', '2 failed', 'max 9 ms']);
    assert.deepEqual(label({ callCount: 1, errorCount: 0, duration: { ...duration, count: 1 } }), [
      '+1 more async call',
      null,
      '4 ms',
    ]);
  });

  it('tells no duration where none is known, or where it is that of the drawn node', () => {
    const { duration: _left, ...without } = stub;
    assert.equal(stubLabel(without, 'avg', english, formatsFor('en')).duration, null);
    assert.deepEqual(label({ duration: null }), ['+7 more async calls', '2 failed', null]);
    assert.deepEqual(label({ direction: 'upstream' }), ['+7 more async causes', '2 failed', null]);
  });
});

describe('the widest duration', () => {
  it('is formed once for all boxes, and in each language', () => {
    let formed = 0;
    const of = (locale: string): Formats => {
      const formats = formatsFor(locale);
      return { ...formats, duration: (milliseconds) => (formed++, formats.duration(milliseconds)) };
    };
    const [english, arabic] = [of('en'), of('ar')];
    const widest = widestDuration(english);
    const once = formed;
    assert.equal(widestDuration(english), widest);
    assert.equal(formed, once);
    assert.notEqual(widestDuration(arabic), widestDuration(english));
    assert.equal(formed, 2 * once);
  });
});
