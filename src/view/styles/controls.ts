import { css } from 'lit';

/** What floats over the drawing at its bottom: the settings, and room for the legend beside them. */
export const controlStyles = css`
  .dock {
    position: absolute;
    inset-inline: calc(var(--_space) * 2.5);
    inset-block-end: calc(var(--_space) * 2.5);
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    justify-content: space-between;
    gap: calc(var(--_space) * 2);
    pointer-events: none;
  }

  .dock .controls,
  .dock .legend,
  .dock .legend-toggle {
    pointer-events: auto;
  }

  .controls,
  .legend {
    margin: 0;
    padding: calc(var(--_space) * 1.75) calc(var(--_space) * 2.5);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.25);
    background: var(--_panel-background);
  }

  .controls {
    display: flex;
    flex-wrap: wrap;
    max-inline-size: 100%;
    align-items: flex-end;
    gap: calc(var(--_space) * 2.5);
  }

  .control {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 0.5);
    min-inline-size: 0;
  }

  .control-name {
    color: var(--_text-muted);
    font-size: 0.85em;
  }

  .select {
    max-inline-size: 17em;
    min-block-size: 2em;
  }

  /* Keys read from left to right in every language, and are cut at their end. */
  .select-text {
    flex: 1;
    direction: ltr;
    text-align: start;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .switches {
    display: grid;
    row-gap: 1px;
  }

  .switch {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    min-block-size: 24px;
    cursor: pointer;
    white-space: nowrap;
  }

  .switch input {
    appearance: none;
    flex: none;
    inline-size: 2.3em;
    block-size: 1.3em;
    margin: 0;
    border: 1px solid var(--_control-border);
    border-radius: 1em;
    background: var(--_button-background);
    cursor: pointer;
  }

  .switch input::before {
    content: '';
    display: block;
    inline-size: 0.9em;
    block-size: 0.9em;
    margin: calc(0.2em - 1px);
    border-radius: 50%;
    background: var(--_control-border);
    transition: margin var(--_duration) var(--_easing);
  }

  .switch input:checked {
    border-color: var(--_accent);
    background: var(--_accent);
  }

  .switch input:checked::before {
    margin-inline-start: 1.15em;
    background: var(--_surface);
  }

  .count,
  .tab-count {
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }

  @container trace-dependencies (width < 640px) {
    .dock {
      inset-inline: calc(var(--_space) * 1.5);
      inset-block-end: calc(var(--_space) * 1.5);
    }

    .with-details .dock {
      display: none;
    }

    .controls {
      flex-wrap: nowrap;
      gap: calc(var(--_space) * 2);
      inline-size: 100%;
      padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    }

    .group-by {
      flex: 1;
    }

    .group-by .select {
      max-inline-size: 100%;
    }

    .switches {
      flex: 1.2;
    }

    .switch {
      white-space: normal;
      line-height: 1.15;
    }

    .switches,
    .switch > span {
      min-inline-size: 0;
      overflow-wrap: anywhere;
      hyphens: auto;
    }
  }
`;
