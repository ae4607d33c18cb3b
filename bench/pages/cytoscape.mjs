/** Cytoscape with the positions given. */
import cytoscape from 'cytoscape';

let cy;
let isRendered = false;

export function draw({ nodes, edges }, host) {
  cy = cytoscape({
    container: host,
    elements: [
      ...nodes.map(({ id, label, x, y, width, height }) => ({
        data: { id, label },
        position: { x: x + width / 2, y: y + height / 2 },
      })),
      ...edges.map(({ id, source, target }) => ({ data: { id, source, target } })),
    ],
    layout: { name: 'preset', fit: false },
    style: [
      { selector: 'node', style: { label: 'data(label)', 'text-valign': 'bottom', width: 44, height: 44 } },
      { selector: 'edge', style: { 'curve-style': 'bezier', 'target-arrow-shape': 'triangle' } },
    ],
    autoungrabify: true,
    boxSelectionEnabled: false,
  });
  cy.one('render', () => {
    isRendered = true;
  });
}

export const isDrawn = () => isRendered;

export function show(_host, what) {
  if (what === 'whole') cy.fit();
  else cy.viewport({ zoom: 1, pan: { x: 0, y: 0 } });
}

export const state = () => ({ x: cy.pan().x, scale: cy.zoom() });
