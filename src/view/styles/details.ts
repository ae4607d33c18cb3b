import { css } from 'lit';
import { histogramStyles } from './histogram.js';
import { traceListStyles } from './trace-list.js';

/** The panel beside the drawing; a sheet below it where the element is narrow. */
const panel = css`
  .details {
    grid-area: details;
    position: relative;
    inline-size: clamp(19em, 26cqi, 24em);
    padding: calc(var(--_space) * 3) calc(var(--_space) * 3.5);
    border-inline-start: 1px solid var(--_border);
    background: var(--_panel-background);
    overflow-y: auto;
    overscroll-behavior: contain;
    overflow-wrap: anywhere;
  }

  .details .close {
    position: absolute;
    inset-block-start: calc(var(--_space) * 2.5);
    inset-inline-end: calc(var(--_space) * 2.5);
    border-color: transparent;
    background: none;
  }

  .details-title {
    margin: 0;
    padding-inline-end: 2.2em;
    font-size: 1.2em;
    line-height: 1.3;
    font-weight: 650;
  }

  .details-title .link {
    display: inline-block;
    margin-block: -0.15em;
    padding-block: 0.15em;
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }

  .details-meta,
  .details-note {
    margin: calc(var(--_space) * 0.75) 0 0;
    color: var(--_text-muted);
  }

  .details-note {
    color: var(--_warning);
  }

  .details .key {
    font-weight: 600;
  }

  .details-heading {
    margin: calc(var(--_space) * 3) 0 0;
    color: var(--_text-muted);
    font-size: 1em;
    font-weight: 400;
  }

  .link {
    padding: 0;
    border: 0;
    border-radius: calc(var(--_radius) / 2);
    background: none;
    color: var(--_accent);
    font: inherit;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
    unicode-bidi: isolate;
  }

  .link:hover {
    text-decoration: underline;
  }

  /* Three in a row, and two where a figure needs more room. */
  .figures {
    --_gap: calc(var(--_space) * 1.5);
    display: grid;
    grid-template-columns: repeat(
      auto-fill,
      minmax(max((100% - 2 * var(--_gap)) / 3 - 0.05px, 4em + 4 * var(--_space)), 1fr)
    );
    gap: var(--_gap);
    margin: calc(var(--_space) * 2) 0 0;
  }

  .figure {
    display: flex;
    flex-direction: column-reverse;
    padding: calc(var(--_space) * 1.25) calc(var(--_space) * 2);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_surface);
  }

  .figure dd {
    margin: 0;
    font-weight: 650;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .figure dt {
    color: var(--_text-muted);
    font-size: 0.9em;
  }

  .figure.failed dd,
  .failed-text {
    color: var(--_error);
  }

  .figure.chosen {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }

  .in-lines {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 3);
  }

  .in-lines .figure {
    flex-direction: row;
    gap: var(--_space);
    padding: 0;
    border: 0;
    background: none;
    outline: 0;
  }

  .in-lines .figure dt {
    font-size: 1em;
  }

  .in-lines .chosen {
    border-block-end: 2px solid var(--_accent);
  }

  .tabs {
    display: flex;
    gap: calc(var(--_space) * 2.5);
    margin-block-start: calc(var(--_space) * 3.5);
    border-block-end: 1px solid var(--_border);
    overflow-x: auto;
  }

  .tab {
    min-block-size: 2.1em;
    padding: 0;
    border: 0;
    border-block-end: 2px solid transparent;
    background: none;
    white-space: nowrap;
    cursor: pointer;
  }

  .tab .tab-count {
    font-size: 0.9em;
  }

  .tab:focus-visible {
    outline-offset: -2px;
  }

  .tab[aria-selected='true'] {
    border-block-end-color: var(--_accent);
    font-weight: 600;
  }

  .tab-panel {
    padding-block: calc(var(--_space) * 0.75);
  }

  .rows {
    margin: 0;
    padding: 0;
  }

  .rows > * {
    padding-block: calc(var(--_space) * 1.25);
    border-block-end: 1px solid var(--_border);
  }

  .row {
    display: flex;
    align-items: baseline;
    gap: calc(var(--_space) * 2);
    min-block-size: 24px;
  }

  .row-name {
    flex: 1;
    min-inline-size: 0;
    font-variant-numeric: tabular-nums;
  }

  .row-time,
  .row-tag,
  .row-note {
    color: var(--_text-muted);
  }

  .row-time,
  .row-figure {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .row-note {
    margin: 0;
    font-size: 0.92em;
  }

  .row-action {
    min-inline-size: 3.2em;
    font-size: 0.92em;
    text-align: end;
  }

  .attributes {
    margin: calc(var(--_space) * 0.75) 0 0;
    font-size: 0.92em;
  }

  .attributes > div {
    padding-block: calc(var(--_space) * 0.5);
  }

  .attributes dt {
    color: var(--_text-muted);
  }

  .attributes dd {
    margin: 0;
  }

  .in-row > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 2);
    padding: 0;
  }

  .attributes .value {
    white-space: pre-wrap;
  }

  .arrow {
    display: inline-block;
    white-space: pre;
  }

  .arrow:dir(rtl) {
    scale: -1 1;
  }

  /* A figure reads as the letters of its unit do, and keeps to the side of its column. */
  .figure dd,
  .row-figure {
    unicode-bidi: plaintext;
  }

  .figure dd:dir(rtl) {
    text-align: right;
  }

  .more {
    margin-block-start: calc(var(--_space) * 2);
  }

  @container trace-dependencies (width < 640px) {
    .details {
      inline-size: auto;
      max-block-size: 48cqb;
      border-inline-start: 0;
      border-block-start: 1px solid var(--_border);
      box-shadow: var(--_shadow);
    }
  }

  @media (forced-colors: active) {
    .tab:not([aria-selected='true']) {
      border-color: var(--_surface);
    }
  }
`;

/** The panel with what it holds. */
export const detailsStyles = [panel, histogramStyles, traceListStyles];
