/** Entry of the worker of our own layout: a classic script without imports once it is built. */
import { serveLayouts } from './serve-layouts.js';

serveLayouts(self);
