/** Names that Graphviz would read otherwise than they are written. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dotOf } from '../../src/view/export/dot.js';

describe('a label of Graphviz', () => {
  for (const [what, text, label] of [
    ['a quote', 'a "b"', '"a \\"b\\""'],
    ['a backslash at the end', 'a\\', '"a\\\\"'],
    ["Graphviz' own sequences", '\\N\\n', '"\\\\N\\\\n"'],
    ['an entity', '&lt;b&gt; & &#35;', '"&amp;lt;b&amp;gt; &amp; &amp;#35;"'],
    ['an element', '<b>', '"<b>"'],
    ['lines', 'a\nb', '"a b"'],
  ] as const)
    it(`says ${what}`, () => {
      const node = { name: 'n0', kind: 'http', async: false, failed: false, lines: [text] } as const;
      const written = dotOf({
        direction: 'right',
        levels: [{ name: 'level0', heading: text, nodes: [node] }],
        edges: [{ from: 'n0', to: 'n0', async: false, failed: false, label: text }],
      });
      const labels = [...written.matchAll(/ \[label=(".*")(?: [a-z=]+)?\]$/gm)].map(([, found]) => found);
      assert.deepEqual(labels, [label, label, label]);
    });
});
