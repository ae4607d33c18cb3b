import { css } from 'lit';

/**
 * On paper: the whole drawing, its summary and its legend, and nothing that could be pressed. `ViewportController` tells
 * the drawing's size, in the properties that have no default here.
 */
export const printStyles = css`
  @media print {
    :host {
      break-inside: avoid;
    }

    .bar > :not(h2, .summary),
    .stage > :not(.viewport, .dock, .path-chip, .message),
    .dock > :not(.legend-panel),
    .path-chip .button,
    .stub-menu-button,
    .legend-toggle,
    .stub-menu,
    .details {
      display: none !important;
    }

    .summary,
    .summary > * {
      white-space: normal;
    }

    .dock {
      justify-content: flex-end;
    }

    .legend-panel .legend {
      display: grid !important;
      grid-template-columns: repeat(4, auto);
    }

    .node::before,
    .badge,
    .edge-label,
    .stub {
      box-shadow: none;
    }

    /* Only here is the paper's size known, and there is no time to ask for it: the quotient of two lengths is a tangent. */
    .viewport.on-paper .canvas {
      --_fit: min(
        1,
        tan(atan2(100cqi - 24px, var(--_width))),
        tan(atan2(100cqb - 24px - 6.5em, var(--_height)))
      );
      transform: translate(
          calc((100cqi - var(--_width) * var(--_fit)) / 2),
          calc(12px - var(--_top) * var(--_fit))
        )
        scale(var(--_fit)) !important;
    }
  }
`;
