/** How often properties are tried: `FC_RUNS=20000` tries more, with a new seed each time; `FC_SEED` repeats one. */
import type * as fc from 'fast-check';

const runs = Number(process.env['FC_RUNS'] ?? 0);
const seed = process.env['FC_SEED'] === undefined ? undefined : Number(process.env['FC_SEED']);

export const parameters: fc.Parameters<unknown> & { readonly numRuns: number } =
  runs === 0
    ? { seed: seed ?? 20261122, numRuns: 1000 }
    : { numRuns: runs, ...(seed !== undefined && { seed }) };
