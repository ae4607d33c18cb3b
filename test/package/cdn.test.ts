import { expect } from '@open-wc/testing';

/** The address is no literal, so that the compiler does not look for the built file. */
const load = (address: string): Promise<{ readonly TraceDependenciesElement: CustomElementConstructor }> =>
  import(address) as never;

const file = '/dist/cdn/trace-dependencies.js';

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
});
