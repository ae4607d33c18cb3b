import { css } from 'lit';

/** The drawing: viewport, bands, edges, stubs. Sizes agree with `boxes.ts`, which measures them. */
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

  .edges {
    position: absolute;
    left: 0;
    top: 0;
    overflow: visible;
    pointer-events: none;
  }

  .edge {
    --_line: var(--_edge);
    cursor: pointer;
  }

  .edge.async,
  .edge.to-stub {
    --_line: var(--_edge-async);
  }

  .edge.error {
    --_line: var(--_edge-error);
  }

  .edge path {
    fill: none;
    stroke: var(--_line);
    stroke-width: calc(var(--_edge-width) * var(--_far, 1));
    stroke-linejoin: round;
  }

  .edge.async .line,
  .edge.to-stub .line {
    stroke-dasharray: var(--_edge-async-dash);
    stroke-linecap: round;
    stroke-width: calc(var(--_edge-width) * var(--_far, 1) * 1.6);
  }

  .edge.to-stub .line {
    stroke-width: calc(var(--_edge-width) * var(--_far, 1));
  }

  /* Dots cost the painter more than all else, and are not seen from afar. */
  .far .tile.async .line {
    stroke-dasharray: none;
    stroke-width: calc(var(--_edge-width) * var(--_far, 1));
  }

  .edge .head {
    fill: var(--_line);
    stroke: none;
  }

  /* Hit without being painted: a transparent stroke costs as much as one that is seen. */
  .edge .hit {
    stroke: none;
    stroke-width: 14px;
    pointer-events: stroke;
  }

  .edge:hover .line,
  .edge.selected .line {
    stroke-width: calc(var(--_edge-width) * var(--_far, 1) * 2);
  }

  .edge.selected {
    --_line: var(--_edge-selected);
  }

  .edge.on-path {
    --_edge: var(--_edge-path);
    --_edge-width: 2.2px;
  }

  .edge.off-path,
  .path-shown .tile,
  .path-shown .to-stub {
    opacity: var(--_edge-dimmed-opacity);
  }

  .path-shown .stub {
    border-color: var(--_border);
  }

  .path-shown .stub .expand {
    color: var(--_text-muted);
    font-weight: 400;
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

  .edge-label {
    display: grid;
    place-content: center;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: 9px;
    background: var(--_edge-label-background);
    color: var(--_edge-label-text);
    font-size: 0.875em;
    line-height: 1;
    white-space: nowrap;
    cursor: pointer;
    font-variant-numeric: tabular-nums;
  }

  .edge-label.async {
    color: var(--_edge-async);
  }

  .edge-label.error {
    border-color: var(--_edge-error);
    color: var(--_edge-error);
  }

  .edge-label.off-path {
    border-color: transparent;
    color: var(--_node-dimmed-text);
  }

  .edge-label:hover,
  .edge-label.selected {
    border-color: var(--_edge-selected);
  }

  .edge-label.bare {
    inline-size: 24px;
    block-size: 24px;
    margin: -12px 0 0 -12px;
    border-color: transparent;
    background: none;
    pointer-events: none;
  }

  .edge-detail {
    display: block;
    margin-block-start: 2px;
  }

  .stub {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 4px;
    border: 1.4px dashed var(--_edge-async);
    border-radius: 16px;
    background: var(--_stub-background);
    color: var(--_stub-text);
    cursor: pointer;
    white-space: nowrap;
  }

  .stub-texts {
    display: flex;
    flex-direction: column;
    align-items: center;
    min-inline-size: 0;
  }

  .stub:hover {
    background: color-mix(in srgb, var(--_edge-async) 8%, var(--_stub-background));
  }

  .stub button {
    padding: 0;
    border: 0;
    background: none;
    cursor: inherit;
  }

  .stub .expand {
    font-size: 1em;
    font-weight: 600;
    line-height: 1.25;
    outline: none;
  }

  .stub .expand::after {
    content: '';
    position: absolute;
    inset: -4px 0;
  }

  .stub .stub-menu-button {
    position: relative;
    display: grid;
    place-content: center;
    flex: none;
    inline-size: 24px;
    block-size: 24px;
    border-radius: 12px;
  }

  .stub-menu-button svg {
    fill: none;
    stroke: var(--_edge-async);
    stroke-width: 1.6px;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .stub .stub-menu-button:hover,
  .stub .stub-menu-button[aria-expanded='true'] {
    background: color-mix(in srgb, var(--_edge-async) 20%, var(--_stub-background));
  }

  .stub:has(.expand:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .stub-detail {
    color: var(--_text-muted);
    font-size: calc(11em / 12);
    line-height: calc(14 / 11);
  }

  .stub-detail .failed,
  .call .failed {
    color: var(--_error);
  }

  .stub.noted .expand {
    line-height: calc(13 / 12);
  }

  .stub-note {
    max-inline-size: 100%;
    overflow: hidden;
    color: var(--_text-muted);
    font-size: 0.875em;
    line-height: calc(12 / 10.5);
    text-overflow: ellipsis;
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

  .overview-path {
    fill: none;
    stroke: var(--_edge);
    stroke-width: 3px;
  }

  .overview-path.async {
    stroke: var(--_edge-async);
    stroke-width: 4px;
  }

  .overview-path.shape {
    stroke: var(--_series, var(--_series-8));
    fill: color-mix(in srgb, var(--_series, var(--_series-8)) 40%, var(--_surface));
  }

  .overview-path.failed {
    stroke: var(--_error);
    stroke-width: 5px;
  }

  .path-shown .overview-path {
    opacity: var(--_edge-dimmed-opacity);
  }

  .entering {
    animation: enter var(--_duration) var(--_easing);
  }

  @keyframes enter {
    from {
      opacity: 0;
    }
  }

  @media (forced-colors: active) {
    .edge-label.bare {
      border-width: 0;
    }
  }
`;
