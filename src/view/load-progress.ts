import { html, nothing, type TemplateResult } from 'lit';
import type { Formats } from './format.js';
import type { Strings } from './strings.js';

/** How far a load has come. */
export interface LoadProgress {
  /** `reading` turns the input into spans; `grouping` makes the drawing of them. */
  readonly stage: 'reading' | 'grouping';
  /** Of the reading, from 0 to 1; `null` while nothing is known. */
  readonly fraction: number | null;
  /** Size of the input, in bytes or characters; `null` where it is objects. */
  readonly bytes: number | null;
  /** Spans that were read; `null` while they are being read. */
  readonly spans: number | null;
}

/** "45 % of 430 MB", or what is done with the spans. */
function progressText(
  { stage, fraction, bytes, spans }: LoadProgress,
  strings: Strings,
  formats: Formats,
): string {
  if (stage === 'grouping') return spans === null ? strings.loading : strings.grouping(spans);
  if (fraction === null) return strings.loading;
  const percent = formats.percent(fraction);
  return bytes === null ? strings.progress(percent) : strings.loaded(percent, formats.size(bytes));
}

/** How far a load has come, and a way to stop it. */
export function loadProgress(
  state: LoadProgress,
  strings: Strings,
  formats: Formats,
  cancel: () => void,
): TemplateResult {
  const { stage, fraction } = state;
  const text = progressText(state, strings, formats);
  return html`<div class="load" part="load-progress">
    ${
      // Without a value the bar says that something goes on, not how far it is.
      stage === 'reading' && fraction !== null
        ? html`<progress
            aria-label=${strings.loading}
            aria-valuetext=${text}
            max="1"
            .value=${fraction}
          ></progress>`
        : html`<progress aria-label=${text} max="1"></progress>`
    }
    <span class="load-text" aria-hidden=${stage === 'reading' && fraction !== null ? 'true' : nothing}
      >${text}</span
    >
    <button class="button" part="cancel-button" type="button" @click=${cancel}>${strings.cancel}</button>
  </div>`;
}
