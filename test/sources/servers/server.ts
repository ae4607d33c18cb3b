/** What the contract servers have in common: a `fetch` that answers from memory, and remembers what it was asked. */

/** An answer to a path below the server's root. */
export type Route = (url: URL) => Response | undefined;

export interface ContractServer {
  /** To be given to a source. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Path and query of every request, decoded. */
  readonly requests: readonly string[];
}

/** Answers after a moment, or not at all if the request was aborted by then; 404 in plain text where no route is. */
export function serve(...routes: readonly Route[]): ContractServer {
  const requests: string[] = [];
  return {
    requests,
    fetch: async (input, init) => {
      init?.signal?.throwIfAborted();
      const url = new URL(input instanceof Request ? input.url : input, 'https://page.test');
      requests.push(
        `${decodeURIComponent(url.pathname)}${url.search && '?'}${[...url.searchParams].join('&')}`,
      );
      await new Promise((resolve) => setImmediate(resolve));
      init?.signal?.throwIfAborted();
      for (const route of routes) {
        const response = route(url);
        if (response) return response;
      }
      return new Response('404 page not found', { status: 404 });
    },
  };
}

export function json(value: unknown, status = 200): Response {
  return Response.json(value, { status });
}
