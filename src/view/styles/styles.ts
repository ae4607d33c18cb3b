/** All style sheets of the element, in the order in which later ones win. */
import type { CSSResultGroup } from 'lit';
import { criticalStyles } from './critical.js';
import { detailsStyles } from './details.js';
import { findStyles } from './find.js';
import { frame as frameStyles } from './frame.js';
import { graphStyles } from './graph.js';
import { helpStyles } from './help.js';
import { hoverStyles } from './hover.js';
import { minimapStyles } from './minimap.js';
import { movedLayerStyles } from './moved-layer.js';
import { nodeStyles } from './node.js';
import { panelStyles } from './panels.js';
import { printStyles } from './print.js';
import { tableStyles } from './table.js';
import { targetStyles } from './targets.js';
import { tokens } from './tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  frameStyles,
  graphStyles,
  movedLayerStyles,
  nodeStyles,
  panelStyles,
  tableStyles,
  criticalStyles,
  minimapStyles,
  findStyles,
  hoverStyles,
  detailsStyles,
  helpStyles,
  targetStyles,
  printStyles,
];
