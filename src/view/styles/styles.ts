/** All style sheets of the element, in the order in which later ones win. */
import type { CSSResultGroup } from 'lit';
import { barStyles } from './bar.js';
import { buttonStyles } from './button.js';
import { controlStyles } from './controls.js';
import { criticalStyles } from './critical.js';
import { detailsStyles } from './details.js';
import { edgeStyles } from './edge.js';
import { findStyles } from './find.js';
import { frameStyles } from './frame.js';
import { graphStyles } from './graph.js';
import { helpStyles } from './help.js';
import { hoverStyles } from './hover.js';
import { legendStyles } from './legend.js';
import { menuStyles } from './menu.js';
import { minimapStyles } from './minimap.js';
import { movedLayerStyles } from './moved-layer.js';
import { nodeStyles } from './node.js';
import { noticeStyles } from './notice.js';
import { overviewStyles } from './overview.js';
import { printStyles } from './print.js';
import { roomStyles } from './room.js';
import { stubStyles } from './stub.js';
import { tableStyles } from './table.js';
import { targetStyles } from './targets.js';
import { textDirection } from './text-direction.js';
import { tokens } from './tokens.js';

export const styles: CSSResultGroup = [
  tokens,
  textDirection,
  frameStyles,
  barStyles,
  buttonStyles,
  noticeStyles,
  roomStyles,
  graphStyles,
  edgeStyles,
  stubStyles,
  overviewStyles,
  movedLayerStyles,
  nodeStyles,
  controlStyles,
  menuStyles,
  legendStyles,
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
