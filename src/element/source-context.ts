import { createContext } from '@lit/context';
import type { TraceSource } from '../sources/trace-source.js';

/**
 * The context under which a page provides one source to all `<trace-dependencies>` below an element. Its key is known
 * to the whole page, so that copies of this package understand each other; the number changes with the interface.
 */
export const traceSourceContext = createContext<TraceSource | null>(
  Symbol.for('trace-dependencies/source@1'),
);
