/** Space across the flow between the extents of two neighbours in a rank: boxes, a box and an edge, or edges. */
export const NODE_GAP = 20;
export const NODE_TO_EDGE_GAP = 12;
export const EDGE_GAP = 10;
