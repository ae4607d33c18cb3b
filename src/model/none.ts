/** Stands for "no such thing" in columns of indices: of spans, traces, nodes, texts. */
export const none = -1;
