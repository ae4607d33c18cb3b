/**
 * Writes pictures with a palette, about a third of the size of true colour: pictures that are kept in the repository
 * stay small. What fits no colour of the palette exactly gets a near one.
 */
import { deflateSync } from 'node:zlib';

/** Pixels row by row from the top left corner, four bytes each: red, green, blue, opacity. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const MOST_COLOURS = 256;

/** A PNG file with at most 256 colours. Opacity is dropped. */
export function encodeIndexed(picture: Picture): Buffer {
  const colours = coloursOf(picture);
  const palette = paletteOf(colours);
  const indexOf = new Map([...colours.keys()].map((colour) => [colour, nearest(palette, colour)]));
  const { width, height } = picture;
  const rows = Buffer.alloc((width + 1) * height); // each row begins with its filter, 0 for none
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = indexOf.get(colourAt(picture, y * width + x)) ?? 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // eight bits, a palette, the usual compression and filters, not interlaced
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The colour of a pixel as one number of 24 bits. */
export function colourAt({ data }: Picture, pixel: number): number {
  const at = pixel * 4;
  return ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
}

/** How far two colours are apart: the largest difference of a channel, 0 to 255. */
export function distance(one: number, other: number): number {
  const red = Math.abs((one >> 16) - (other >> 16));
  const green = Math.abs(((one >> 8) & 255) - ((other >> 8) & 255));
  const blue = Math.abs((one & 255) - (other & 255));
  return Math.max(red, green, blue);
}

/** Colours and how many pixels have them. */
function coloursOf(picture: Picture): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let pixel = 0; pixel < picture.width * picture.height; pixel++) {
    const colour = colourAt(picture, pixel);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}

/**
 * The most frequent colours, none nearer to another than needed for all colours to be about as near to one of them:
 * rare hues find room as well.
 */
function paletteOf(colours: ReadonlyMap<number, number>): readonly number[] {
  const byFrequency = [...colours]
    .sort(([a, many], [b, more]) => more - many || a - b)
    .map(([colour]) => colour);
  for (let near = 0; ; near = near * 2 + 1) {
    const palette: number[] = [];
    for (const colour of byFrequency) {
      if (palette.some((other) => distance(other, colour) <= near)) continue;
      palette.push(colour);
      if (palette.length > MOST_COLOURS) break;
    }
    if (palette.length <= MOST_COLOURS) return palette;
  }
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0;
  let least = Infinity;
  for (const [index, other] of palette.entries()) {
    const apart = distance(other, colour);
    if (apart >= least) continue;
    best = index;
    least = apart;
  }
  return best;
}

const channels = (colour: number): readonly number[] => [colour >> 16, (colour >> 8) & 255, colour & 255];

/** PNG specification, section 5.3: length, type, data, checksum of type and data. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** PNG specification, annex D. (Node has one from 20.15 on; 20.0 is enough here.) */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
