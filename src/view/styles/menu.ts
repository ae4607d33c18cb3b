import { css } from 'lit';

/** What a button opens over all else: lists to choose from, the calls of a stub, and what is wrong with the data. */
export const menuStyles = css`
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
`;
