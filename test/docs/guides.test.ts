import { expect } from '@open-wc/testing';
import type { TraceDependenciesElement } from '../../src/index.js';
import { shop } from '../element/sample-traces.js';
import { draw } from '../element/stage.js';
import { span } from '../graph/span-builder.js';
import { codeBlocks, entries, guides } from './guide-blocks.js';

/** What the examples take for given. */
interface Given {
  readonly element: TraceDependenciesElement;
  readonly traces: unknown;
  readonly input: unknown;
  readonly showTrace: (traceId: string, spanId: string) => void;
}

/** Runs an example as the module that it is part of. @returns the values of the names that are asked for */
async function run(
  code: string,
  given: Given,
  names: readonly string[] = [],
): Promise<Readonly<Record<string, unknown>>> {
  const body = code.replace(
    /^import (?:(\{[^}]*\}) from )?'([^']+)';$/gm,
    (_, imported: string, from: string) => {
      const loaded = `await import('${new URL(`/${entries[from] ?? from}`, location.href).href}');`;
      return imported ? `const ${imported} = ${loaded}` : loaded;
    },
  );
  const text = `export default async ({ ${Object.keys(given).join()} }) => { { ${body}; return { ${names.join()} }; } };`;
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    const example = (await import(address)) as {
      default: (given: Given) => Promise<Record<string, unknown>>;
    };
    return await example.default(given);
  } finally {
    URL.revokeObjectURL(address);
  }
}

const textOf = async (guide: string): Promise<string> => (await fetch(`/${guide}`)).text();

describe('the examples of the guides', () => {
  const shown: (readonly string[])[] = [];
  let given: Given;

  beforeEach(async () => {
    const element = await draw({ spans: shop });
    const traces = [span('b/1', { name: 'read again' })];
    shown.length = 0;
    given = { element, traces, input: traces, showTrace: (...ids) => shown.push(ids) };
  });

  for (const guide of guides) {
    it(`of ${guide} run`, async () => {
      const blocks = codeBlocks(await textOf(guide), 'js');
      const fetch = window.fetch.bind(window);
      window.fetch = () => Promise.resolve(new Response(null, { status: 404 })); // no such backend here
      try {
        for (const { heading, code } of blocks)
          await run(code, given).catch((error: unknown) => {
            throw new Error(`${guide}, ${heading}: ${String(error)}`, { cause: error });
          });
        await given.element.layoutComplete;
      } finally {
        given.element.remove();
        window.fetch = fetch;
      }
    });
  }

  it('of reading tokens give the colour that the element shows', async () => {
    const guide = await textOf('docs/guides/theming.md');
    const [example] = codeBlocks(guide, 'js').filter(({ heading }) => heading === 'Reading tokens');
    const { element } = given;
    const read = async (): Promise<unknown> => (await run(example?.code ?? '', given, ['color']))['color'];
    expect(await read()).to.equal('rgb(11, 95, 208)');
    element.style.colorScheme = 'dark';
    expect(await read(), 'of the element, not of the page').to.equal('rgb(76, 157, 255)');
    element.style.setProperty('--trace-dependencies-accent', 'rebeccapurple');
    expect(await read()).to.equal('rgb(102, 51, 153)');
    expect(document.querySelectorAll('body > span').length, 'nothing is left in the page').to.equal(0);
  });
});
