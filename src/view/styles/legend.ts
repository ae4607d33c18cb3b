import { css } from 'lit';

/** The legend, behind a button where there is little room. */
export const legendStyles = css`
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
`;
