/** For a page without a bundler: registers the element and gives everything else besides. */
import './define.js';

export * from './index.js';
