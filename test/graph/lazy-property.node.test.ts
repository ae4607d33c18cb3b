import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineLazily } from '../../src/graph/lazy-property.js';

describe('defineLazily', () => {
  const counted = (): { readonly item: { readonly id: number; readonly list: number[] }; count: number } => {
    const state = { item: {} as { id: number; list: number[] }, count: 0 };
    state.item = defineLazily({ id: 7 }, 'list', () => {
      state.count++;
      return [1, 2];
    });
    return state;
  };

  it('computes once, when it is first read, and is a plain value from then on', () => {
    const state = counted();
    assert.equal(state.count, 0);
    assert.equal(state.item.list, state.item.list);
    assert.equal(state.count, 1);
    assert.ok('value' in Object.getOwnPropertyDescriptor(state.item, 'list')!);
  });

  it('is a property like any other to who compares, clones or serialises', () => {
    const plain = { id: 7, list: [1, 2] };
    assert.deepEqual(counted().item, plain);
    assert.deepEqual(structuredClone(counted().item), plain);
    assert.deepEqual({ ...counted().item }, plain);
    assert.equal(JSON.stringify(counted().item), JSON.stringify(plain));
    assert.deepEqual(Object.keys(counted().item), ['id', 'list']);
  });

  it('can be read through a proxy and by an heir, as frameworks do', () => {
    assert.deepEqual(new Proxy(counted().item, {}).list, [1, 2]);
    assert.deepEqual((Object.create(counted().item) as { list: number[] }).list, [1, 2]);
  });

  it('computes each object from its own', () => {
    const items = [1, 2, 3].map((value) => defineLazily({}, 'list', () => value));
    assert.deepEqual(
      items.map(({ list }) => list),
      [1, 2, 3],
    );
  });
});
