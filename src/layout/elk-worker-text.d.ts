/** The text of `elk-worker.min.js`, for pages on which that file cannot be loaded. Written by the build. */
declare const text: string;
export default text;
