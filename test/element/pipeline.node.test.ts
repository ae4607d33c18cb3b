import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createInProcessData } from '../../src/data-worker/in-process.js';
import type { TraceData } from '../../src/data-worker/trace-data.js';
import { Pipeline, type PipelineHost } from '../../src/element/pipeline.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import type { LayoutClient } from '../../src/layout/layout-client.js';
import { span } from '../graph/span-builder.js';

const nothing = (): void => undefined;

function pipelineOf(host: Partial<PipelineHost>, read: (input: unknown) => void): Pipeline {
  const data = createInProcessData();
  const part: Pick<TraceData<GraphOptions>, 'load' | 'buildGraph'> = {
    load: async (input, options) => {
      read(input);
      if (input === 'dies') throw new Error('the reader died');
      return data.load(input, options);
    },
    buildGraph: (options, signal) => data.buildGraph(options, signal),
  };
  const drawing = { status: 'done', graph: {}, problem: null, milliseconds: 0, extended: false };
  const whole: PipelineHost = {
    graphOptions: () => ({}),
    keepsDrawn: () => false,
    textsReady: () => null,
    reduce: (graph) => graph,
    layoutInput: () => ({ nodes: [], edges: [], direction: 'right', aspectRatio: 1 }),
    layoutProfile: () => 'instant',
    mayReplace: () => true,
    onLoad: nothing,
    onProgress: nothing,
    onSummary: nothing,
    onRefused: nothing,
    onDrawing: nothing,
    onProblem: nothing,
    onFailed: nothing,
    onSettled: nothing,
    ...host,
  };
  const layout = { layout: () => Promise.resolve(drawing) } as unknown as LayoutClient;
  return new Pipeline(
    whole,
    () => part as TraceData<GraphOptions>,
    () => layout,
  );
}

describe('The pipeline', () => {
  it('goes back behind unreadable data also where reading what was added to them fails', async () => {
    const inputs: unknown[] = [];
    const refused: string[] = [];
    const failed: unknown[] = [];
    const host: Partial<PipelineHost> = {
      onRefused: (problems) => refused.push(...problems.map(({ code }) => code)),
      onFailed: (error) => failed.push(error),
    };
    const pipeline = pipelineOf(host, (input) => inputs.push(input));
    const drawn = [span('a/1', { name: 'root' })];
    pipeline.load(drawn, false);
    await pipeline.settled;
    pipeline.load('{', false);
    pipeline.load('dies', true);
    await pipeline.settled;
    assert.deepEqual(refused, ['invalid-json']);
    assert.equal(failed.length, 1);
    assert.deepEqual(inputs, [drawn, '{', 'dies', drawn]);
  });
});
