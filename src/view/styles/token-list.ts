/**
 * The theme: every token with its default. The comment above a token is its documentation: `npm run analyze` copies it
 * into `custom-elements.json`, and from there it comes into the tables of the docs.
 *
 * A token `edge` is read from `--trace-dependencies-edge`, which the element never sets, so that any ancestor may; in
 * the style sheets it is `--_edge`. Defaults name seeds where they can, so that a theme of a few seeds is a whole one.
 */

/** Names of one subject with their defaults. `light-dark(a, b)` takes plain colours only. */
type Tokens = Readonly<Record<string, string>>;

/** Tokens that are colours, or hold one. Forced colours and print replace all of them. */
export const colours = {
  seeds: {
    /** Background of the drawing, of buttons and of menus. */
    surface: 'light-dark(#ffffff, #0f1418)',
    /** Background of bar, details and settings. */
    'surface-raised': 'light-dark(#f7f8fa, #161c23)',
    /** Text; needs 4.5:1 on both surfaces. */
    text: 'light-dark(#14171c, #e9edf2)',
    /** Secondary text; needs 4.5:1 on both surfaces. */
    'text-muted': 'light-dark(#545b68, #9aa4b2)',
    /** Lines between areas. */
    border: 'light-dark(#d9dee5, #2b333d)',
    /** Links, selection and switches; needs 4.5:1 on both surfaces. */
    accent: 'light-dark(#0b5fd0, #4c9dff)',
    /** Focus ring; needs 3:1 on both surfaces. */
    focus: 'var(--_accent)',
    /** Failed nodes, edges and figures; needs 4.5:1 on both surfaces. */
    error: 'light-dark(#c01c1c, #ff6b6b)',
    /** Notes about incomplete data; needs 4.5:1 on both surfaces. */
    warning: 'light-dark(#8f5400, #f0b040)',
    /** What went well: the outline of nodes that were just added; needs 3:1 on both surfaces. */
    ok: 'light-dark(#1a7f37, #4cc27a)',
  },
  node: {
    /** Operation below a node. */
    'node-text': 'var(--_text)',
    /** Texts of nodes that step back while a path is shown. */
    'node-dimmed-text': 'var(--_text-muted)',
    /** Background of a node under the pointer. */
    'node-hover': 'color-mix(in srgb, var(--_text) 5%, transparent)',
    /** Outline of a selected node. */
    'node-selected': 'var(--_accent)',
    /** Background of a selected node. */
    'node-selected-background': 'color-mix(in srgb, var(--_accent) 11%, transparent)',
    /** Outline of a node that was just added. */
    'node-added': 'var(--_ok)',
    /** Background of the count at a node. */
    'badge-background': 'var(--_surface)',
    /** The count at a node. */
    'badge-text': 'var(--_text)',
    /** Text on the error colour. */
    'error-text': 'light-dark(#ffffff, #1b0b0b)',
  },
  edge: {
    /** Synchronous calls. */
    edge: 'color-mix(in srgb, var(--_text-muted) 86%, var(--_surface))',
    /** Asynchronous calls, and stubs; needs 4.5:1 on the surface, since labels have it too. */
    'edge-async': 'light-dark(#6340d1, #a78bfa)',
    /** Calls that failed. */
    'edge-error': 'var(--_error)',
    /** The selected call. */
    'edge-selected': 'var(--_accent)',
    /** Calls on the path that is shown. */
    'edge-path': 'var(--_text)',
    /** The critical path, its numbers and shares; needs 4.5:1 on surface and band. */
    'edge-critical': 'var(--_warning)',
    /** Text on the colour of the critical path. */
    'critical-text': 'var(--_surface)',
    /** Background of a call's label. */
    'edge-label-background': 'var(--_surface)',
    /** Label of a synchronous call. */
    'edge-label-text': 'var(--_text-muted)',
    /** Background of a stub. */
    'stub-background': 'var(--_surface)',
    /** Text of a stub. */
    'stub-text': 'var(--_text)',
  },
  series: {
    /** Colour of a service, one of eight; each needs 3:1 on surface and band. */
    'series-1': 'light-dark(#0072b2, #3aa0dd)',
    /** Colour of a service. */
    'series-2': 'light-dark(#a87000, #e0a100)',
    /** Colour of a service. */
    'series-3': 'light-dark(#00805f, #1fb58c)',
    /** Colour of a service. */
    'series-4': 'light-dark(#b4528a, #d981b1)',
    /** Colour of a service. */
    'series-5': 'light-dark(#2b7f9e, #5cc0e4)',
    /** Colour of a service. */
    'series-6': 'light-dark(#c04f00, #f08743)',
    /** Colour of a service. */
    'series-7': 'light-dark(#7a5ae0, #a48cff)',
    /** Colour of a service, and of what has none. */
    'series-8': 'light-dark(#65707a, #9daab6)',
  },
  chrome: {
    /** Background of an async level. */
    band: 'color-mix(in srgb, var(--_text) 1%, var(--_surface-raised))',
    /** Outline of an async level. */
    'band-border': 'transparent',
    /** Background of the bar. */
    'toolbar-background': 'var(--_surface-raised)',
    /** Background of details, settings and legend. */
    'panel-background': 'var(--_surface-raised)',
    /** Background of menus. */
    'menu-background': 'var(--_surface)',
    /** Background of buttons and inputs. */
    'button-background': 'var(--_surface)',
    /** Text of buttons and inputs. */
    'button-text': 'var(--_text)',
    /** Outlines of inputs and switches; needs 3:1 on both surfaces. */
    'control-border': 'color-mix(in srgb, var(--_text-muted) 80%, var(--_surface))',
    /** Background of a row, a menu's entry or a bar under the pointer. */
    'row-hover': 'color-mix(in srgb, var(--_text) 6%, transparent)',
    /** Background of a row that is picked. */
    'row-selected': 'color-mix(in srgb, var(--_accent) 11%, transparent)',
    /** Background of the minimap, through which the drawing shimmers. */
    'minimap-background': 'color-mix(in srgb, var(--_surface) 88%, transparent)',
    /** What lies in view, on the minimap; its outline is the accent. */
    'minimap-viewport': 'color-mix(in srgb, var(--_accent) 12%, transparent)',
    /** Bars of the histogram; needs 3:1 on the raised surface. */
    'histogram-bar': 'color-mix(in srgb, var(--_accent) 75%, var(--_surface))',
    /** Background of short notices over the drawing. */
    'notice-background': 'var(--_text)',
    /** Text of short notices over the drawing. */
    'notice-text': 'var(--_surface)',
    /** Shadow of menus and of what floats over the drawing. */
    shadow: '0 4px 16px light-dark(#14171c24, #00000080)',
  },
} satisfies Readonly<Record<string, Tokens>>;

