import { css } from 'lit';

/** The drawing: viewport, bands, edges, stubs. Sizes agree with `boxes.ts`, which measures them. */
export const graphStyles = css`
  .viewport {
    position: absolute;
    inset: 0;
    overflow: hidden;
    direction: ltr;
    cursor: grab;
    touch-action: pan-x pan-y;
  }

  .viewport.moving {
    cursor: grabbing;
  }

  .canvas {
    position: absolute;
    inset-block-start: 0;
    left: 0;
    inline-size: 0;
    block-size: 0;
    transform-origin: 0 0;
  }

  .viewport.moving .canvas {
    will-change: transform;
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
    border-radius: 10px;
    background: var(--_band);
    border: 1px solid transparent;
  }

  .band-title {
    position: absolute;
    left: 0;
    top: 0;
    margin: 0;
    padding: 7px 12px 0;
    font-size: 11px;
    font-weight: 400;
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
    --_line: var(--_error);
  }

  .edge path {
    fill: none;
    stroke: var(--_line);
    stroke-width: var(--_edge-width);
    stroke-linejoin: round;
  }

  .edge.async .line,
  .edge.to-stub .line {
    stroke-dasharray: var(--_edge-dash);
    stroke-linecap: round;
    stroke-width: calc(var(--_edge-width) * 1.6);
  }

  .edge.to-stub .line {
    stroke-width: var(--_edge-width);
  }

  .edge .head {
    fill: var(--_line);
    stroke: none;
  }

  .edge .hit {
    stroke: transparent;
    stroke-width: 14px;
    pointer-events: stroke;
  }

  .edge:hover .line,
  .edge.selected .line {
    stroke-width: calc(var(--_edge-width) * 2);
  }

  .edge.selected {
    --_line: var(--_accent);
  }

  .edge-label {
    display: grid;
    place-content: center;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: 9px;
    background: var(--_surface);
    color: var(--_text-muted);
    font-size: 10.5px;
    line-height: 1;
    white-space: nowrap;
    cursor: pointer;
    font-variant-numeric: tabular-nums;
  }

  .edge-label.async {
    color: var(--_edge-async);
  }

  .edge-label.error {
    border-color: var(--_error);
    color: var(--_error);
  }

  .edge-label:hover,
  .edge-label.selected {
    border-color: var(--_accent);
  }

  .edge-label.bare {
    inline-size: 12px;
    block-size: 12px;
    margin: -6px 0 0 -6px;
    border-color: transparent;
    background: none;
    pointer-events: none;
  }

  .stub {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    border: 1.4px dashed var(--_edge-async);
    border-radius: 16px;
    background: var(--_surface);
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
    background: color-mix(in srgb, var(--_edge-async) 8%, var(--_surface));
  }

  .stub button {
    padding: 0;
    border: 0;
    background: none;
    cursor: inherit;
  }

  .stub .expand {
    font-size: 12px;
    font-weight: 600;
    line-height: 15px;
    outline: none;
  }

  .stub .expand::after {
    content: '';
    position: absolute;
    inset: 0;
  }

  .stub .expand-all {
    position: relative;
    padding: 1px 8px;
    border: 1px solid var(--_edge-async);
    border-radius: 10px;
    font-size: 11px;
    line-height: 18px;
  }

  .stub .expand-all:hover {
    background: var(--_edge-async);
    color: var(--_surface);
  }

  .stub:has(.expand:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .stub-detail {
    color: var(--_error);
    font-size: 11px;
    line-height: 14px;
  }

  .stub.noted .expand {
    line-height: 13px;
  }

  .stub-note {
    max-inline-size: 100%;
    overflow: hidden;
    color: var(--_text-muted);
    font-size: 10.5px;
    line-height: 12px;
    text-overflow: ellipsis;
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
    animation: enter var(--_duration) ease-out;
  }

  @keyframes enter {
    from {
      opacity: 0;
    }
  }

  @media (forced-colors: active) {
    .band {
      border-color: CanvasText;
    }

    .edge.selected {
      --_line: Highlight;
    }
  }
`;
