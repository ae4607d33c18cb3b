/** What the tests use of pngjs, which has no types of its own. */
declare module 'pngjs' {
  /** Pixels row by row from the top left corner, four bytes each: red, green, blue, opacity. */
  export class PNG {
    constructor(size: { readonly width: number; readonly height: number });
    readonly width: number;
    readonly height: number;
    readonly data: Buffer;
    static readonly sync: {
      read(file: Uint8Array): PNG;
      write(picture: PNG): Buffer;
    };
  }
}
