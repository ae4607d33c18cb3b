import { css } from 'lit';

/** The tables: they take the stage above the settings, and scroll inside themselves. */
export const tableStyles = css`
  .viewport[inert] {
    visibility: hidden;
  }

  .table-view {
    --_row-height: 2.5em;
    position: relative;
    overflow: auto;
    padding: 0.75em 1em;
    background: var(--_surface);
  }

  .table-view ~ .dock {
    position: relative;
    inset: auto;
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2.5);
    border-block-start: 1px solid var(--_border);
    background: var(--_surface);
  }

  .table-filter {
    inline-size: min(24em, 100%);
    min-block-size: 2.15em;
    margin-block-end: 0.5em;
    padding: 0 0.75em;
    border: 1px solid var(--_control-border);
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_surface);
  }

  /* The field and the tabs stay where they are while wide rows are scrolled. */
  .table-filter,
  .table-view .tabs {
    position: sticky;
    inset-inline-start: 0;
  }

  .table-view .tab-panel {
    min-inline-size: max-content;
  }

  .table-head {
    position: sticky;
    inset-block-start: -0.75em;
    z-index: 1;
    background: var(--_surface);
  }

  .table-row {
    display: flex;
    align-items: center;
    gap: 0.75em;
    min-block-size: var(--_row-height);
    padding-inline: 0.6em;
    border-block-end: 1px solid var(--_border);
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .table-view .virtual-rows .table-row {
    position: absolute;
    inset-inline: 0;
    block-size: var(--_row-height);
    cursor: pointer;
  }

  .table-view .virtual-rows .table-row:hover {
    background: var(--_row-hover);
  }

  .table-view .virtual-rows .table-row.picked {
    background: var(--_row-selected);
    box-shadow: inset 3px 0 var(--_accent);
  }

  .table-row:focus-visible {
    outline-offset: -2px;
  }

  .table-cell {
    flex: 0 0 4.8em;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .figure-cell {
    text-align: end;
  }

  .table-cell .sort {
    min-inline-size: 28px;
    white-space: inherit;
  }

  .cell-duration,
  .cell-selfTime,
  .cell-wait {
    flex-basis: 6.4em;
  }

  /* "Duration (avg)" is wider than its figures. */
  .table-head .table-row {
    white-space: normal;
  }

  .figure-cell .sort {
    text-align: end;
    justify-content: end;
    inline-size: 100%;
  }

  .cell-operation,
  .cell-caller,
  .cell-callee {
    flex: 1 0 12em;
  }

  .cell-note {
    color: var(--_text-muted);
    font-size: 0.92em;
  }

  .cell-service {
    flex: 0.7 0 9em;
  }

  .cell-kind,
  .cell-level {
    flex-basis: 7.4em;
  }

  .cell-criticalPath {
    flex-basis: 12em;
  }

  :is([aria-colcount='7'], [aria-colcount='8']) .cell-kind {
    flex-basis: 12em;
  }

  .table-cell .kind {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    vertical-align: middle;
  }

  .table-cell .sample {
    inline-size: 24px;
    block-size: 16px;
  }

  .table-cell .link {
    max-inline-size: 100%;
    min-block-size: 24px;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .hidden-calls {
    display: flex;
    align-items: center;
    gap: 0.25em;
  }

  .hidden-calls .link {
    min-inline-size: 0;
  }

  .hidden-calls .stub-menu-button {
    position: relative;
    flex: none;
    display: grid;
    place-content: center;
    inline-size: 24px;
    block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: 12px;
    background: none;
    cursor: pointer;
  }

  .hidden-calls .stub-menu-button:is(:hover, [aria-expanded='true']) {
    background: var(--_row-selected);
  }

  .table-empty {
    padding: 1em 0.6em;
    color: var(--_text-muted);
  }

  @media (forced-colors: active) {
    .table-view .virtual-rows .table-row.picked {
      outline: 3px solid var(--_node-selected);
      outline-offset: -3px;
    }
  }
`;
