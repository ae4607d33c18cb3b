import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { parseTraces } from '../../src/core.js';
import { codeBlocks, guides } from './guide-blocks.js';

const documents = ['README.md', 'docs/architecture.md', ...guides, 'docs/api.md'];
const readme = readFileSync('README.md', 'utf8');

const blocks = (text: string, language: string): readonly string[] =>
  codeBlocks(text, language).map(({ code }) => code);

/** Runs a module in a folder of somebody who has installed the package, and has recorded traces. */
function runElsewhere(code: string): SpawnSyncReturns<string> {
  const folder = mkdtempSync(join(tmpdir(), 'trace-dependencies-'));
  try {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(process.cwd(), join(folder, 'node_modules', 'trace-dependencies'), 'junction');
    copyFileSync('test/fixtures/otlp/capture-kafka-sqs-rabbit.jsonl', join(folder, 'traces.jsonl'));
    return spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: folder,
      encoding: 'utf8',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the examples of README.md', () => {
  test('for Node print what they find', () => {
    const examples = blocks(readme, 'js').filter((code) => code.includes("'trace-dependencies/core'"));
    assert.equal(examples.length, 1);
    for (const code of examples) {
      const child = runElsewhere(code);
      assert.equal(child.status, 0, child.stderr);
      assert.match(child.stdout, /^\d+ messages, \d+ ms in the queue/m);
      assert.match(child.stdout, /^1067 spans, \d+ nodes, 0 problems$/m);
    }
  });

  test('of data are read without a problem', () => {
    const examples = blocks(readme, 'json');
    assert.equal(examples.length, 1);
    for (const json of examples) {
      const { traces, problems } = parseTraces(json);
      assert.deepEqual(problems, []);
      assert.equal(traces.spanCount, 1);
    }
  });
});

test('the tests know all guides', () => {
  assert.deepEqual(
    readdirSync('docs/guides')
      .map((name) => `docs/guides/${name}`)
      .sort(),
    guides,
  );
});

test('no page of the examples imports what a browser cannot find', () => {
  for (const document of documents) {
    for (const html of blocks(readFileSync(document, 'utf8'), 'html'))
      assert.doesNotMatch(html, /\b(?:import|from) ?'[^./]/, document);
  }
});

for (const document of documents) {
  test(`the links of ${document} lead to files and headings that exist`, () => {
    const text = readFileSync(document, 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
      ([, link, source]) => link ?? source ?? '',
    );
    for (const target of targets.filter((each) => !/^https?:/.test(each))) {
      const [path = '', heading] = target.split('#');
      const file = path === '' ? document : join(dirname(document), path);
      assert.ok(existsSync(file), `${document} leads to ${target}`);
      if (heading === undefined) continue;
      const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\w\- ]/g, '')
          .replaceAll(' ', '-'),
      );
      assert.ok(headings.includes(heading), `${document} leads to ${target}`);
    }
  });
}
