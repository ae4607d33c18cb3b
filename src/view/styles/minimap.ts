import { css } from 'lit';

/** The map, in a corner of the stage, drawn with the overview's colours. */
export const minimapStyles = css`
  /* A border around the map's own size: under an outline Chromium paints all of the picture whenever the frame moves. */
  .minimap {
    position: absolute;
    inset-inline-end: 11px;
    box-sizing: content-box;
    overflow: hidden;
    border: 1px solid var(--_control-border);
    border-radius: calc(var(--_radius) * 0.5 + 1px);
    background: var(--_minimap-background);
    box-shadow: var(--_shadow);
    cursor: pointer;
    touch-action: none;
  }

  .minimap.aside {
    inset-inline: 11px auto;
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
    transform-origin: 0 0;
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
