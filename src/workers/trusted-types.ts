/** The part of the Trusted Types API that is used; TypeScript's DOM library does not have it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): unknown;
  };
}

/** `undefined` until it is first needed, `null` where the page has or allows none. */
let policy: ReturnType<TrustedTypes['createPolicy']> | null | undefined;

/**
 * The address of a worker's script as the page's policy wants it. The policy is called `trace-dependencies` and stays
 * in this module: nobody else can have addresses blessed by it. Where the page's `trusted-types` does not list it, the
 * plain text is returned and the `Worker` constructor refuses it.
 */
export function trustedScriptUrl(url: string): string {
  if (policy === undefined) {
    const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
    try {
      policy = trustedTypes?.createPolicy('trace-dependencies', { createScriptURL: (text) => text }) ?? null;
    } catch {
      policy = null;
    }
  }
  // A TrustedScriptURL stands for a string everywhere that a URL is wanted.
  return policy ? (policy.createScriptURL(url) as string) : url;
}
