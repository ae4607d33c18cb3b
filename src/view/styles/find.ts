import { css } from 'lit';

/** The field for finding, and what is found. */
export const findStyles = css`
  .find {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    min-inline-size: 0;
  }

  .find-field {
    inline-size: 21.5em;
    min-inline-size: 6em;
    min-block-size: 2.15em;
    padding: 0 0.75em;
    border: 1px solid var(--_control-border);
    border-radius: calc(var(--_radius) * 0.75);
    background: var(--_surface);
  }

  .find-place {
    color: var(--_text-muted);
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .find-toggle {
    display: none;
  }

  .find-toggle svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6px;
    stroke-linecap: round;
  }

  .node.match .shape::before {
    content: '';
    position: absolute;
    inset: -3px;
    border: 2px solid var(--_accent);
    border-radius: 50%;
  }

  .chips {
    position: absolute;
    inset-block-start: 0.75em;
    inset-inline: 0.75em;
    display: grid;
    justify-items: center;
    gap: 0.4em;
    pointer-events: none;
  }

  .chips > * {
    pointer-events: auto;
  }

  .edge.to-stub.collapsed {
    --_line: var(--_edge);
  }

  .edge.to-stub.collapsed .line {
    stroke-dasharray: none;
  }

  .stub.collapsed {
    border-color: var(--_edge);
    border-style: solid;
  }

  .details-actions {
    margin: 0.5em 0 0;
  }

  @container trace-dependencies (width < 900px) {
    .find-field {
      inline-size: 11em;
    }
  }

  @container trace-dependencies (width < 760px) {
    .bar {
      flex-wrap: wrap;
    }

    .find-toggle {
      display: inline-flex;
    }

    .find {
      display: none;
    }

    .find.open {
      display: flex;
      order: 1;
      flex-basis: 100%;
    }

    .find-field {
      flex: 1;
    }
  }
`;
