import { css, unsafeCSS, type CSSResult } from 'lit';
import { colours, measures } from './token-list.js';

type Entry = readonly [name: string, value: string];

const entriesOf = (groups: Readonly<Record<string, Readonly<Record<string, string>>>>): readonly Entry[] =>
  Object.values(groups).flatMap((group) => Object.entries(group));

const allColours = entriesOf(colours);
const tokenList = [...allColours, ...entriesOf(measures)];

/** A default for browsers that do not know `light-dark()`, and for paper: the light one. */
const plain = (value: string): string => value.replace(/light-dark\(([^,]+), [^)]+\)/, '$1');

/** Declarations of private properties. The names and values are those of the list, so nothing foreign gets in. */
const declare = (entries: readonly Entry[], valueOf: (name: string, value: string) => string): CSSResult =>
  unsafeCSS(entries.map(([name, value]) => `--_${name}: ${valueOf(name, value)};`).join('\n'));

const resolved = (name: string, value: string): string => `var(--trace-dependencies-${name}, ${value})`;

/** What a high contrast theme of the system calls the colours. Whatever is not here is text on the page's background. */
const systemColours: Readonly<Record<string, string>> = {
  accent: 'LinkText',
  focus: 'Highlight',
  'node-dimmed-text': 'GrayText',
  'node-selected': 'Highlight',
  'edge-async': 'LinkText',
  'edge-selected': 'Highlight',
  'control-border': 'ButtonText',
  'button-text': 'ButtonText',
  'row-selected': 'transparent',
  'minimap-viewport': 'transparent',
  'error-text': 'Canvas',
  'critical-text': 'Canvas',
  shadow: 'none',
};

/** What they paint, by their names: SVG is not forced, so it has to be told, and a veil over lines must stay one. */
function forced(name: string): string {
  if (systemColours[name] !== undefined) return systemColours[name];
  if (/hover$|selected-background$/.test(name)) return 'transparent';
  return /surface|background$|^band$|^notice-text$/.test(name) ? 'Canvas' : 'CanvasText';
}

/**
 * Every token, resolved once: the public property, which any ancestor may set, else a seed, else the default. The
 * resolved private ones start with `--_`; no other sheet has a colour of its own.
 */
export const tokens = css`
  :host {
    ${declare(tokenList, (name, value) => resolved(name, plain(value)))}
  }

  @supports (color: light-dark(white, black)) {
    :host {
      ${declare(
        allColours.filter(([, value]) => value.includes('light-dark(')),
        resolved,
      )}
    }
  }

  :host([density='compact']) {
    --_space: calc(var(--trace-dependencies-space, 4px) * 0.75);
    --_font-size: calc(var(--trace-dependencies-font-size, 13px) * 12 / 13);
  }

  :host([density='comfortable']) {
    --_space: calc(var(--trace-dependencies-space, 4px) * 1.5);
    --_font-size: calc(var(--trace-dependencies-font-size, 13px) * 14 / 13);
  }

  /* Whatever the theme: what is faint moves half way towards the text. */
  @media (prefers-contrast: more) {
    :host {
      --_text-muted: color-mix(
        in srgb,
        ${unsafeCSS(resolved('text-muted', colours.seeds['text-muted']))},
        var(--_text)
      );
      --_border: color-mix(in srgb, ${unsafeCSS(resolved('border', colours.seeds.border))}, var(--_text));
      --_edge-width: max(2px, ${unsafeCSS(resolved('edge-width', measures.edge['edge-width']))});
      --_node-border-width: max(
        2.2px,
        ${unsafeCSS(resolved('node-border-width', measures.node['node-border-width']))}
      );
      --_edge: var(--trace-dependencies-edge, var(--_text-muted));
      --_control-border: var(--trace-dependencies-control-border, var(--_text-muted));
      --_band-border: var(--trace-dependencies-band-border, var(--_border));
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_duration: 0s;
    }
  }

  @media (forced-colors: active) {
    :host {
      ${declare(allColours, forced)}
      --_node-fill: 0%;
    }
  }

  /* Paper is white, whatever the theme. */
  @media print {
    :host {
      color-scheme: light;
      print-color-adjust: exact;
      ${declare(allColours, (_name, value) => plain(value))}
    }
  }
`;
