import { css } from 'lit';

/** Buttons and fields, wherever they are. */
export const buttonStyles = css`
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
`;
