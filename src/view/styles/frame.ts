import { css } from 'lit';

/** The element's box and its three areas: bar, stage and details. It answers to its own width, not to the window's. */
export const frame = css`
  :host {
    display: block;
    box-sizing: border-box;
    block-size: 36rem;
    min-block-size: 16rem;
    contain: content;
    container: trace-dependencies / size;
    color: var(--_text);
    background: var(--_surface);
    font-family: var(--_font);
    font-size: var(--_font-size);
    line-height: 1.4;
    text-align: start;
  }

  :host([hidden]) {
    display: none;
  }

  * {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  /* Not by a percentage: where a flex box gives the host its height, that would be none in WebKit. */
  .frame {
    position: absolute;
    inset: 0;
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr) auto;
    grid-template-areas: 'bar bar' 'stage details';
  }

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

  .stage {
    grid-area: stage;
    position: relative;
    /* The drawing lies under all that floats; the tables stand above the settings. */
    display: grid;
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    container: stage / size;
    overflow: hidden;
    min-inline-size: 0;
    min-block-size: 0;
  }

  /* Its size is that of a label: \`size-watch.ts\` is told when a font, a font size or the space changes. */
  .size-probe {
    position: absolute;
    padding-inline-start: var(--_space);
    font-weight: 600;
    white-space: nowrap;
    visibility: hidden;
    pointer-events: none;
  }

  .size-probe::before {
    content: 'Wigqm 0123456789';
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

  .problem-list,
  .export-menu {
    inset-block: calc(100% + 0.4em) auto;
    inset-inline: auto 0;
    margin: 0;
    overflow-y: auto;
  }

  .export-menu {
    gap: 0;
    inline-size: max-content;
    padding: var(--_space);
  }

  .menu-item {
    min-block-size: 2.2em;
    padding-inline: calc(var(--_space) * 2);
    border: 0;
    border-radius: calc(var(--_radius) / 2);
    background: none;
    text-align: start;
    cursor: pointer;
  }

  .menu-item:hover {
    background: var(--_row-hover);
  }

  .problem-list strong {
    font-weight: 500;
  }

  .problem-list code {
    display: block;
    color: var(--_text-muted);
    font-size: 0.9em;
    overflow-wrap: anywhere;
  }

  button,
  select,
  input {
    font: inherit;
    color: inherit;
  }

  .button,
  .select {
    display: inline-flex;
    align-items: center;
    gap: var(--_space);
    min-block-size: 2.15em;
    padding: 0 calc(var(--_space) * 2.5);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_button-background);
    color: var(--_button-text);
    cursor: pointer;
    white-space: nowrap;
  }

  .button:hover,
  .select:hover {
    border-color: var(--_control-border);
  }

  .button[aria-pressed='true'] {
    border-color: var(--_accent);
    background: linear-gradient(var(--_row-selected) 0 0), var(--_button-background);
  }

  .icon-button {
    flex: none;
    padding: 0;
    inline-size: 2.15em;
    justify-content: center;
  }

  .button-icon {
    display: block;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.4px;
    stroke-linecap: round;
  }

  .button:disabled {
    color: var(--_text-muted);
    cursor: default;
    opacity: 0.6;
  }

  .button-group {
    display: inline-flex;
    gap: var(--_space);
  }

  :focus {
    outline: none;
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .message {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: calc(var(--_space) * 0.75);
    padding: calc(var(--_space) * 6);
    text-align: center;
    color: var(--_text-muted);
    pointer-events: none;
  }

  .message strong {
    color: var(--_text);
    font-size: 1.15em;
    font-weight: 600;
  }

  .load {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.5em 0.75em;
    font-variant-numeric: tabular-nums;
    pointer-events: auto;
  }

  .load progress {
    inline-size: 12em;
    accent-color: var(--_accent);
  }

  /* As wide as its longest text, nearly: the button stays where it is while the figures grow. */
  .load-text {
    min-inline-size: 8em;
  }

  .load-chip {
    position: absolute;
    z-index: 1;
    inset-block-start: 0.75em;
    inset-inline: 0.75em;
    inline-size: fit-content;
    max-inline-size: calc(100% - 1.5em);
    margin-inline: auto;
    padding-block: 0.25em;
    padding-inline: 0.9em 0.25em;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.25);
    background: var(--_surface-raised);
    box-shadow: var(--_shadow);
  }

  .load-chip ~ :is(.path-chip, .notice) {
    inset-block-start: 4em;
  }

  .notice {
    position: absolute;
    inset-block-start: calc(var(--_space) * 2.5);
    inset-inline: calc(var(--_space) * 2.5);
    inline-size: fit-content;
    margin-inline: auto;
    padding: calc(var(--_space) * 1.25) calc(var(--_space) * 3);
    border-radius: 2em;
    background: var(--_notice-background);
    color: var(--_notice-text);
    pointer-events: none;
    white-space: nowrap;
  }

  .path-chip {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    max-inline-size: 100%;
    padding-block: calc(var(--_space) * 0.75);
    padding-inline: calc(var(--_space) * 3) calc(var(--_space) * 0.75);
    border: 1px solid var(--_accent);
    border-radius: calc(var(--_radius) * 1.25);
    background: var(--_panel-background);
    box-shadow: var(--_shadow);
    font-variant-numeric: tabular-nums;
  }

  .narrow {
    display: none;
  }

  /* Zooming can be done by the other buttons, saving by hosts. */
  @container trace-dependencies (width < 960px) {
    .roomy {
      display: none;
    }
  }

  @container trace-dependencies (width < 640px) {
    .wide {
      display: none;
    }

    .narrow {
      display: block;
    }

    .frame {
      grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
      grid-template-areas: 'bar' 'stage' 'details';
    }

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