/** Tokens that are no colours. */
export const measures = {
  seeds: {
    /** Font family. */
    font: 'inherit',
    /** Font size of bar, settings and details; labels in the drawing keep their ratio to it. */
    'font-size': '13px',
    /** Corners of panels; those of buttons follow. Also 0 needs its unit, `0px`. */
    radius: '8px',
    /** Unit of all paddings and gaps. */
    space: '4px',
  },
  node: {
    /** How much of its service's colour fills a shape. */
    'node-fill': '14%',
    /** Width of a shape's outline. */
    'node-border-width': '1.6px',
    /** Opacity of shapes that step back while a path is shown. */
    'node-dimmed-opacity': '0.35',
  },
  edge: {
    /** Width of edges. */
    'edge-width': '1.4px',
    /** Width of edges on the critical path. */
    'edge-critical-width': '3px',
    /** Opacity of edges that are not on the critical path while it is shown. */
    'edge-not-critical-opacity': '0.5',
    /** Dash pattern of asynchronous edges. */
    'edge-async-dash': '0.1 4.6',
    /** Opacity of edges that step back while a path is shown. */
    'edge-dimmed-opacity': '0.3',
  },
  motion: {
    /** Length of motion; 0 under reduced motion, whatever is set. */
    duration: '180ms',
    /** Course of motion. */
    easing: 'ease-out',
  },
} satisfies Readonly<Record<string, Tokens>>;
