/** Calm change: boxes move from where they were to where they are, so that eyes can follow them. */

/** More boxes than this are not followed by any eye, and would cost the frames that they are to please. */
const MOST = 500;

/** A way across the drawing takes longer than what else moves: a factor. */
const SLOWNESS = 2;

/** Where the boxes of nodes are on the screen, by node id. */
export type Places = ReadonlyMap<string, DOMRect>;

/** To be asked before the drawing changes. */
export function placesOf(root: ParentNode): Places {
  const boxes = [...root.querySelectorAll<HTMLElement>('.node')];
  if (boxes.length > MOST) return new Map();
  return new Map(boxes.map((box) => [box.dataset['nodeId'] ?? '', box.getBoundingClientRect()]));
}

/**
 * Lets the nodes of a drawing that has just been rendered move to their places, and its lines appear. It takes the
 * theme's duration, which is 0 where motion is not wanted: nothing moves then.
 */
export function glide(root: ParentNode, from: Places): void {
  const canvas = root.querySelector<HTMLElement>('.canvas');
  if (!canvas || from.size === 0) return;
  const style = getComputedStyle(canvas);
  const duration = SLOWNESS * milliseconds(style.getPropertyValue('--_duration'));
  if (!(duration > 0)) return;
  const easing = style.getPropertyValue('--_easing').trim() || 'ease';
  // All is measured before anything moves: a measure after a move would lay out the page once more for each box.
  const moves = [...canvas.querySelectorAll<HTMLElement>('.node')].flatMap((box) => {
    const before = from.get(box.dataset['nodeId'] ?? '');
    if (!before) return [];
    const after = box.getBoundingClientRect();
    const scale = after.width / box.offsetWidth;
    return [{ box, x: (before.x - after.x) / scale, y: (before.y - after.y) / scale }];
  });
  for (const { box, x, y } of moves) {
    if (Number.isFinite(x) && Number.isFinite(y) && (x !== 0 || y !== 0))
      box.animate({ translate: [`${x}px ${y}px`, '0 0'] }, { duration, easing });
  }
  for (const lines of canvas.querySelectorAll('.edges, .edge-label'))
    lines.animate({ opacity: [0, 1] }, { duration, easing: 'ease-in' });
}

/** Of a duration in CSS; `NaN` where it is none. */
function milliseconds(text: string): number {
  return parseFloat(text) * (/\dms\s*$/.test(text) ? 1 : 1000);
}
