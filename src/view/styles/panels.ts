import { css } from 'lit';

/** What floats over the drawing: settings and legend at the bottom. */
export const panelStyles = css`
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

  .menu {
    position: absolute;
    inset-block-end: calc(100% + 0.4em);
    inset-inline-start: 0;
    z-index: 2;
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 1.5);
    inline-size: min(22em, 88cqi);
    max-block-size: min(24em, 70cqb);
    padding: calc(var(--_space) * 2.5);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_menu-background);
    box-shadow: var(--_shadow);
  }

  .menu-help {
    margin: 0;
    color: var(--_text-muted);
    font-size: 0.85em;
  }

  .menu-filter {
    min-block-size: 2.1em;
    padding: 0 calc(var(--_space) * 2);
    border: 1px solid var(--_control-border);
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_button-background);
    color: var(--_button-text);
  }

  .menu-rows {
    overflow-y: auto;
    overscroll-behavior: contain;
  }

  .menu-row {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    min-block-size: 2em;
    padding: 0 calc(var(--_space) * 0.75);
    border-radius: calc(var(--_radius) / 2);
    cursor: pointer;
  }

  .menu-row:hover {
    background: var(--_row-hover);
  }

  .menu-row input {
    flex: none;
    margin: 0;
    accent-color: var(--_accent);
  }

  .menu-key {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    direction: ltr;
    text-align: start;
    unicode-bidi: isolate;
  }

  .menu-key:dir(rtl) {
    text-align: right;
  }

  .menu-share {
    color: var(--_text-muted);
    font-variant-numeric: tabular-nums;
  }

  .stub-menu {
    inset: 0 auto auto 0;
    z-index: 3;
    inline-size: min(25em, 100cqi - 12px);
    max-block-size: min(26em, 100cqb - 12px);
    overflow-y: auto;
  }

  /* Does not shrink under the hand of who types. */
  .stub-menu .menu-filter ~ .menu-rows {
    min-block-size: 6em;
  }

  .call {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    inline-size: 100%;
    min-block-size: 2.4em;
    padding: calc(var(--_space) * 0.75);
    border: 0;
    border-radius: calc(var(--_radius) / 2);
    background: none;
    text-align: start;
    cursor: pointer;
  }

  .call:hover {
    background: var(--_row-hover);
  }

  .call:focus-visible {
    outline-offset: -2px;
  }

  .call-text {
    flex: 1;
    min-inline-size: 0;
  }

  .call-title,
  .call-note {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    unicode-bidi: isolate;
  }

  .call-title {
    font-weight: 500;
  }

  .call-note {
    color: var(--_text-muted);
    font-size: 0.9em;
    font-variant-numeric: tabular-nums;
  }

  .call-action {
    color: var(--_accent);
  }

  .legend {
    display: grid;
    grid-template-columns: repeat(5, auto);
    gap: calc(var(--_space) * 0.5) calc(var(--_space) * 4);
    color: var(--_text-muted);
    font-size: 0.85em;
  }

  .legend-panel {
    display: grid;
    gap: calc(var(--_space) * 1.25);
    justify-items: end;
  }

  .legend-toggle {
    display: none;
  }

  .legend > * {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    white-space: nowrap;
  }

  .sample {
    flex: none;
    fill: none;
    stroke: var(--_text);
    stroke-width: 2px;
  }

  .sample .line.sync {
    stroke: var(--_edge);
  }

  .sample .line.async {
    stroke: var(--_edge-async);
    stroke-width: 4px;
    stroke-dasharray: 0.1 8;
    stroke-linecap: round;
  }

  .sample .orphan {
    stroke: var(--_edge);
    stroke-dasharray: 6 6;
  }

  .sample .stub-sample {
    stroke: var(--_edge-async);
    stroke-dasharray: 5 4;
  }

  .sample .head {
    fill: var(--_edge);
    stroke: none;
  }

  .sample .head.async {
    fill: var(--_edge-async);
  }

  .badge.sample-badge {
    position: static;
    margin-inline: 6px;
  }

  @container stage (width < 1240px) {
    .legend {
      grid-template-columns: repeat(4, auto);
    }
  }

  @container stage (width < 1080px) {
    .legend {
      grid-template-columns: repeat(2, auto);
    }
  }

  @container stage (width < 760px) or (height < 420px) {
    .legend-panel:not(.open) .legend {
      display: none;
    }

    .legend-toggle {
      display: inline-flex;
    }
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
