import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import { TraceDependenciesElement } from '../../src/index.js';

describe('define', () => {
  it('twice does nothing', () => {
    expect(TraceDependenciesElement.define()).to.equal(TraceDependenciesElement);
    expect(TraceDependenciesElement.define()).to.equal(TraceDependenciesElement);
    expect(customElements.get('trace-dependencies')).to.equal(TraceDependenciesElement);
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
      TraceDependenciesElement.define('trace-dependencies-older');
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
