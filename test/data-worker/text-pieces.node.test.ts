import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { TextTooLongError } from '../../src/data-worker/document-texts.js';
import { TextPieces } from '../../src/data-worker/text-pieces.js';

describe('TextPieces', () => {
  it('joins what fits into one text', () => {
    const pieces = new TextPieces();
    pieces.pushText('{"a":');
    pieces.pushText('1}');
    assert.deepEqual([...pieces.texts()], ['{"a":1}']);
    assert.equal(pieces.length, 7);
  });

  it('decodes characters that are divided between pieces, and drops a byte order mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 5 }), (text, step) => {
        fc.pre(!text.startsWith('\uFEFF'));
        const bytes = new TextEncoder().encode(`\uFEFF${text}`);
        const pieces = new TextPieces();
        for (let start = 0; start < bytes.length; start += step)
          pieces.pushBytes(bytes.subarray(start, start + step));
        assert.deepEqual([...pieces.texts()], [text]);
      }),
    );
  });

  it('gives the bytes that came, however many were announced', () => {
    const parts = fc.array(fc.uint8Array({ maxLength: 5 }), { maxLength: 6 });
    fc.assert(
      fc.property(parts, fc.integer({ min: -4, max: 4 }), (list, difference) => {
        const all = list.flatMap((part) => [...part]);
        const pieces = new TextPieces();
        pieces.expectBytes(Math.max(0, all.length + difference));
        for (const part of list) pieces.pushBytes(part);
        assert.equal(pieces.length, all.length);
        assert.deepEqual([...(pieces.bytes() ?? [])], all);
      }),
    );
  });

  it('holds bytes that were announced once, from the first on', () => {
    const pieces = new TextPieces();
    pieces.expectBytes(4);
    pieces.pushBytes(Uint8Array.of(91, 49));
    const before = pieces.bytes()!.buffer;
    pieces.pushBytes(Uint8Array.of(48, 93));
    assert.equal(pieces.bytes()!.buffer, before);
    assert.deepEqual([...pieces.texts()], ['[10]']);
  });

  it('takes text behind announced bytes', () => {
    const pieces = new TextPieces();
    pieces.expectBytes(10);
    pieces.pushBytes(Uint8Array.of(91, 49));
    pieces.pushText(',2');
    pieces.pushBytes(Uint8Array.of(93));
    assert.deepEqual([...pieces.texts()], ['[1,2]']);
  });

  it('divides what is too long at the ends of lines, and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(10_000), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (numbers, step) => {
          const text = numbers.map((value) => `[${value}]\n`).join('');
          const pieces = new TextPieces(20);
          for (let start = 0; start < text.length; start += step)
            pieces.pushText(text.slice(start, start + step));
          const texts = [...pieces.texts()];
          assert.equal(texts.join(''), text);
          for (const part of texts) {
            assert.ok(part.endsWith('\n'));
            for (const line of part.trim().split('\n')) JSON.parse(line);
          }
        },
      ),
    );
  });

  it('divides a long list between its elements', () => {
    const pieces = new TextPieces(30);
    const text = '[' + '1,'.repeat(50) + '1]';
    for (let start = 0; start < text.length; start += 10) pieces.pushText(text.slice(start, start + 10));
    const values = [...pieces.texts()].flatMap((part) => JSON.parse(part) as number[]);
    assert.deepEqual(values, Array(51).fill(1));
  });

  it('refuses a long text that is neither lines nor a list', () => {
    for (const text of ['[1,' + '"a"'.padStart(40) + ']', '{\n' + '"a":1,\n'.repeat(20) + '"b":2}']) {
      const pieces = new TextPieces(30);
      for (let start = 0; start < text.length; start += 10) pieces.pushText(text.slice(start, start + 10));
      assert.throws(() => [...pieces.texts()], TextTooLongError);
    }
  });

  it('gives an empty text for nothing', () => {
    assert.deepEqual([...new TextPieces().texts()], ['']);
  });
});
