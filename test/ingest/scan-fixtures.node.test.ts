/** Scanned bytes mean what the readers of objects find in them, in every file of recorded traces. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkBothWays, isScanned } from './both-ways.js';
import { wholeCollection } from './fixture-table.js';

/** Comparing takes many times as long as reading. */
const largestFile = 8_000_000;

for (const folder of ['test/fixtures', wholeCollection].filter((path) => existsSync(path))) {
  describe(`scanning ${folder}`, () => {
    for (const path of filesOf(folder)) {
      it(path, () => void checkBothWays(readFileSync(path)));
    }
  });
}

describe('what is scanned', () => {
  for (const file of [
    'recorded/vt-jaeger-trace-566263b39307e77624a36830654a5ab9.json',
    'otlp/capture-kafka-sqs-rabbit.jsonl',
    'otlp/jaeger-example-trace.json',
    'otlp/otelgui-links.json',
    'otlp/otlp2parquet-base64.json',
    'otlp/robotframework-suite-snake.jsonl',
    'recorded/tempo-v2-trace-04b1cef106355c491ba7d29de7eab86f.json',
    'tempo/kiali-bookinfo.json',
  ]) {
    it(file, () => assert.ok(isScanned(readFileSync(join('test/fixtures', file)))));
  }
});

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /json/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).length < largestFile)
    .sort();
}
