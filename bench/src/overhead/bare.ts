/** One upstream request, as an adapter made it. */
export interface RecordedCall {
  url: string;
  method: string;
  headers: Headers;
  body?: string | undefined;
}

/** A `fetch` that also writes down what was asked. */
export function recording(upstream: typeof fetch): { fetch: typeof fetch; calls: RecordedCall[] } {
  const calls: RecordedCall[] = [];
  return {
    calls,
    fetch: (input, init) => {
      const { url, method, headers } = new Request(input, init);
      calls.push({ url, method, headers, body: typeof init?.body === "string" ? init.body : undefined });
      return upstream(input, init);
    },
  };
}

/** Makes the same requests with nothing around them but the parsing of their JSON. */
export async function fetchBare(
  upstream: typeof fetch,
  calls: readonly RecordedCall[],
  inFlight: number,
): Promise<void> {
  const queue = calls.values();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      // One iterator for all: whoever is free takes the next.
      for (const { url, method, headers, body } of queue) {
        const sent = body === undefined ? { method, headers } : { method, headers, body };
        const response = await upstream(url, { ...sent, redirect: "manual" });
        await response.json();
      }
    }),
  );
}
