import { expect } from '@open-wc/testing';

/** The address is no literal, so that the compiler does not look for the built file. */
const load = (address: string): Promise<{ readonly TraceDependenciesElement: CustomElementConstructor }> =>
  import(address) as never;

const file = '/dist/cdn/trace-dependencies.js';

/** The text on the button that fits the drawing, once all is drawn. */
async function fitText(tag: string): Promise<string | undefined> {
  const element = document.createElement(tag) as HTMLElement & {
    locale: string;
    readonly layoutComplete: Promise<void>;
    readonly updateComplete: Promise<boolean>;
  };
  element.locale = 'de-AT';
  document.body.append(element);
  await element.layoutComplete;
  await element.updateComplete;
  const text = element.shadowRoot?.querySelector('[part="fit-button"]')?.textContent.trim();
  element.remove();
  return text;
}

describe('the file for pages without a bundler', () => {
  it('registers the element and gives its class', async () => {
    const { TraceDependenciesElement } = await load(file);
    expect(customElements.get('trace-dependencies')).to.equal(TraceDependenciesElement);
    expect(document.createElement('trace-dependencies')).to.be.instanceOf(TraceDependenciesElement);
  });

  it('may be loaded twice: the first stays', async () => {
    const first = await load(file);
    const second = await load(`${file}?again`);
    expect(second.TraceDependenciesElement).to.not.equal(first.TraceDependenciesElement);
    expect(customElements.get('trace-dependencies')).to.equal(first.TraceDependenciesElement);
  });

  it('finds its languages beside it', async () => {
    await load(file);
    expect(await fitText('trace-dependencies')).to.equal('Einpassen');
  });

  it('stays English where they cannot be loaded, and says so', async () => {
    const script = await (await fetch(file)).text();
    const alone = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const warn = console.warn;
    const warnings: unknown[] = [];
    console.warn = (text: unknown) => void warnings.push(text);
    try {
      const { TraceDependenciesElement } = await load(alone);
      customElements.define('lonely-trace-dependencies', TraceDependenciesElement);
      expect(await fitText('lonely-trace-dependencies')).to.equal('Fit');
      expect(warnings.filter((text) => String(text).includes('"de" could not be loaded'))).to.have.length(1);
    } finally {
      console.warn = warn;
      URL.revokeObjectURL(alone);
    }
  });
});
