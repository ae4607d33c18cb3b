import { css } from 'lit';

/** The critical path: its edges with their numbers, and the shares of its nodes. */
export const criticalStyles = css`
  .edge.critical {
    --_edge-width: var(--_edge-critical-width);
  }

  /* A failure stays one: of those, the width and the number tell. */
  .edge.critical:not(.error, .selected) {
    --_line: var(--_edge-critical);
  }

  .edge.critical.async .line {
    stroke-width: calc(var(--_edge-width) * var(--_far, 1) * 1.2);
    stroke-dasharray: 0.1 calc(var(--_edge-critical-width) * 1.8);
  }

  .critical-shown .edge:not(.critical, .selected),
  .critical-shown .overview-path:not(.shape) {
    opacity: var(--_edge-not-critical-opacity);
  }

  .critical-line {
    fill: none;
    stroke: var(--_edge-critical);
    stroke-width: calc(var(--_edge-critical-width) * var(--_far, 1));
    stroke-linejoin: round;
  }

  .overview .critical-line {
    stroke-width: calc(var(--_edge-critical-width) * 5);
  }

  .minimap .critical-line {
    stroke-width: 2px;
    vector-effect: non-scaling-stroke;
  }

  .critical-step {
    position: absolute;
    left: 0;
    top: 0;
    display: grid;
    place-content: center;
    inline-size: 0;
    block-size: 0;
    pointer-events: none;
  }

  .critical-step > span,
  .badge.critical-share {
    inline-size: max-content;
    border-color: var(--_surface);
    background: var(--_edge-critical);
    color: var(--_critical-text);
    font-weight: 600;
  }

  .badge.critical-share {
    top: 36px;
  }

  /* As the lines, the numbers do not shrink as much as the drawing. */
  .far .critical-step > span {
    font-size: calc(0.875em * var(--_far));
  }

  .far .critical-share,
  .far .critical-step.wait,
  .very-far .critical-step {
    visibility: hidden;
  }

  .legend .sample .line.critical {
    stroke: var(--_edge-critical);
    stroke-width: 6px;
  }

  .legend .sample .head.critical {
    fill: var(--_edge-critical);
    stroke: none;
  }

  @media (forced-colors: active) {
    .critical-step > span,
    .badge.critical-share {
      forced-color-adjust: none;
    }
  }
`;
