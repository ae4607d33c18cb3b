import { html, nothing, type TemplateResult } from 'lit';
import { shortId } from './details-rows.js';
import type { PathHighlight } from './graph-view-context.js';
import type { Strings } from './strings.js';

/** "Path of trace 4f2a01bc…9e1: 5 nodes, 3 levels". */
export function pathText({ traceId, nodes, levels }: PathHighlight, strings: Strings): string {
  return strings.tracePath(shortId(traceId), nodes.size, levels);
}

/** Says over the drawing why it does not show all there is, or not all alike, and takes that back. */
export interface Chip {
  /** Part names of the chip and of its button. */
  readonly part: string;
  readonly buttonPart: string;
  readonly text: string;
  readonly title?: string;
  readonly clearName: string;
  readonly clear: () => void;
}

/** The chips, one under the other. */
export function chips(list: readonly Chip[]): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`<div class="chips">${list.map(chip)}</div>`;
}

function chip({ part, buttonPart, text, title, clearName, clear }: Chip): TemplateResult {
  return html`<div class="path-chip" part=${part}>
    <span title=${title ?? text}>${text}</span>
    <button
      class="button icon-button"
      part=${buttonPart}
      type="button"
      aria-label=${clearName}
      title=${clearName}
      @click=${clear}
    >
      <span aria-hidden="true">✕</span>
    </button>
  </div>`;
}
