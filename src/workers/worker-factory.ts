/** Makes workers for the host's page, where ours cannot be started; gives nothing for a kind that it does not know. */
export type WorkerFactory = (kind: 'layout' | 'data') => Worker | undefined;
