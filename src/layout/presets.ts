import type { LayoutProfile } from '../model/layout.js';

/** Options of ELK, by their full names: a name that is not full is looked up by its end, a misspelt one is ignored silently. */
export type ElkOptions = Readonly<Record<string, string>>;

/** The profiles that ELK draws. */
export type ElkProfile = Exclude<LayoutProfile, 'linear'>;

/**
 * The only sets of options that ELK is ever given. Free combinations of its options throw, hang or answer nonsense in
 * one of ten graphs; these were tried on thousands of random graphs first. Not to be added without the same trial:
 * NETWORK_SIMPLEX node placement, model order, post-compaction, wrapping, unzipping, stretch-width layering.
 */
const COMMON: ElkOptions = {
  'org.eclipse.elk.algorithm': 'org.eclipse.elk.layered',
  // Directions are turned by ourselves, so that ELK knows one only.
  'org.eclipse.elk.direction': 'RIGHT',
  'org.eclipse.elk.randomSeed': '1',
  'org.eclipse.elk.edgeRouting': 'POLYLINE',
  'org.eclipse.elk.hierarchyHandling': 'SEPARATE_CHILDREN',
  'org.eclipse.elk.layered.cycleBreaking.strategy': 'GREEDY',
  'org.eclipse.elk.layered.crossingMinimization.strategy': 'LAYER_SWEEP',
  // A quarter less area and a tenth less edge length than Brandes-Koepf, measured on the same graphs.
  'org.eclipse.elk.layered.nodePlacement.strategy': 'LINEAR_SEGMENTS',
  // Keeps callees beside their callers; network simplex pulls the leaves of a level to its far end, since ELK parts
  // partitions by edges of its own.
  'org.eclipse.elk.layered.layering.strategy': 'LONGEST_PATH_SOURCE',
  'org.eclipse.elk.layered.considerModelOrder.strategy': 'NONE',
  'org.eclipse.elk.edgeLabels.placement': 'CENTER',
  'org.eclipse.elk.padding': '[top=0,left=0,bottom=0,right=0]',
  'org.eclipse.elk.spacing.nodeNode': '20',
  'org.eclipse.elk.spacing.edgeNode': '12',
  'org.eclipse.elk.spacing.edgeEdge': '10',
  'org.eclipse.elk.spacing.edgeLabel': '0',
  'org.eclipse.elk.spacing.componentComponent': '40',
  'org.eclipse.elk.layered.spacing.nodeNodeBetweenLayers': '44',
  'org.eclipse.elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'org.eclipse.elk.layered.spacing.edgeEdgeBetweenLayers': '6',
};

/** `elk` draws well; `elk-fast` takes about half the time, for dense and for large graphs. */
export const PRESETS: Readonly<Record<ElkProfile, ElkOptions>> = {
  elk: {
    ...COMMON,
    'org.eclipse.elk.layered.crossingMinimization.greedySwitch.type': 'TWO_SIDED',
    'org.eclipse.elk.layered.thoroughness': '20',
  },
  'elk-fast': {
    ...COMMON,
    'org.eclipse.elk.layered.thoroughness': '1',
  },
};

/** Beyond these ELK takes too long for a page; paths of some 2,900 nodes overflow its stack. */
const AUTO_NODES = 300;
const AUTO_EDGES = 800;
const MOST_NODES = 1000;
const MOST_EDGES = 2000;
/** Edges per node from which the time of the full preset grows out of hand. */
const DENSE = 2.5;

/**
 * Which algorithm shall draw a graph of this size.
 *
 * @param wish `auto`: ELK where it answers within a few seconds; `elk`: ELK as long as it may answer at all; `instant`: never ELK
 */
export function chooseProfile(
  wish: 'auto' | 'elk' | 'instant',
  nodeCount: number,
  edgeCount: number,
): LayoutProfile {
  if (wish === 'instant' || nodeCount === 0) return 'linear';
  if (nodeCount <= AUTO_NODES && edgeCount <= AUTO_EDGES)
    return edgeCount > DENSE * nodeCount ? 'elk-fast' : 'elk';
  if (wish === 'elk' && nodeCount <= MOST_NODES && edgeCount <= MOST_EDGES) return 'elk-fast';
  return 'linear';
}
