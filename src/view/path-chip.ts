import { html, type TemplateResult } from 'lit';
import { shortId } from './details-rows.js';
import type { PathHighlight } from './graph-view-context.js';
import type { Strings } from './strings.js';

/** "Path of trace 4f2a01bc…9e1: 5 nodes, 3 levels". */
export function pathText({ traceId, nodes, levels }: PathHighlight, strings: Strings): string {
  return strings.tracePath(shortId(traceId), nodes.size, levels);
}

/** Says over the drawing whose path is shown, and clears it. */
export function pathChip(path: PathHighlight, strings: Strings, clear: () => void): TemplateResult {
  return html`<div class="path-chip" part="trace-path">
    <span title=${path.traceId}>${pathText(path, strings)}</span>
    <button
      class="button icon-button"
      part="clear-path-button"
      type="button"
      aria-label=${strings.clearPath}
      title=${strings.clearPath}
      @click=${clear}
    >
      <span aria-hidden="true">✕</span>
    </button>
  </div>`;
}
