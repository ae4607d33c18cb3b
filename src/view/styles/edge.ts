import { css } from 'lit';

/** Edges and their labels. Sizes agree with `boxes.ts`, which measures them. */
export const edgeStyles = css`
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

  @media (forced-colors: active) {
    .edge-label.bare {
      border-width: 0;
    }
  }
`;
