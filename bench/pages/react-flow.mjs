/** React Flow with the positions given, and with the option that its guide recommends for large graphs. */
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Position, ReactFlow } from '@xyflow/react';
import css from '@xyflow/react/dist/style.css';

const style = document.createElement('style');
style.textContent = css;
document.head.append(style);

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
  const flow = createElement(ReactFlow, {
    defaultNodes: boxes,
    defaultEdges: edges,
    nodesDraggable: false,
    elementsSelectable: false,
    nodesFocusable: false,
    onlyRenderVisibleElements: true,
    minZoom: 0.01,
  });
  createRoot(host).render(flow);
}

export const isDrawn = (host) =>
  host.querySelector('.react-flow__node') !== null && host.querySelector('.react-flow__edge path') !== null;

export const offset = (host) =>
  new DOMMatrix(getComputedStyle(host.querySelector('.react-flow__viewport')).transform).e;
