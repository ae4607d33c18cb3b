import { css } from 'lit';

/** The map, in a corner of the stage, drawn with the overview's colours. */
export const minimapStyles = css`
  .minimap {
    position: absolute;
    inset-inline-end: 12px;
    overflow: hidden;
    border-radius: calc(var(--_radius) * 0.5);
    outline: 1px solid var(--_control-border);
    background: var(--_minimap-background);
    box-shadow: var(--_shadow);
    cursor: pointer;
    touch-action: none;
  }

  .minimap.aside {
    inset-inline: 12px auto;
  }

  .minimap-picture {
    display: block;
    pointer-events: none;
  }

  /* As wide as a pixel of the map, whatever its scale. */
  .minimap-picture .overview-path.line {
    stroke-width: 1px;
    vector-effect: non-scaling-stroke;
  }

  .minimap-frame {
    position: absolute;
    inset-block-start: 0;
    left: 0;
    border: 1.5px solid var(--_accent);
    border-radius: 2px;
    background: var(--_minimap-viewport);
    pointer-events: none;
    will-change: transform;
  }

  @media (forced-colors: active) {
    .minimap {
      background: var(--_surface);
    }

    .minimap-frame {
      border-color: var(--_node-selected);
    }
  }
`;
