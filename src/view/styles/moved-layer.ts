import { css } from 'lit';

/** The drawing while it is dragged or zoomed, as a layer of its own. */
export const movedLayerStyles = css`
  .viewport.moving .canvas {
    will-change: transform;
  }

  /*
   * An animation that never begins. When the transform of a layer changes, Chromium finds out anew which of all boxes
   * overlap, in every frame, unless the layer is animated. One that had begun would be added up in every frame.
   */
  .viewport.moving .canvas,
  .viewport.moving ~ .minimap .minimap-frame {
    animation: held 1s 1000s paused;
  }

  .viewport.moving.repainted .canvas {
    will-change: auto;
  }

  @keyframes held {
    from {
      transform: none;
    }
  }

  .backdrop {
    position: absolute;
    left: 0;
    top: 0;
    display: none;
    transform-origin: 0 0;
    will-change: transform;
  }

  /* An overview shows all there is by itself, as long as the coarse picture is not there to replace it. */
  .viewport.held .canvas:not(.overview) > .backdrop,
  .viewport.coarse .canvas > .backdrop {
    display: block;
  }

  /* What has the focus would lose it. */
  .viewport.coarse .canvas > :not(.backdrop, :focus-within) {
    visibility: hidden;
  }

  .path-shown .backdrop {
    opacity: var(--_edge-dimmed-opacity);
  }

  /*
   * While the drawing is dragged or held nothing of it is looked for under the pointer, nor hovered. The cursor is that of this
   * cover: the viewport's would be inherited, and so be found anew for everything in it.
   */
  .viewport.moving:active::after,
  .viewport.held::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  .viewport.moving:active::after {
    cursor: grabbing;
  }
`;
