import { css } from 'lit';

/** The bars of durations, their names under the bar that is pointed at, and the axis. */
export const histogramStyles = css`
  .histogram {
    position: relative;
    margin-block-start: 0.4em;
    padding-block-end: 1.5em;
    direction: ltr;
  }

  .histogram svg {
    display: block;
    border-block-end: 1px solid var(--_control-border);
  }

  .bar {
    fill: var(--_histogram-bar);
  }

  .bar.failed {
    fill: var(--_surface);
    stroke: var(--_error);
    stroke-width: 1.5px;
  }

  .bins {
    position: absolute;
    inset: 0 0 1.5em;
    display: flex;
  }

  .bin {
    flex: 1;
    border-radius: 2px;
  }

  .bin:hover {
    background: var(--_row-hover);
  }

  .bin:focus-visible {
    outline-offset: 0;
  }

  .bin-name,
  .axis {
    position: absolute;
    inset: auto 0 0;
    margin: 0;
    color: var(--_text-muted);
    font-size: 0.92em;
    line-height: 1.5;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .bin-name {
    inset-block-end: -1.63em;
    visibility: hidden;
    color: var(--_text);
    text-align: center;
  }

  .bin:hover .bin-name,
  .bins:not(:hover) .bin:focus .bin-name {
    visibility: visible;
  }

  .axis {
    display: flex;
    justify-content: space-between;
  }

  .axis span,
  .bin-name {
    unicode-bidi: plaintext;
  }

  .bins:hover + .axis,
  .bins:focus-within + .axis {
    visibility: hidden;
  }
`;
