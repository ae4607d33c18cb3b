import { css } from 'lit';

/** What lights up around the node that is pointed at, and the popover with its figures. */
export const hoverStyles = css`
  .lineage-shown .node:not(.lit) .shape svg,
  .lineage-shown .edge:not(.lit) {
    opacity: 0.35;
  }

  /* Texts stay as readable as ever. */
  .lineage-shown .edge-label:not(.lit) {
    border-color: transparent;
    color: var(--_text-muted);
  }

  .lineage-shown .edge.lit .line {
    stroke-width: calc(var(--_edge-width) * var(--_far, 1) * 1.7);
  }

  .node-popover {
    position: absolute;
    z-index: 2;
    inline-size: max-content;
    max-inline-size: 240px;
    padding: 0.6em 0.8em;
    transform: translate(-50%, -100%);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    box-shadow: var(--_shadow);
    overflow-wrap: anywhere;
  }

  .node-popover.below {
    transform: translate(-50%, 0);
  }

  .popover-meta {
    display: block;
    color: var(--_text-muted);
    font-size: 0.92em;
  }

  .node-popover dl {
    display: grid;
    gap: 0.1em;
    margin: 0.4em 0 0;
  }

  .node-popover dl > div {
    display: flex;
    justify-content: space-between;
    gap: 1.5em;
  }

  .node-popover dt {
    color: var(--_text-muted);
  }

  .node-popover dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .node-popover .failed-text dt {
    color: inherit;
  }

  @media (forced-colors: active) {
    .lineage-shown .edge.lit .line {
      stroke: var(--_edge-selected);
    }
  }
`;
