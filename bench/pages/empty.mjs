/** The reference: a page with nothing but a box that follows the pointer by a transform. */
let box;
let moved = 0;

export function draw(_graph, host) {
  box = document.createElement('div');
  box.style.cssText = 'inline-size: 2000px; block-size: 2000px; will-change: transform';
  host.append(box);
  host.addEventListener('pointermove', ({ buttons, movementX }) => {
    if (buttons === 0) return;
    moved += movementX;
    box.style.transform = `translate(${moved}px, 0)`;
  });
}

export const isDrawn = () => box.isConnected;

export const offset = () => moved;
