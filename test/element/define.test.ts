import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import { TraceDependenciesElement } from '../../src/index.js';
import { span } from '../graph/span-builder.js';

describe('define', () => {
  it('twice does nothing', () => {
    expect(TraceDependenciesElement.define()).to.equal(TraceDependenciesElement);
    expect(TraceDependenciesElement.define()).to.equal(TraceDependenciesElement);
    expect(customElements.get('trace-dependencies')).to.equal(TraceDependenciesElement);
  });

  it('with a second tag defines a subclass, once, that works like the first', async () => {
    const Mine = TraceDependenciesElement.define('my-traces');
    expect(customElements.get('my-traces')).to.equal(Mine);
    expect(TraceDependenciesElement.define('my-traces')).to.equal(Mine);
    expect(customElements.get('trace-dependencies')).to.equal(TraceDependenciesElement);
    const element = document.createElement('my-traces') as TraceDependenciesElement;
    expect(element).to.be.instanceOf(Mine);
    expect(element).to.be.instanceOf(TraceDependenciesElement);
    element.setAttribute('group-by', 'operation.name');
    element.spans = [span('a/1')];
    document.body.append(element);
    try {
      await element.layoutComplete;
      expect(element.dependencyGraph?.nodes.map(({ group }) => group[0]?.value)).to.deep.equal(['a/1']);
      expect(getComputedStyle(element).display).to.equal('block');
    } finally {
      element.remove();
    }
  });

  it('leaves a tag that another version has taken, and says so', () => {
    class Older extends HTMLElement {
      static readonly version = '0.0.1';
    }
    customElements.define('trace-dependencies-older', Older);
    const { warn } = console;
    const warnings: unknown[] = [];
    console.warn = (...texts: unknown[]) => warnings.push(texts);
    try {
      const returned = TraceDependenciesElement.define('trace-dependencies-older');
      expect(returned, 'the class of this version, without the tag').to.equal(TraceDependenciesElement);
    } finally {
      console.warn = warn;
    }
    expect(customElements.get('trace-dependencies-older')).to.equal(Older);
    expect(warnings.length).to.equal(1);
  });

  it('is not called by importing the classes', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe title="empty page"></iframe>`);
    const inner = frame.contentDocument as Document;
    const script = inner.createElement('script');
    script.type = 'module';
    script.textContent = `
      const { TraceDependenciesElement } = await import('${new URL('/src/index.ts', location.href)}');
      parent.postMessage({ loaded: typeof TraceDependenciesElement, defined: customElements.get('trace-dependencies') !== undefined }, '*');
    `;
    const answer = new Promise<unknown>((resolve) =>
      addEventListener('message', ({ data }) => resolve(data), { once: true }),
    );
    inner.body.append(script);
    expect(await answer).to.deep.equal({ loaded: 'function', defined: false });
  });
});
