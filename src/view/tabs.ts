import { html, type TemplateResult } from 'lit';
import type { Formats } from './format.js';

/** A tab; its content is rendered only while it is shown. */
export interface Tab {
  readonly name: string;
  readonly title: string;
  readonly count: number;
  readonly content: () => TemplateResult;
}

/**
 * Tabs after the pattern of the ARIA Authoring Practices: one tab stop, arrow keys move and select, Home and End go to
 * the ends. An unknown name shows the first tab.
 */
export function tabs(
  list: readonly Tab[],
  chosen: string,
  label: string,
  formats: Formats,
  show: (name: string) => void,
): TemplateResult {
  const current = list.find((tab) => tab.name === chosen) ?? list[0];
  return html`<div
      class="tabs"
      role="tablist"
      aria-label=${label}
      @keydown=${(event: KeyboardEvent) => move(event, list, current, show)}
    >
      ${list.map(
        (tab) =>
          html`<button
            class="tab"
            id="tab-${tab.name}"
            type="button"
            role="tab"
            aria-selected=${tab === current}
            aria-controls="tab-panel"
            tabindex=${tab === current ? 0 : -1}
            @click=${() => show(tab.name)}
          >
            ${tab.title} <span class="tab-count">${formats.shortNumber(tab.count)}</span>
          </button>`,
      )}
    </div>
    <div
      class="tab-panel"
      id="tab-panel"
      role="tabpanel"
      tabindex="0"
      aria-labelledby="tab-${current?.name ?? ''}"
    >
      ${current?.content()}
    </div>`;
}

function move(
  event: KeyboardEvent,
  list: readonly Tab[],
  current: Tab | undefined,
  show: (name: string) => void,
): void {
  const index = current ? list.indexOf(current) : 0;
  const rightToLeft = getComputedStyle(event.currentTarget as Element).direction === 'rtl';
  const step = rightToLeft ? -1 : 1;
  const targets: Record<string, number> = {
    ArrowRight: index + step,
    ArrowLeft: index - step,
    Home: 0,
    End: list.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  const tab = list[(target + list.length) % list.length];
  if (!tab) return;
  event.preventDefault();
  show(tab.name);
  const bar = event.currentTarget as Element;
  bar.querySelector<HTMLElement>(`#tab-${tab.name}`)?.focus();
}
