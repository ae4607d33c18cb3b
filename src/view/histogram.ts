import { html, nothing, svg, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Histogram, HistogramBin } from '../model/details.js';
import type { Formats } from './format.js';
import type { Strings } from './strings.js';

/** Height of the tallest bar, CSS pixels. */
const HEIGHT = 52;

/** The least that is drawn of something: one slow span among ten thousand is what people look for. */
const LEAST = 3;

/**
 * How durations are spread: bars, the failed part of each hollow and on top. The picture is hidden from assistive
 * technology; over it lie the bars' names, one tab stop, which arrow keys walk along. Nothing is drawn of durations
 * that are all the same.
 */
export function histogram({ bins }: Histogram, strings: Strings, formats: Formats): unknown {
  const [first] = bins;
  const last = bins.at(-1);
  if (!first || !last || bins.length < 2) return nothing;
  let tallest = first;
  let spans = 0;
  for (const bin of bins) {
    spans += bin.count;
    if (bin.count > tallest.count) tallest = bin;
  }
  const range = ({ from, to }: HistogramBin): string =>
    strings.range(formats.duration(from), formats.duration(to));
  const from = formats.duration(first.from);
  const to = formats.duration(last.to);
  // Other bars are other elements, so that the tab stop begins anew.
  return keyed(
    bins.length,
    html`<h4 class="details-heading">${strings.durations}</h4>
      <div class="histogram" part="histogram">
        <svg aria-hidden="true" width="100%" height=${HEIGHT}>
          ${bins.map((bin, index) => bar(bin, index, bins.length, tallest.count))}
        </svg>
        <div
          class="bins"
          role="group"
          aria-label=${strings.distribution(spans, from, to, range(tallest))}
          @keydown=${move}
        >
          ${bins.map((bin, index) => {
            const name = strings.bin(range(bin), bin.count, bin.errorCount);
            return html`<span class="bin" role="img" tabindex=${index === 0 ? 0 : -1} aria-label=${name}
              ><span class="bin-name">${name}</span></span
            >`;
          })}
        </div>
        <p class="axis" aria-hidden="true"><span>${from}</span><span>${to}</span></p>
      </div>`,
  );
}

function bar(
  { count, errorCount }: HistogramBin,
  index: number,
  bars: number,
  most: number,
): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  const width = 100 / bars;
  const scaled = (spans: number): number => (spans === 0 ? 0 : Math.max(LEAST, (HEIGHT * spans) / most));
  const failed = scaled(errorCount);
  const height = Math.min(HEIGHT, Math.max(scaled(count), failed + (errorCount < count ? LEAST : 0)));
  const place = (y: number, rows: number, name: string): TemplateResult =>
    svg`<rect class=${name} x="${(index + 0.08) * width}%" y=${y} width="${0.84 * width}%" height=${rows}></rect>`;
  return svg`${place(HEIGHT - height + failed, height - failed, 'bar')}
    ${failed === 0 ? nothing : place(HEIGHT - height, failed, 'bar failed')}`;
}

/** Moves the tab stop along the bars. Their `tabindex` is the browser's to keep: the template writes it only once. */
function move(event: KeyboardEvent): void {
  const bins = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('.bin')];
  const index = bins.indexOf(event.target as HTMLElement);
  const places: Record<string, number> = {
    ArrowRight: index + 1,
    ArrowLeft: index - 1,
    Home: 0,
    End: bins.length - 1,
  };
  const next = bins[places[event.key] ?? -1];
  if (event.key in places) event.preventDefault();
  if (!next) return;
  for (const bin of bins) bin.tabIndex = bin === next ? 0 : -1;
  next.focus();
}
