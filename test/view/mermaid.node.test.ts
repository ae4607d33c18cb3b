/** Names that Mermaid 11 has taken for something else than text, wherever a label stands. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mermaidOf } from '../../src/view/export/mermaid.js';

/** The label that is written for a text as heading, node and edge, which are the same. */
function labelOf(text: string): string {
  const node = { kind: 'http', async: false, failed: false, lines: [text] } as const;
  const written = mermaidOf({
    direction: 'right',
    levels: [{ name: 'level0', heading: text, nodes: [{ ...node, name: 'n0' }] }],
    edges: [{ from: 'n0', to: 'n0', async: false, failed: false, label: text }],
  });
  const found = [/level0\[(".*")\]$/m, /n0\{(".*")\}$/m].map((label) => label.exec(written)?.[1]);
  const edge = /n0 -->(?:\|(".*")\|)? n0$/m.exec(written);
  assert.ok(edge, 'the edge is written');
  // An edge without a label has none.
  if (text !== '') found.push(edge[1]);
  assert.equal(new Set(found).size, 1);
  return found[0]!;
}

describe('a label of Mermaid', () => {
  for (const [what, text, label] of [
    ['a quote', 'a "b"', '"a #34;b#34;"'],
    ['brackets', '[(x)]', '"#91;#40;x#41;#93;"'],
    ['the word that ends a subgraph', 'end', '"end"'],
    ['an element', '<img src=x>', '"#60;img src#61;x#62;"'],
    ['an entity', '&amp; #35;', '"#38;amp#59; #35;35#59;"'],
    ['Markdown', '`*x*`', '"#96;#42;x#42;#96;"'],
    ['lines', 'a\nb', '"a b"'],
    ['emoji', '😀', '"#128512;"'],
    ['an icon', 'fa:fa-car car', '"fa:#8288;fa-car car"'],
    ['a formula', '$$x$$', '"#36;#8288;#36;x#36;#8288;#36;"'],
    ['a line break in letters', 'C:\\new', '"C:#92;#8288;new"'],
    ['nothing', '', '" "'],
  ] as const)
    it(`says ${what}`, () => assert.equal(labelOf(text), label));
});
