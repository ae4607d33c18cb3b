import { css } from 'lit';

/** The drawing: viewport, levels, and how much of it is told from afar. Sizes agree with `boxes.ts`, which measures them. */
export const graphStyles = css`
  .viewport {
    position: absolute;
    inset: 0;
    overflow: hidden;
    direction: ltr;
    font-size: calc(12em / 13);
    cursor: grab;
    touch-action: pan-x pan-y;
  }

  .canvas {
    position: absolute;
    inset-block-start: 0;
    left: 0;
    inline-size: 0;
    block-size: 0;
    transform-origin: 0 0;
  }

  /* Each list is placed itself, so that a frame of a pan looks through the lists and not through all that is in them. */
  .canvas > [role],
  .band,
  .node,
  .stub,
  .edge-label {
    position: absolute;
    left: 0;
    top: 0;
  }

  .band {
    border-radius: calc(var(--_radius) * 1.25);
    background: var(--_band);
    border: 1px solid var(--_band-border);
  }

  .band-title {
    position: absolute;
    left: 0;
    top: 0;
    margin: 5px 6px 0;
    padding: 2px 6px 0;
    border-radius: 4px;
    background: var(--_band);
    font-size: calc(11em / 12);
    font-weight: 400;
    line-height: calc(14 / 11);
    color: var(--_text-muted);
    white-space: nowrap;
    unicode-bidi: isolate;
  }

  /* The drawing runs from left to right in every language; each of its texts runs as its own letters do. */
  .band-title,
  .edge-label,
  .edge-detail,
  .stub .expand,
  .stub-note,
  .stub-detail {
    unicode-bidi: plaintext;
  }

  /* Lines shrink with the drawing: they are made wider, in the steps of the detail, so that they can still be seen. */
  .far {
    --_far: 1.4;
  }

  .very-far {
    --_far: 2.4;
    --_node-fill: 45%;
  }

  .very-far .node.failed .inner {
    stroke: var(--_error);
    stroke-width: calc(var(--_node-border-width) * 4);
  }

  .far .meta,
  .far .badge.count {
    visibility: hidden;
  }

  .very-far .labels,
  .very-far .badge,
  .very-far .edge-label {
    visibility: hidden;
  }

  .entering {
    animation: enter var(--_duration) var(--_easing);
  }

  @keyframes enter {
    from {
      opacity: 0;
    }
  }
`;
