/** A picture as PNG, painted on a canvas: nothing is loaded, so no policy of the page can forbid it. */
import type { Mark, PathMark, BoxMark, Picture } from './marks.js';

/** Pixels for each CSS pixel, as on a high-density screen. */
const DENSITY = 2;

/** What all browsers can allocate: longer sides and larger areas give an empty canvas in some. */
const LIMITS = { side: 8192, area: 2 ** 26 } as const;

/**
 * Paints a picture; a very large one is made smaller.
 *
 * @throws {DOMException} `EncodingError` when the browser cannot make the image.
 */
export async function pngOf(picture: Picture): Promise<Blob> {
  const { x, y, width, height } = picture.frame;
  const scale = Math.min(
    DENSITY,
    LIMITS.side / Math.max(width, height),
    Math.sqrt(LIMITS.area / (width * height)),
  );
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(width * scale));
  canvas.height = Math.max(1, Math.floor(height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) throw new DOMException('This browser cannot paint the picture', 'EncodingError');
  pen.fillStyle = picture.background;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  for (const mark of picture.marks) {
    pen.setTransform(scale, 0, 0, scale, -x * scale, -y * scale);
    paint(pen, mark, picture.fontFamily);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new DOMException('This browser cannot encode the picture', 'EncodingError'));
    }, 'image/png'),
  );
}

function paint(pen: CanvasRenderingContext2D, mark: Mark, fontFamily: string): void {
  if (mark.type !== 'text') return paintOutline(pen, mark);
  pen.font = `${mark.bold ? 600 : 400} ${mark.size}px ${fontFamily}`;
  pen.textAlign = mark.anchor === 'start' ? 'left' : 'center';
  pen.fillStyle = mark.fill;
  pen.fillText(mark.text, mark.at.x, mark.at.y);
}

function paintOutline(pen: CanvasRenderingContext2D, mark: PathMark | BoxMark): void {
  if (mark.type === 'path' && mark.at) pen.translate(mark.at.x, mark.at.y);
  const path = mark.type === 'path' ? new Path2D(mark.data) : boxPath(mark);
  if (mark.fill) {
    pen.fillStyle = mark.fill;
    pen.fill(path);
  }
  if (!mark.stroke) return;
  pen.strokeStyle = mark.stroke;
  pen.lineWidth = mark.strokeWidth ?? 1;
  pen.setLineDash([...(mark.dash ?? [])]);
  pen.stroke(path);
}

function boxPath({ rect: { x, y, width, height }, radius }: BoxMark): Path2D {
  const path = new Path2D();
  path.roundRect(x, y, width, height, Math.min(radius, height / 2));
  return path;
}
