import { expect } from '@open-wc/testing';
import { engine, resize, shot } from '../browser-commands.js';

describe('commands of the test runner', () => {
  it('say which engine runs the test', async () => {
    const agent = navigator.userAgent;
    const expected = agent.includes('Firefox/')
      ? 'firefox'
      : agent.includes('Chrome/')
        ? 'chromium'
        : 'webkit';
    expect(await engine()).to.equal(expected);
  });

  it('give the viewport the size that was asked for', async () => {
    for (const [width, height] of [
      [640, 480],
      [1024, 700],
    ] as const) {
      await resize(width, height);
      expect([innerWidth, innerHeight]).to.deep.equal([width, height]);
    }
  });

  it('take a picture of exactly one element', async () => {
    const square = document.createElement('div');
    square.style.cssText = 'position:fixed;left:30px;top:20px;width:40px;height:30px;background:rgb(0 128 0)';
    document.body.append(square);
    try {
      const { width, height, colours, png } = await shot(square, 'square');
      expect([width, height]).to.deep.equal([40 * devicePixelRatio, 30 * devicePixelRatio]);
      expect(colours).to.equal(1);
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      expect(context?.getImageData(5, 5, 1, 1).data).to.deep.equal(new Uint8ClampedArray([0, 128, 0, 255]));
    } finally {
      square.remove();
    }
  });
});
