/** All engines that are compared, in the order of the tables. */
import { d3Dag, dagre } from './dagre.js';
import { elkDefaults, elkPreset } from './elk.js';
import type { Engine } from './engine.js';
import { hpccGraphviz, vizJs } from './graphviz.js';
import { own } from './own.js';

export const ENGINES = {
  own: { title: 'ours, instant', load: () => Promise.resolve(own) },
  elk: { title: 'ours, ELK preset', load: () => Promise.resolve(elkPreset('elk')) },
  elkDefaults: { title: 'elkjs, defaults', load: elkDefaults },
  dagre: { title: 'dagre', load: dagre },
  d3Dag: { title: 'd3-dag', load: d3Dag },
  hpcc: { title: 'Graphviz dot (@hpcc-js/wasm-graphviz)', load: hpccGraphviz },
  viz: { title: 'Graphviz dot (@viz-js/viz)', load: vizJs },
} as const satisfies Record<string, { readonly title: string; readonly load: () => Promise<Engine> }>;

export type EngineName = keyof typeof ENGINES;

export const ENGINE_NAMES = Object.keys(ENGINES) as readonly EngineName[];
