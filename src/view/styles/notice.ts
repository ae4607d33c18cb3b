import { css } from 'lit';

/** What is said over the drawing: that there is none, how far data have come, and for a moment anything else. */
export const noticeStyles = css`
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

  .load-chip ~ .path-chip,
  .load-chip ~ .notice {
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
`;
