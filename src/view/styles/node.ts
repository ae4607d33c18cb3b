import { css } from 'lit';

/** A node: shape, badges and labels. Sizes agree with `boxes.ts` and `shape.ts`. */
export const nodeStyles = css`
  .node {
    --_series: var(--_series-8);
    display: flex;
    flex-direction: column;
    align-items: center;
    padding: 0 calc(var(--_space) * 1.5);
    border-radius: calc(var(--_radius) * 1.25);
    cursor: pointer;
    transition: opacity var(--_duration) var(--_easing);
  }

  .node:where(:hover, .selected, :focus-within:has(.shape:focus-visible))::before {
    content: '';
    position: absolute;
    inset: -5px -3px -4px;
    border: 2px solid transparent;
    border-radius: calc(var(--_radius) * 1.25);
  }

  .node:hover::before {
    background: var(--_node-hover);
  }

  .node.selected::before {
    border-color: var(--_node-selected);
    background: var(--_node-selected-background);
  }

  .node:focus-within:has(.shape:focus-visible)::before {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .series-1 {
    --_series: var(--_series-1);
  }
  .series-2 {
    --_series: var(--_series-2);
  }
  .series-3 {
    --_series: var(--_series-3);
  }
  .series-4 {
    --_series: var(--_series-4);
  }
  .series-5 {
    --_series: var(--_series-5);
  }
  .series-6 {
    --_series: var(--_series-6);
  }
  .series-7 {
    --_series: var(--_series-7);
  }

  .node.destination {
    --_series: var(--_text-muted);
    --_node-fill: 0%;
  }

  /* What an expansion has added: a second outline that goes by itself. */
  .node.added::after {
    content: '';
    position: absolute;
    inset: -8px -6px -7px;
    border: 2px solid var(--_node-added);
    border-radius: calc(var(--_radius) * 1.25 + 3px);
    pointer-events: none;
    animation: fade-out 2s ease-in forwards;
  }

  @keyframes fade-out {
    to {
      opacity: 0;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .node.added::after {
      animation: none;
    }
  }

  .shape {
    position: relative;
    display: block;
    flex: none;
    inline-size: 52px;
    block-size: 52px;
    padding: 0;
    border: 0;
    background: none;
    cursor: inherit;
    outline: none;
  }

  .shape svg {
    display: block;
    overflow: visible;
  }

  .shape path {
    fill: none;
    stroke: var(--_series);
    stroke-width: calc(var(--_node-border-width) * var(--_far, 1));
    stroke-linejoin: round;
    stroke-linecap: round;
  }

  .shape .outer {
    fill: var(--_surface);
    stroke-width: calc(var(--_node-border-width) * var(--_far, 1) * 0.75);
  }

  .shape .inner {
    fill: color-mix(in srgb, var(--_series) var(--_node-fill), var(--_surface));
  }

  .shape .sign {
    stroke-width: 1.3px;
  }

  .shape .orphan {
    stroke: var(--_edge);
    stroke-dasharray: 3 3;
    stroke-linecap: butt;
  }

  .badge {
    position: absolute;
    top: -3px;
    left: calc(50% + 12px);
    pointer-events: none;
  }

  .badge,
  .critical-step > span {
    min-inline-size: 18px;
    padding: 0 5px;
    border: 1px solid var(--_border);
    border-radius: 9px;
    background: var(--_badge-background);
    color: var(--_badge-text);
    font-size: 0.875em;
    line-height: calc(15 / 10.5);
    text-align: center;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .badge.failed {
    left: auto;
    right: calc(50% + 12px);
    border-color: var(--_error);
    background: var(--_error);
    color: var(--_error-text);
    font-weight: 700;
  }

  .badge.failed.hidden-inside {
    background: var(--_badge-background);
    color: var(--_error);
  }

  .labels {
    position: relative;
    margin-block-start: var(--_space);
    max-inline-size: 100%;
    text-align: center;
    unicode-bidi: isolate;
  }

  .operation {
    display: block;
    max-inline-size: 100%;
    margin: 0 auto;
    padding: 0;
    border: 0;
    border-radius: 3px;
    background: none;
    color: var(--_node-text);
    font-size: 1em;
    font-weight: 600;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }

  .line-of-title {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
    unicode-bidi: plaintext;
  }

  .operation:hover,
  .operation:focus-visible {
    color: var(--_accent);
    text-decoration: underline;
  }

  .meta {
    display: flex;
    justify-content: center;
    max-inline-size: 100%;
    color: var(--_text-muted);
    font-size: calc(11em / 12);
    line-height: calc(14 / 11);
    white-space: pre;
  }

  .meta .service {
    overflow: hidden;
    text-overflow: ellipsis;
    unicode-bidi: plaintext;
  }

  .meta .duration {
    unicode-bidi: plaintext;
  }

  /* Texts keep their contrast: what steps back is told by weight and by the shapes. */
  .off-path .shape svg {
    opacity: var(--_node-dimmed-opacity);
  }

  .off-path .operation {
    color: var(--_node-dimmed-text);
    font-weight: 400;
  }

  .off-path .badge,
  .off-path .badge.failed {
    border-color: var(--_border);
    background: var(--_badge-background);
    color: var(--_node-dimmed-text);
    font-weight: 400;
  }

  .destination .operation {
    cursor: inherit;
  }

  .destination .operation:hover {
    color: var(--_node-text);
    text-decoration: none;
  }

  @media (forced-colors: active) {
    .node::before {
      border-width: 0;
    }

    .badge.failed {
      forced-color-adjust: none;
    }

    .off-path .meta {
      color: var(--_node-dimmed-text);
    }

    .node.selected::before {
      border-width: 3px;
    }
  }
`;
