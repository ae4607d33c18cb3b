import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { normaliseSpanId, normaliseTraceId } from '../../src/ingest/ids.js';

describe('ids', () => {
  it('lower-cases and pads hexadecimal ids, so that 64-bit and 128-bit spellings are equal', () => {
    assert.equal(normaliseTraceId('5B8EFFF798038103D269B633813FC60C'), '5b8efff798038103d269b633813fc60c');
    assert.equal(normaliseTraceId('4376effce3c2d72d'), '00000000000000004376effce3c2d72d');
    assert.equal(normaliseTraceId('1'.repeat(31)), '0' + '1'.repeat(31));
    assert.equal(normaliseSpanId('ABC'), '0000000000000abc');
    assert.equal(normaliseSpanId(' 0xEEE19B7EC3C1B174 '), 'eee19b7ec3c1b174');
  });

  it('takes all zeros, in any spelling, and nothing as no id', () => {
    for (const nothing of [
      '',
      '0',
      '0'.repeat(16),
      '0'.repeat(40),
      '0x0',
      null,
      undefined,
      {},
      [],
      true,
      NaN,
      1.5,
    ]) {
      assert.equal(normaliseSpanId(nothing), null);
      assert.equal(normaliseTraceId(nothing), null);
    }
    assert.equal(normaliseTraceId('AAAAAAAAAAAAAAAAAAAAAA=='), null);
    assert.equal(normaliseSpanId('AAAAAAAAAAA='), null);
  });

  it('reads base64 and base64url of exactly the right length, padded or not', () => {
    const bytes = Buffer.from('fb8eff3798038103d269b633813fc6ff', 'hex');
    assert.equal(normaliseTraceId(bytes.toString('base64')), bytes.toString('hex'));
    assert.equal(normaliseTraceId(bytes.toString('base64url')), bytes.toString('hex'));
    const half = bytes.subarray(0, 8);
    assert.equal(normaliseSpanId(half.toString('base64')), half.toString('hex'));
    assert.equal(normaliseSpanId(half.toString('base64url')), half.toString('hex'));
    assert.equal(
      normaliseSpanId(bytes.toString('base64')),
      bytes.toString('base64'),
      'a trace id is no span id',
    );
  });

  it('prefers hexadecimal where a text is both', () => {
    assert.equal(normaliseTraceId('abcdef0123456789abcdef'), '0000000000' + 'abcdef0123456789abcdef');
  });

  it('keeps anything else as it came', () => {
    assert.equal(normaliseSpanId('abcd1234efgh5678'), 'abcd1234efgh5678');
    assert.equal(normaliseTraceId('Trace-123'), 'Trace-123');
  });

  it('reads bytes and whole numbers', () => {
    assert.equal(normaliseSpanId(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 255])), '01020304050607ff');
    assert.equal(normaliseSpanId(12n), '0000000000000012');
  });
});
