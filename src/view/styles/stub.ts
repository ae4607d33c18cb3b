import { css } from 'lit';

/** Stubs. Sizes agree with `boxes.ts`, which measures them. */
export const stubStyles = css`
  .path-shown .stub {
    border-color: var(--_border);
  }

  .path-shown .stub .expand {
    color: var(--_text-muted);
    font-weight: 400;
  }

  .stub {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 4px;
    border: 1.4px dashed var(--_edge-async);
    border-radius: 16px;
    background: var(--_stub-background);
    color: var(--_stub-text);
    cursor: pointer;
    white-space: nowrap;
  }

  .stub-texts {
    display: flex;
    flex-direction: column;
    align-items: center;
    min-inline-size: 0;
  }

  .stub:hover {
    background: color-mix(in srgb, var(--_edge-async) 8%, var(--_stub-background));
  }

  .stub button {
    padding: 0;
    border: 0;
    background: none;
    cursor: inherit;
  }

  .stub .expand {
    font-size: 1em;
    font-weight: 600;
    line-height: 1.25;
    outline: none;
  }

  .stub .expand::after {
    content: '';
    position: absolute;
    inset: -4px 0;
  }

  .stub .stub-menu-button {
    position: relative;
    display: grid;
    place-content: center;
    flex: none;
    inline-size: 24px;
    block-size: 24px;
    border-radius: 12px;
  }

  .stub-menu-button svg {
    fill: none;
    stroke: var(--_edge-async);
    stroke-width: 1.6px;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .stub .stub-menu-button:hover,
  .stub .stub-menu-button[aria-expanded='true'] {
    background: color-mix(in srgb, var(--_edge-async) 20%, var(--_stub-background));
  }

  .stub:focus-within:has(.expand:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .stub-detail {
    color: var(--_text-muted);
    font-size: calc(11em / 12);
    line-height: calc(14 / 11);
  }

  .stub-detail .failed,
  .call .failed {
    color: var(--_error);
  }

  .stub.noted .expand {
    line-height: calc(13 / 12);
  }

  .stub-note {
    max-inline-size: 100%;
    overflow: hidden;
    color: var(--_text-muted);
    font-size: 0.875em;
    line-height: calc(12 / 10.5);
    text-overflow: ellipsis;
  }
`;
