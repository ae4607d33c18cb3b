import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SourceError, type SourceErrorCode } from '../../src/sources/trace-source.js';

const retryable: Readonly<Record<SourceErrorCode, boolean>> = {
  unauthorized: false,
  forbidden: false,
  'bad-query': false,
  unsupported: false,
  'rate-limited': true,
  timeout: true,
  'too-large': false,
  unavailable: true,
  'network-or-cors': true,
  malformed: false,
};

describe('SourceError', () => {
  for (const [code, expected] of Object.entries(retryable)) {
    test(`${code} is ${expected ? '' : 'not '}retryable`, () => {
      const error = new SourceError(code as SourceErrorCode, 'text');
      assert.equal(error.retryable, expected);
      assert.equal(error.code, code);
    });
  }

  test('is an error with name, message, cause and what is known besides', () => {
    const cause = new TypeError('Failed to fetch');
    const error = new SourceError('rate-limited', 'Too many requests', {
      retryAfterMs: 1500,
      status: 429,
      cause,
    });
    assert.ok(error instanceof Error);
    assert.equal(String(error), 'SourceError: Too many requests');
    assert.equal(error.cause, cause);
    assert.equal(error.retryAfterMs, 1500);
    assert.equal(error.status, 429);
  });

  test('has no cause, no status and no time where none was given', () => {
    const error = new SourceError('timeout', 'late');
    assert.equal('cause' in error, false);
    assert.equal(error.status, undefined);
    assert.equal(error.retryAfterMs, undefined);
  });
});
