import { expect } from '@open-wc/testing';
import { accessibilityTree, engine, type AccessibleNode } from '../browser-commands.js';
import { draw, graphOf, press, settle, until } from './stage.js';
import { sendKeys } from '@web/test-runner-commands';

/** Of the captured traces, the one in which an order is sent that two services consume. */
const ORDER = '203c8391af32dc5a5f30b3a0ba6c2c94';

const all = (node: AccessibleNode): AccessibleNode[] => [node, ...(node.children ?? []).flatMap(all)];

const plain = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();

/** What a screen reader says of the thing that has the focus: Chromium's own tree, nothing of the document. */
async function heard(): Promise<string> {
  const focused = all(await accessibilityTree()).filter((node) => node.focused);
  return plain(focused.at(-1)?.name ?? '');
}

/** Presses Tab until something is heard, and says what. */
async function tabTo(what: RegExp): Promise<string> {
  for (let tab = 0; tab < 12; tab++) {
    await press('Tab');
    const name = await heard();
    if (what.test(name)) return name;
  }
  throw new Error(`Tab does not lead to ${what.source}`);
}

describe('"Which consumer of this order failed, and how long did it wait?"', () => {
  it('is answered by keys and names alone', async function () {
    // The other engines' drivers do not tell their trees; `read-aloud.test.ts` reads what these are made of.
    if ((await engine()) !== 'chromium') this.skip();
    const data = await (await fetch('/test/fixtures/otlp/capture-kafka-sqs-rabbit.jsonl')).text();
    const element = await draw({ data, focusTraceId: ORDER });

    // It begins with what there is.
    const page = all(await accessibilityTree());
    expect(page.some(({ role, name }) => role === 'heading' && name === 'Dependencies')).to.equal(true);
    expect(page.some(({ name }) => /\d+ async levels · \d+ nodes · \d+ spans/.test(name ?? ''))).to.equal(
      true,
    );

    // Into the drawing, and by its name to the operation that sends the order.
    await tabTo(/calls \d|called by \d/);
    await sendKeys({ type: 'send orders' });
    await element.updateComplete;
    expect(await heard()).to.match(/^send orders, order-service, Pub\/sub, /);

    // Through its calls, until the first comes again.
    const calls: string[] = [];
    for (let step = 0; step < 20; step++) {
      await press('.');
      await element.updateComplete;
      const call = await heard();
      if (call === calls[0]) break;
      calls.push(call);
    }
    const queued = calls.filter((call) => /Asynchronous request/.test(call));
    expect(queued.length).to.be.above(1);
    const failed = queued.filter((call) => /\d+ errors?$/.test(call));
    expect(failed.length).to.equal(1);
    const [, operation, wait, errors] =
      /^send orders calls (.+?), Asynchronous request, .*?wait ([\d.]+ \w+).*, (\d+) errors?$/.exec(
        failed[0] ?? '',
      ) ?? [];

    // Back to that call, and along it: whose the operation is.
    for (let step = 0; step < 20 && (await heard()) !== failed[0]; step++) {
      await press('.');
      await element.updateComplete;
    }
    await press('ArrowRight');
    await element.updateComplete;
    const consumer = await heard();
    expect(consumer).to.match(/\d+ errors?, .*Asynchronous trace/);
    const [, service] = new RegExp(`^${operation ?? ''}, ([^,]+), `).exec(consumer) ?? [];

    expect({ operation, service, wait, errors }).to.deep.equal({
      operation: 'process orders',
      service: 'shipping-worker',
      wait: '4.04 s',
      errors: '6',
    });
    expectTruth(element.dependencyGraph ?? graphOf(element));

    // And it can be told that it is chosen.
    await press('Enter');
    await settle(element);
    await until(() => element.selected, 'it is selected');
    let said = false;
    for (let round = 0; round < 20 && !said; round++)
      said = all(await accessibilityTree()).some(({ name }) => /process orders selected/.test(name ?? ''));
    expect(said).to.equal(true);
  });
});

/** The same from the data. */
function expectTruth({ nodes, edges }: ReturnType<typeof graphOf>): void {
  const valueOf = (id: string): string[] =>
    nodes.find((node) => node.id === id)?.group.map(({ value }) => value ?? '') ?? [];
  const failed = edges.filter(
    (edge) => edge.async && edge.errorCount > 0 && valueOf(edge.source).includes('send orders'),
  );
  expect(failed.map(({ target }) => valueOf(target))).to.deep.equal([['shipping-worker', 'process orders']]);
  expect(failed[0]?.errorCount).to.equal(6);
  expect(Math.round((failed[0]?.wait?.avg ?? 0) / 100) / 10).to.equal(4);
}
