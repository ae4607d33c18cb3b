import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kindFromApi, kindFromName, kindFromOtlp } from '../../src/ingest/span-kind.js';
import {
  outcomeFromJaegerTags,
  outcomeFromStatus,
  outcomeFromZipkinTags,
  statusFromCode,
} from '../../src/ingest/span-status.js';

describe('span kinds', () => {
  it('numbers them as OTLP does, or one lower as the API does', () => {
    const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
    assert.deepEqual([0, 1, 2, 3, 4, 5].map(kindFromOtlp), kinds);
    assert.deepEqual([-1, 0, 1, 2, 3, 4].map(kindFromApi), kinds);
  });

  it('knows every spelling of the names', () => {
    for (const name of ['SPAN_KIND_PRODUCER', 'PRODUCER', 'producer', 'Producer', 'SpanKind.PRODUCER', '4']) {
      assert.equal(kindFromName(name), 'producer');
    }
    for (const other of ['', 'broker', 9, NaN, null, {}, undefined])
      assert.equal(kindFromOtlp(other), 'unspecified');
  });
});

describe('outcomes', () => {
  it('reads codes by number and by name', () => {
    for (const error of [2, '2', 'ERROR', 'Error', 'STATUS_CODE_ERROR'])
      assert.equal(statusFromCode(error), 'error');
    for (const ok of [1, '1', 'Ok', 'STATUS_CODE_OK']) assert.equal(statusFromCode(ok), 'ok');
    for (const unset of [0, 'Unset', 7, null, {}]) assert.equal(statusFromCode(unset), 'unset');
  });

  it('takes error tags for failure unless the status is an explicit ok', () => {
    assert.equal(outcomeFromStatus(0, '', { error: true }, []).status, 'error');
    assert.deepEqual(outcomeFromStatus(undefined, '', { 'error.type': 'timeout' }, []), {
      status: 'error',
      statusMessage: 'timeout',
    });
    assert.equal(outcomeFromStatus(1, '', { error: 'true', 'error.type': 'x' }, []).status, 'ok');
    assert.equal(outcomeFromStatus(0, '', { error: false }, []).status, 'unset');
  });

  it('takes the message from the status, else from the exception event', () => {
    const exception = { name: 'exception', time: null, attributes: { 'exception.message': 'boom' } };
    assert.equal(outcomeFromStatus(2, 'said', {}, [exception]).statusMessage, 'said');
    assert.equal(outcomeFromStatus(2, '', {}, [exception]).statusMessage, 'boom');
    assert.equal(outcomeFromStatus(2, '', {}, []).statusMessage, null);
  });

  it('lets the tag "error" decide in Jaeger data', () => {
    const both = { error: false, 'otel.status_code': 'ERROR' };
    assert.equal(outcomeFromJaegerTags(both, []).status, 'unset');
    assert.equal(outcomeFromJaegerTags({ 'otel.status_code': 'error' }, []).status, 'error');
    assert.equal(outcomeFromJaegerTags({ error: 'true', 'otel.status_code': 'OK' }, []).status, 'error');
    assert.equal(outcomeFromJaegerTags({ 'otel.status_code': 'OK' }, []).status, 'ok');
  });

  it('takes the presence of "error" for failure in Zipkin data, whatever it says but false', () => {
    assert.deepEqual(outcomeFromZipkinTags({ error: '' }, []), { status: 'error', statusMessage: null });
    assert.deepEqual(outcomeFromZipkinTags({ error: '500' }, []), { status: 'error', statusMessage: '500' });
    assert.equal(outcomeFromZipkinTags({ error: 'false' }, []).status, 'unset');
    assert.equal(outcomeFromZipkinTags({ 'otel.status_code': 'STATUS_CODE_ERROR' }, []).status, 'error');
  });
});
