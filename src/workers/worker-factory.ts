/**
 * Makes workers for the host's page, where ours cannot be started; gives nothing for a kind that it does not know.
 * `layout` is ELK's worker (`elk-worker.min.js`), `layered` that of our own layout (`layered-worker.js`), `data` the
 * one that reads and groups (`data-worker.js`).
 */
export type WorkerFactory = (kind: 'layout' | 'layered' | 'data') => Worker | undefined;
