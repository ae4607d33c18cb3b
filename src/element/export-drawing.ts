/** Takes what is drawn elsewhere: as a picture in the colours of the theme, or as text for other tools. */
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { SavedFormat } from '../view/export-menu.js';
import type { PictureColours, PictureStyle } from '../view/export/index.js';
import { shareText } from '../view/critical-marks.js';
import { textMeasure } from '../view/measure-text.js';
import type { Scene } from '../view/scene.js';
import { SERIES_COUNT } from '../view/series.js';
import type { DrawingController } from './drawing-controller.js';
import { failureText } from './failure-text.js';
import { summaryText } from './frame-state.js';
import { fontsOf } from './scene-settings.js';

/** Formats of `exportImage()`. */
export type ImageFormat = 'svg' | 'png';

/** Formats of `exportText()`. */
export type TextFormat = 'mermaid' | 'dot' | 'json';

/** Where the name of a format is not what its files are called. */
const EXTENSIONS: Readonly<Partial<Record<SavedFormat, string>>> = { mermaid: 'mmd' };

const load = async () => import('../view/export/index.js');

/** Makes files of what an element draws. The code for it is loaded when it is first needed. */
export class DrawingExporter {
  readonly #view: DrawingController;

  constructor(view: DrawingController) {
    this.#view = view;
  }

  /** Hands the browser a file, named after the first operation. What goes wrong is told as a problem. */
  async save(format: SavedFormat): Promise<void> {
    try {
      const isImage = format === 'svg' || format === 'png';
      const blob = isImage
        ? await this.image(format)
        : new Blob([await this.text(format)], {
            type: format === 'json' ? 'application/json' : 'text/plain',
          });
      const start = this.#view.scene?.start?.title ?? '';
      const name = start.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'traces';
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = `${name}.${EXTENSIONS[format] ?? format}`;
      link.click();
      // The download has begun by then; a browser that asks where to put it keeps the blob itself.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      this.#view.problemLog.add({ code: 'export-failed', count: 1, example: failureText(error) });
    }
  }

  async text(format: TextFormat): Promise<string> {
    checkFormat(format, ['mermaid', 'dot', 'json']);
    const { dotOf, jsonOf, mermaidOf, outlineOf } = await load();
    const { scene, graph } = this.#drawn();
    if (format === 'json') return jsonOf(graph);
    const outline = outlineOf(scene, this.#view.strings, this.#view.formats);
    return format === 'dot' ? dotOf(outline) : mermaidOf(outline);
  }

  async image(format: ImageFormat): Promise<Blob> {
    checkFormat(format, ['svg', 'png']);
    const { pictureOf, pngOf, svgOf } = await load();
    const { scene } = this.#drawn();
    const { marks, text } = this.#view.critical;
    const title = [summaryText(this.#view), marks ? text : ''].filter(Boolean).join(' · ');
    const picture = pictureOf(scene, styleOf(this.#view), title, marks);
    return format === 'png' ? pngOf(picture) : new Blob([svgOf(picture)], { type: 'image/svg+xml' });
  }

  #drawn(): { readonly scene: Scene; readonly graph: DependencyGraph } {
    const { scene, graph } = this.#view;
    if (!scene || !graph) throw new DOMException('Nothing is drawn', 'InvalidStateError');
    return { scene, graph };
  }
}

function checkFormat<Format extends string>(format: Format, formats: readonly Format[]): void {
  if (!formats.includes(format)) throw new TypeError(`"${format}" is none of ${formats.join(', ')}`);
}

function styleOf({ element, formats, strings }: DrawingController): PictureStyle {
  const { scale, space } = fontsOf(element);
  const measure = textMeasure();
  const resolve = new TokenReader(element);
  const series = Array.from({ length: SERIES_COUNT }, (_, index) => `var(--_series-${index + 1})`);
  const colour = (name: string): string => resolve.colour(`var(--_${name})`);
  const colours: PictureColours = {
    surface: colour('surface'),
    band: colour('band'),
    border: colour('border'),
    textMuted: colour('text-muted'),
    nodeText: colour('node-text'),
    error: colour('error'),
    errorText: colour('error-text'),
    badgeBackground: colour('badge-background'),
    badgeText: colour('badge-text'),
    edge: colour('edge'),
    edgeAsync: colour('edge-async'),
    edgeError: colour('edge-error'),
    edgeCritical: colour('edge-critical'),
    criticalText: colour('critical-text'),
    edgeLabelBackground: colour('edge-label-background'),
    edgeLabelText: colour('edge-label-text'),
    stubBackground: colour('stub-background'),
    stubText: colour('stub-text'),
    series: series.map((value) => resolve.colour(value)),
    seriesFill: series.map((value) =>
      resolve.colour(`color-mix(in srgb, ${value} var(--_node-fill), var(--_surface))`),
    ),
  };
  const style = {
    colours,
    scale,
    space,
    fontFamily: getComputedStyle(element).fontFamily || 'sans-serif',
    edgeWidth: resolve.length('var(--_edge-width)'),
    edgeCriticalWidth: resolve.length('var(--_edge-critical-width)'),
    nodeBorderWidth: resolve.length('var(--_node-border-width)'),
    number: (value: number) => formats.number(value),
    share: (part: number) => shareText(part, formats),
    times: (number: string) => strings.times(number),
    measure: (text: string, font: string) => measure.width(text, font),
  };
  resolve.end();
  return style;
}

/** Makes plain values of tokens, by an element that nobody sees: only style resolution knows what they come to. */
class TokenReader {
  readonly #probe = document.createElement('span');
  readonly #pen: CanvasRenderingContext2D | null;

  constructor({ shadowRoot }: HTMLElement) {
    this.#probe.hidden = true;
    shadowRoot?.append(this.#probe);
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    this.#pen = canvas.getContext('2d', { willReadFrequently: true });
  }

  /** As `rgb()` or `rgba()`: what a browser makes of `color-mix()` other programs do not know. */
  colour(value: string): string {
    this.#probe.style.color = value;
    const { color } = getComputedStyle(this.#probe);
    if (!this.#pen) return color;
    this.#pen.clearRect(0, 0, 1, 1);
    this.#pen.fillStyle = color;
    this.#pen.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 255] = this.#pen.getImageData(0, 0, 1, 1).data;
    const rgb = `${red}, ${green}, ${blue}`;
    return alpha === 255 ? `rgb(${rgb})` : `rgba(${rgb}, ${Math.round((alpha / 255) * 1000) / 1000})`;
  }

  /** In CSS pixels. */
  length(value: string): number {
    this.#probe.style.outlineOffset = value;
    return Number.parseFloat(getComputedStyle(this.#probe).outlineOffset) || 1;
  }

  end(): void {
    this.#probe.remove();
  }
}
