import { css } from 'lit';

/**
 * Every colour and measure, resolved once. Public properties are `--trace-dependencies-*`, read with a fallback and
 * never set here, so that any ancestor may set them; the resolved private ones start with `--_`.
 */
export const tokens = css`
  :host {
    --_surface: var(--trace-dependencies-surface, light-dark(#ffffff, #0f1418));
    --_surface-raised: var(--trace-dependencies-surface-raised, light-dark(#f7f8fa, #161c23));
    --_band: var(--trace-dependencies-band, light-dark(#f5f7f9, #161b20));
    --_text: var(--trace-dependencies-text, light-dark(#14171c, #e9edf2));
    --_text-muted: var(--trace-dependencies-text-muted, light-dark(#545b68, #9aa4b2));
    --_border: var(--trace-dependencies-border, light-dark(#d9dee5, #2b333d));
    --_control-border: var(--trace-dependencies-control-border, light-dark(#868e9c, #687385));
    --_accent: var(--trace-dependencies-accent, light-dark(#0b5fd0, #4c9dff));
    --_focus: var(--trace-dependencies-focus, var(--_accent));
    --_error: var(--trace-dependencies-error, light-dark(#c01c1c, #ff6b6b));
    --_error-text: var(--trace-dependencies-error-text, light-dark(#ffffff, #1b0b0b));
    --_warning: var(--trace-dependencies-warning, light-dark(#9a5b00, #f0b040));
    --_edge: var(--trace-dependencies-edge, light-dark(#6b7280, #8a94a3));
    --_edge-async: var(--trace-dependencies-edge-async, light-dark(#6340d1, #a78bfa));
    --_edge-width: var(--trace-dependencies-edge-width, 1.4px);
    --_edge-dash: var(--trace-dependencies-edge-async-dash, 0.1 4.6);
    --_node-fill: var(--trace-dependencies-node-fill, 14%);
    --_series-1: var(--trace-dependencies-series-1, light-dark(#0072b2, #3aa0dd));
    --_series-2: var(--trace-dependencies-series-2, light-dark(#a87000, #e0a100));
    --_series-3: var(--trace-dependencies-series-3, light-dark(#00805f, #1fb58c));
    --_series-4: var(--trace-dependencies-series-4, light-dark(#b4528a, #d981b1));
    --_series-5: var(--trace-dependencies-series-5, light-dark(#2b7f9e, #5cc0e4));
    --_series-6: var(--trace-dependencies-series-6, light-dark(#c04f00, #f08743));
    --_series-7: var(--trace-dependencies-series-7, light-dark(#7a5ae0, #a48cff));
    --_series-8: var(--trace-dependencies-series-8, light-dark(#65707a, #9daab6));
    --_font: var(--trace-dependencies-font, inherit);
    --_font-size: var(--trace-dependencies-font-size, 13px);
    --_radius: var(--trace-dependencies-radius, 8px);
    --_duration: var(--trace-dependencies-duration, 180ms);
    --_shadow: var(--trace-dependencies-shadow, 0 4px 16px light-dark(rgb(20 23 28 / 14%), rgb(0 0 0 / 50%)));
  }

  @media (prefers-contrast: more) {
    :host {
      --_text-muted: var(--trace-dependencies-text-muted, light-dark(#30353d, #ced5de));
      --_border: var(--trace-dependencies-border, light-dark(#6b7280, #8a94a3));
      --_edge: var(--trace-dependencies-edge, light-dark(#30353d, #ced5de));
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_duration: 0s;
    }
  }

  @media (forced-colors: active) {
    :host {
      --_surface: Canvas;
      --_surface-raised: Canvas;
      --_band: Canvas;
      --_text: CanvasText;
      --_text-muted: CanvasText;
      --_border: CanvasText;
      --_control-border: ButtonText;
      --_accent: LinkText;
      --_focus: Highlight;
      --_error: CanvasText;
      --_error-text: Canvas;
      --_warning: CanvasText;
      --_edge: CanvasText;
      --_edge-async: LinkText;
      --_node-fill: 0%;
      --_series-1: CanvasText;
      --_series-2: CanvasText;
      --_series-3: CanvasText;
      --_series-4: CanvasText;
      --_series-5: CanvasText;
      --_series-6: CanvasText;
      --_series-7: CanvasText;
      --_series-8: CanvasText;
    }
  }
`;
