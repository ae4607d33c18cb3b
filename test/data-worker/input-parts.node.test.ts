import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { partsOf, rawSize } from '../../src/data-worker/input-parts.js';

const types = (input: unknown): string[] => partsOf(input).map(({ type }) => type);

describe('partsOf', () => {
  it('tells texts, bytes and blobs from objects', () => {
    assert.deepEqual(types('{}'), ['text']);
    assert.deepEqual(types(new ArrayBuffer(3)), ['bytes']);
    assert.deepEqual(types(new Uint8Array(3)), ['bytes']);
    assert.deepEqual(types(new DataView(new ArrayBuffer(3))), ['bytes']);
    assert.deepEqual(types(new Blob(['{}'])), ['blob']);
    for (const value of [{}, [], [{}], null, undefined, 1, () => 0])
      assert.deepEqual(types(value), ['objects']);
  });

  it('keeps an array of objects as it is and divides a mixed one', () => {
    const objects = [{ a: 1 }, { b: 2 }];
    assert.deepEqual(partsOf(objects), [{ type: 'objects', value: objects }]);
    assert.deepEqual(types([{ a: 1 }, 'text', new Blob(['x']), { b: 2 }]), ['text', 'blob', 'objects']);
  });

  it('takes a view for its part of the buffer', () => {
    const [part] = partsOf(new Uint8Array([1, 2, 3, 4]).subarray(1, 3));
    assert.ok(part?.type === 'bytes');
    assert.deepEqual([...part.bytes], [2, 3]);
    assert.equal(rawSize(part), 2);
  });

  it('finds nothing in a buffer that was given away', () => {
    const buffer = new ArrayBuffer(3);
    const view = new Uint8Array(buffer);
    structuredClone(buffer, { transfer: [buffer] });
    for (const input of [buffer, view, new DataView(new ArrayBuffer(0))])
      assert.deepEqual(partsOf(input), [{ type: 'bytes', bytes: new Uint8Array(0) }]);
  });

  it('knows the objects of another realm', () => {
    assert.deepEqual(types(runInNewContext('new ArrayBuffer(3)')), ['bytes']);
    assert.deepEqual(types(runInNewContext('new Uint8Array(3)')), ['bytes']);
    assert.deepEqual(types(runInNewContext('[{}, "text"]')), ['text', 'objects']);
  });

  it('survives hostile objects', () => {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const liar = {
      get [Symbol.toStringTag](): string {
        throw new Error('no');
      },
    };
    const impostor = { [Symbol.toStringTag]: 'ArrayBuffer' };
    assert.deepEqual(types(revoked.proxy), ['objects']);
    assert.deepEqual(types(liar), ['objects']);
    assert.deepEqual(types(impostor), ['objects']);
    assert.deepEqual(types({ [Symbol.toStringTag]: 'Blob', arrayBuffer: 1 }), ['objects']);
  });
});
