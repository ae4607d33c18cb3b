import { css } from 'lit';

/** The bar: summary, buttons, and what they open. */
export const barStyles = css`
  .bar {
    position: relative;
    z-index: 1;
    grid-area: bar;
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2.5);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    min-block-size: 3.2em;
    border-block-end: 1px solid var(--_border);
    background: var(--_toolbar-background);
  }

  .bar h2 {
    margin: 0;
    font-size: 1em;
    font-weight: 650;
  }

  .summary {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    color: var(--_text-muted);
  }

  .summary,
  .summary > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .summary.named {
    display: flex;
  }

  .summary > span {
    flex-shrink: 9999;
    white-space: pre;
  }

  /* The bar places what is in it, and may put the field for finding on a line of its own. */
  .tools {
    display: contents;
  }

  .following {
    margin: 0;
    color: var(--_text-muted);
    white-space: nowrap;
  }

  .simplified {
    color: var(--_warning);
    white-space: nowrap;
  }

  .problems,
  .export {
    position: relative;
  }

  .problems summary,
  .export summary {
    list-style: none;
  }

  .problems summary {
    color: var(--_text-muted);
  }

  .problems summary::-webkit-details-marker,
  .export summary::-webkit-details-marker {
    display: none;
  }

  @container trace-dependencies (width < 640px) {
    .bar {
      gap: calc(var(--_space) * 1.5);
      padding: calc(var(--_space) * 1.25) calc(var(--_space) * 2);
    }

    /* Not 'display: none': the levels' headings are below it in the outline that screen readers give. */
    .bar h2 {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      margin: -1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
`;
