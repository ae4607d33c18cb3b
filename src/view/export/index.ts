/** The formats in which a drawing can be taken elsewhere. Loaded when one is asked for. */
export { dotOf } from './dot.js';
export { jsonOf } from './graph-json.js';
export { mermaidOf } from './mermaid.js';
export { outlineOf } from './outline.js';
export { pictureOf } from './picture.js';
export type { PictureColours, PictureStyle } from './picture-style.js';
export { pngOf } from './png-picture.js';
export { svgOf } from './svg-picture.js';
