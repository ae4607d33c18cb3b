import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readJsonText } from '../../src/ingest/json-text.js';
import { ProblemCollector } from '../../src/ingest/problem-collector.js';

function read(text: string): { values: readonly unknown[]; problems: readonly unknown[] } {
  const problems = new ProblemCollector();
  const values = [...readJsonText(text, problems)];
  return { values, problems: problems.list().map(({ code, count, example }) => [code, count, example]) };
}

describe('JSON text', () => {
  it('is one document', () => {
    assert.deepEqual(read(' [1, {"a": 2}] '), { values: [[1, { a: 2 }]], problems: [] });
  });

  it('is JSON lines, with blank lines, any line end and a byte order mark', () => {
    assert.deepEqual(read('\ufeff{"a":1}\r\n\r\n\n[2]\n'), { values: [{ a: 1 }, [2]], problems: [] });
  });

  it('skips and counts broken lines, wherever they are, without quoting them', () => {
    assert.deepEqual(read('secret\n{"a":1}\n{"b":\n{"c":{"d":3}}\n"text"\n'), {
      values: [{ a: 1 }, { c: { d: 3 } }],
      problems: [['invalid-line', 3, 'line 1']],
    });
  });

  it('is documents one after another, on many lines or on one', () => {
    const pretty = [{ a: [1, { b: '}"' }] }, { c: 3 }].map((value) => JSON.stringify(value, null, 2));
    assert.deepEqual(read(pretty.join('\n')).values, [{ a: [1, { b: '}"' }] }, { c: 3 }]);
    assert.deepEqual(read(`started\n${pretty.join('\nnoise\n')}`), {
      values: [{ a: [1, { b: '}"' }] }, { c: 3 }],
      problems: [['invalid-line', 2, 'line 1']],
    });
    assert.deepEqual(read('{"a":1}{"b":"{\\""} {"c":3}'), {
      values: [{ a: 1 }, { b: '{"' }, { c: 3 }],
      problems: [],
    });
    assert.deepEqual(read('\u001e{"a":1}\n\u001e{"b":2}\n'), { values: [{ a: 1 }, { b: 2 }], problems: [] });
  });

  it('counts a line of which only the beginning can be read', () => {
    const lost = [['invalid-line', 1, 'line 1']];
    assert.deepEqual(read('{"a":1} xx {"b":2}'), { values: [{ a: 1 }], problems: lost });
    assert.deepEqual(read('{"a":1}{"b":'), { values: [{ a: 1 }], problems: lost });
    assert.deepEqual(read('{"a":1}x\n{"b":2}'), { values: [{ a: 1 }, { b: 2 }], problems: lost });
    assert.deepEqual(read('{\n"a":1\n} x'), {
      values: [{ a: 1 }],
      problems: [['invalid-line', 1, 'line 3']],
    });
  });

  it('keeps what is whole of a list that was cut', () => {
    assert.deepEqual(read('[\n{"a":1},\n{"b":2},\n{"c"').values, [{ a: 1 }, { b: 2 }]);
  });

  it('says that it is not JSON at all, or empty', () => {
    assert.deepEqual(read('<html>\n<body>'), {
      values: [],
      problems: [['invalid-json', 1, 'no line is JSON']],
    });
    assert.deepEqual(read(' \n'), { values: [], problems: [['invalid-json', 1, 'the text is empty']] });
  });

  it('stays linear on text that opens and never closes', () => {
    const text = '{"a": [\n'.repeat(100_000);
    const begin = performance.now();
    assert.deepEqual(read(text).values, []);
    assert.ok(performance.now() - begin < 5_000);
  });

  it('reads a document that is nested deeper than the call stack', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    assert.equal(read(`{"a":1}\n${deep}`).values.length, 2);
  });
});
