import { css } from 'lit';

/** The grid of traces: rows of one height, which `virtual-rows.ts` counts on. */
export const traceListStyles = css`
  .trace-list {
    --_row-height: 3.3em;
    /* Rows reach a little beyond the panel's texts, so that a picked one has room at its ends. */
    margin: calc(var(--_space) * -0.75) calc(var(--_space) * -2) 0;
  }

  .trace-head {
    position: sticky;
    /* The panel's padding counts as out of view for what is sticky. */
    inset-block-start: calc(var(--_space) * -3);
    z-index: 1;
    background: var(--_panel-background);
  }

  .trace-columns,
  .trace-row {
    display: grid;
    grid-template:
      'trace duration spans errors' 1.55em 'start start action action' 1.45em / minmax(0, 1fr)
      4.7em 3.4em 3.4em;
    column-gap: 0.3em;
    padding-inline: calc(var(--_space) * 2);
    align-items: center;
    border-block-end: 1px solid var(--_border);
  }

  .trace-columns {
    grid-template: 'start duration spans errors' auto / minmax(0, 1fr) 4.7em 3.4em 3.4em;
    min-block-size: 24px;
  }

  .column {
    text-align: end;
  }

  .column:first-of-type,
  .column-start {
    text-align: start;
  }

  .sort {
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
    min-block-size: 26px;
    padding: 0;
    border: 0;
    border-radius: calc(var(--_radius) / 2);
    background: none;
    color: var(--_text-muted);
    font-size: 0.88em;
    white-space: nowrap;
    cursor: pointer;
  }

  .sort:hover,
  [aria-sort='ascending'] .sort,
  [aria-sort='descending'] .sort {
    color: var(--_text);
  }

  [aria-sort='ascending'] .sort,
  [aria-sort='descending'] .sort {
    font-weight: 600;
  }

  .virtual-rows {
    position: relative;
    block-size: calc(var(--_rows, 0) * var(--_row-height));
  }

  .trace-row {
    position: absolute;
    inset-inline: 0;
    inset-block-start: 0;
    block-size: var(--_row-height);
    align-content: center;
    cursor: pointer;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .trace-row:hover {
    background: var(--_row-hover);
  }

  .trace-row.picked {
    background: var(--_row-selected);
    box-shadow: inset 3px 0 var(--_accent);
  }

  .trace-row:focus-visible {
    outline-offset: -2px;
  }

  .column-trace {
    grid-area: trace;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .column-start {
    grid-area: start;
    color: var(--_text-muted);
  }

  .column-duration {
    grid-area: duration;
    text-align: end;
  }

  .column-spans {
    grid-area: spans;
    text-align: end;
  }

  .column-errors {
    grid-area: errors;
    text-align: end;
  }

  .column-action {
    grid-area: action;
    text-align: end;
  }

  .placeholder {
    grid-area: trace;
    inline-size: 70%;
    block-size: 0.6em;
    border-radius: 0.3em;
    background: var(--_border);
  }

  /* Ids read from left to right in every language; a figure as the letters of its unit do. */
  .column-trace:dir(rtl) {
    direction: ltr;
    text-align: right;
  }

  .column-duration {
    unicode-bidi: plaintext;
  }

  .column-duration:dir(rtl) {
    text-align: left;
  }

  @media (forced-colors: active) {
    .trace-row.picked {
      outline: 3px solid var(--_node-selected);
      outline-offset: -3px;
    }

    .placeholder {
      forced-color-adjust: none;
    }
  }
`;
