/**
 * The reference: a page with nothing but a box that follows the same pointer and wheel by a transform, with the least
 * that any pan and zoom needs: the place is summed up as events come, and written once per frame.
 */
const state = { x: 0, y: 0, scale: 1 };
let box;
let frame = null;

const write = () => {
  frame = null;
  box.style.transform = `translate(${state.x}px, ${state.y}px) scale(${state.scale})`;
};

const moved = () => {
  frame ??= requestAnimationFrame(write);
};

export function draw(_graph, host) {
  box = document.createElement('div');
  box.style.cssText =
    'inline-size: 2000px; block-size: 2000px; transform-origin: 0 0; will-change: transform';
  host.append(box);
  host.addEventListener('pointerdown', ({ pointerId }) => host.setPointerCapture(pointerId));
  host.addEventListener('pointermove', ({ buttons, movementX, movementY }) => {
    if (buttons === 0) return;
    state.x += movementX;
    state.y += movementY;
    moved();
  });
  host.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const factor = 2 ** (-event.deltaY * 0.02);
      state.x = event.clientX - (event.clientX - state.x) * factor;
      state.y = event.clientY - (event.clientY - state.y) * factor;
      state.scale *= factor;
      moved();
    },
    { passive: false },
  );
}

export const isDrawn = () => box.isConnected;

export const show = () => undefined;

export { readState as state };

function readState() {
  return { x: state.x, scale: state.scale };
}
