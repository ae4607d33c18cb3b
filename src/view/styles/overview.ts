import { css } from 'lit';

/** All of the drawing as a few paths, from very far. */
export const overviewStyles = css`
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
`;
