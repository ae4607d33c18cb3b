import { expect, waitUntil } from '@open-wc/testing';

/** A page of the demo in a frame, as the tests' server gives it. */
async function open(path: string): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'inline-size: 60rem; block-size: 40rem';
  frame.src = path;
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  return frame;
}

const drawnIn = ({ contentDocument }: HTMLIFrameElement): number =>
  contentDocument
    ?.querySelector('trace-dependencies')
    ?.shadowRoot?.querySelectorAll('[part~="node"] [part~="node-shape"]').length ?? 0;

describe('the pages of the demo', () => {
  for (const page of ['index.html', 'plain.html', 'strict-csp.html', 'linked-traces.html']) {
    it(`${page} draws its traces`, async () => {
      const frame = await open(`/demo/${page}`);
      try {
        await waitUntil(() => drawnIn(frame) > 1, `${page} has drawn nothing`, { timeout: 8000 });
      } finally {
        frame.remove();
      }
    });
  }

  it('the gallery takes its theme from the address', async () => {
    const frame = await open('/demo/index.html?theme=dark&traces=bookinfo');
    try {
      await waitUntil(() => drawnIn(frame) === 8, 'it has not drawn', { timeout: 8000 });
      const root = frame.contentDocument!.documentElement;
      expect(frame.contentWindow!.getComputedStyle(root).colorScheme).to.equal('dark');
    } finally {
      frame.remove();
    }
  });
});
