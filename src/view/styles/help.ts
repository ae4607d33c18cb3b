import { css } from 'lit';

/** The help on keys, a dialog in front of the page. */
export const helpStyles = css`
  .help {
    max-inline-size: min(34em, calc(100vw - 2em));
    max-block-size: calc(100vh - 2em);
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-family: var(--_font);
    font-size: var(--_font-size);
    box-shadow: var(--_shadow);
  }

  .help::backdrop {
    background: color-mix(in srgb, var(--_surface) 60%, transparent);
  }

  .help-content {
    padding: 1em 1.25em 1.25em;
  }

  .help-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1em;
    margin-block-end: 0.75em;
  }

  .help-title {
    margin: 0;
    font-size: 1.15em;
    font-weight: 650;
  }

  .help-keys {
    margin: 0;
  }

  .help-keys > div {
    display: grid;
    grid-template-columns: 12.5em minmax(0, 1fr);
    gap: 0.25em 1em;
    align-items: baseline;
    padding-block: 0.3em;
    border-block-start: 1px solid var(--_border);
  }

  .help-keys dt {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.5em;
  }

  .help-keys dd {
    margin: 0;
  }

  .combination {
    display: inline-flex;
    align-items: center;
    gap: 0.2em;
    font: inherit;
    white-space: nowrap;
  }

  .combination kbd {
    min-inline-size: 1.8em;
    padding: 0.1em 0.45em;
    border: 1px solid var(--_control-border);
    border-block-end-width: 2px;
    border-radius: 5px;
    background: var(--_surface-raised);
    font: inherit;
    font-size: 0.92em;
    text-align: center;
  }

  .plus {
    color: var(--_text-muted);
  }

  @media (width < 480px) {
    .help-keys > div {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
