/**
 * A `fetch` that answers as the test says. It holds on to its requests: one that nobody holds is collected, and its
 * signal with it, so that a test of what happens on abort would wait for ever.
 */
export function answeringFetch(respond: (request: Request) => Response | Promise<Response>): typeof fetch {
  const held: Request[] = [];
  return async (input, init) => {
    const request = new Request(input, init);
    held.push(request);
    return respond(request);
  };
}
