/**
 * The patterns of asynchronous work that `patterns.html` shows one by one: recorded where a recording at hand has
 * them, generated otherwise.
 */
import { cycles, fanIn, fanOut, linksInside, tenHops } from './pattern-traces.js';

const recording = 'otlp/capture-kafka-sqs-rabbit.jsonl';

/** @param {string} focusTraceId the trace of the recording to begin at */
const recorded = (focusTraceId) => ({
  generated: false,
  origin: 'Recorded for this project from ten instrumented Node.js services over Kafka, SQS and RabbitMQ.',
  load: async (read) => ({ data: await read(recording), focusTraceId }),
});

/** @param {() => import('./pattern-traces.js').GeneratedTraces} make */
const generated = (make) => ({
  generated: true,
  origin: 'Generated data: an invented shop, the same at each visit.',
  load: async () => make(),
});

/** @type {readonly Pattern[]} */
export const patterns = [
  {
    ...generated(fanIn),
    id: 'fan-in',
    title: 'Batch consumer',
    look: 'One consumer links to 52 messages of five producers. Three of them are drawn, and a stub keeps the figures of the others; the details say how many of the 60 messages of the batch are linked.',
    attributes: {},
  },
  {
    ...recorded('0460ec9a569e162cef4dd97bddaba6c8'),
    id: 'fan-in-recorded',
    title: 'Batch consumer, recorded',
    look: 'A worker receives five invoices from SQS at once, and its span links to the requests that sent three of them. They converge in the nodes on the left.',
    attributes: { asyncDepth: 1 },
  },
  {
    ...generated(fanOut),
    id: 'fan-out',
    title: 'One producer, many consumers',
    look: 'Twelve services hear of one order. The failed ones are drawn first; activate the stub for the next three, or choose one by name.',
    attributes: {},
  },
  {
    ...generated(tenHops),
    id: 'ten-hops',
    title: 'Chain of ten hops',
    look: 'An order on its way to the customer: eleven traces, each begun by a message of the one before. Follow the waits on the dotted edges, up to the last step, which fails.',
    attributes: { asyncDepth: 10 },
  },
  {
    ...recorded('097f52a10daead440bf2a61e24f5d445'),
    id: 'both-ways',
    title: 'Causes and effects',
    look: 'Analytics handles a payment: its causes stand to the left, as far back as the checkout, and its effects to the right.',
    attributes: {},
  },
  {
    ...generated(cycles),
    id: 'cycles',
    title: 'Cycles',
    look: 'A workflow sends commands, and their replies call it back: its one long trace is both cause and effect of the others. Each cycle closes with an edge and is not followed again.',
    attributes: {},
  },
  {
    ...generated(linksInside),
    id: 'links-inside',
    title: 'Links inside a trace',
    look: 'A request hands its work to a pool and waits for the results. The dotted edges are links between spans of one trace, so all stays on one level.',
    attributes: {},
  },
  {
    ...recorded('42ecf8b268fe347964490e9cbd8d7762'),
    id: 'by-parent',
    title: 'Producer to consumer by parent',
    look: 'Over RabbitMQ the consumer is a child of the producer, in the same trace. Such a call is asynchronous all the same: what comes after it has a double outline.',
    attributes: { asyncDepth: 1, asyncLimit: 1 },
  },
];

/** The pattern with this id; the first one when there is none. */
export const patternOf = (id) => patterns.find((pattern) => pattern.id === id) ?? patterns[0];

/**
 * @typedef {object} Pattern
 * @property {string} id name in addresses
 * @property {string} title
 * @property {string} look what to look at
 * @property {boolean} generated
 * @property {string} origin where the data come from
 * @property {{ asyncLimit?: number, asyncDepth?: number }} attributes
 * @property {(read: (file: string) => Promise<string>) => Promise<PatternData>} load `read` reads a file below `test/fixtures`
 */

/**
 * @typedef {object} PatternData
 * @property {unknown} data
 * @property {string} focusTraceId the trace to begin at
 */
