import { readFileSync } from 'node:fs';

/** An answer of a real server; `test/fixtures/SOURCES.md` says of which. */
export function recorded(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(`test/fixtures/recorded/${name}.json`));
}

/** The response that it was. */
export function recordedResponse(name: string): Response {
  return new Response(recorded(name));
}
