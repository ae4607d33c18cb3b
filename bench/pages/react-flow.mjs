/** React Flow with the positions given, and with the option that its guide recommends for large graphs. */
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Position, ReactFlow } from '@xyflow/react';
import css from '@xyflow/react/dist/style.css';

const style = document.createElement('style');
style.textContent = css;
document.head.append(style);

/** It takes a tenth of the others' step of a wheel with Ctrl. */
export const wheelFactor = 10;

let flow;

export function draw({ nodes, edges }, host) {
  const boxes = nodes.map(({ id, label, x, y, width, height }) => ({
    id,
    position: { x, y },
    data: { label },
    width,
    height,
    sourcePosition: Position.Right,
    targetPosition: Position.Left,
  }));
  const element = createElement(ReactFlow, {
    defaultNodes: boxes,
    defaultEdges: edges,
    nodesDraggable: false,
    elementsSelectable: false,
    nodesFocusable: false,
    onlyRenderVisibleElements: true,
    minZoom: 0.001,
    onInit: (instance) => {
      flow = instance;
    },
  });
  createRoot(host).render(element);
}

export const isDrawn = (host) =>
  host.querySelector('.react-flow__node') !== null && host.querySelector('.react-flow__edge path') !== null;

export const show = (_host, what) =>
  what === 'whole' ? flow.fitView() : flow.setViewport({ x: 0, y: 0, zoom: 1 });

export function state() {
  const { x, zoom } = flow.getViewport();
  return { x, scale: zoom };
}
