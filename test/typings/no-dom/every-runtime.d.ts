/**
 * What browsers, their workers and Node all have, but TypeScript declares only together with the DOM. The pure layers
 * may use this and nothing more; the types are the parts that they use.
 */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
