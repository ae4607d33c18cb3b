import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Mask, MaskContext } from '../../src/ingest/mask.js';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import { makeSpan, parseOne, plain, span2, span3, spansOf, traceB } from './spans.js';

const resource = { 'service.name': 'shop', 'host.name': 'h1' };
const span = makeSpan({
  name: 'pay',
  service: 'shop',
  status: 'error',
  statusMessage: 'card 4711 refused',
  attributes: { card: '4711', amount: 3 },
  resource,
  links: [{ traceId: traceB, spanId: span3, attributes: { card: '4711' } }],
  events: [{ name: 'e', time: null, attributes: { card: '4711' } }],
});

describe('mask', () => {
  it('reaches tags, process tags, links, events and the status message, each with its context', () => {
    const asked: (readonly [string, MaskContext])[] = [];
    const mask: Mask = (key, value, context) => {
      asked.push([key, { ...context }]);
      return value;
    };
    assert.deepEqual(plain(parseOne([span], { mask })), plain(span));
    const own = { spanName: 'pay', service: 'shop', process: false };
    const process = { spanName: null, service: 'shop', process: true };
    assert.deepEqual(asked, [
      ['service.name', process],
      ['host.name', process],
      ['card', own],
      ['amount', own],
      ['card', own],
      ['card', own],
      ['otel.status_description', own],
    ]);
  });

  it('replaces and removes values', () => {
    const mask: Mask = (key, value) => (key === 'card' ? '…' : key === 'amount' ? undefined : value);
    const masked = parseOne([span], { mask });
    assert.deepEqual(plain(masked.attributes), { card: '…' });
    assert.deepEqual(plain(masked.links[0]!.attributes), { card: '…' });
    assert.deepEqual(plain(masked.events[0]!.attributes), { card: '…' });
    assert.equal(
      parseOne([span], { mask: (_, value) => (value === span.statusMessage ? undefined : value) })
        .statusMessage,
      null,
    );
  });

  it('masks process tags once for all spans that share them, and the service follows', () => {
    let asked = 0;
    const mask: Mask = (key, value, { process }) => {
      if (process) asked += 1;
      return key === 'service.name' ? 'hidden' : value;
    };
    const spans = spansOf(parseTraces([span, { ...span, spanId: span2 }], { mask }));
    assert.equal(asked, 2);
    assert.equal(spans[0]!.resource, spans[1]!.resource);
    assert.deepEqual(
      spans.map((masked) => masked.service),
      ['hidden', 'hidden'],
    );
  });

  it('that throws or answers nonsense removes the value, and its error is not told', () => {
    const mask = ((key: string, value: unknown) => {
      if (key === 'card') throw new Error(`cannot hide ${String(value)}`);
      return key === 'amount' ? (): number => 1 : value;
    }) as Mask;
    const { traces, problems } = parseTraces([span], { mask });
    assert.deepEqual(plain(traces.traces[0]!.spans[0]!.attributes), {});
    assert.deepEqual(
      problems.map(({ code, count }) => [code, count]),
      [
        ['dangling-link', 1],
        ['mask-failed', 4],
      ],
    );
    assert.ok(!JSON.stringify(problems).includes('4711'));
  });
});
