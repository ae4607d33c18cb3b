/** The text of `layered-worker.js`, for pages on which that file cannot be loaded. Written by the build. */
declare const text: string;
export default text;
