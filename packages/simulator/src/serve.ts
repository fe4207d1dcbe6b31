import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import type { SimulatorHost } from "./host.js";

/** Simulators that listen on a loopback port. */
export interface ServedSimulators {
  /** E.g. `http://127.0.0.1:4010`, without a slash at the end. */
  readonly url: string;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** Serves a host over real HTTP on 127.0.0.1. Port 0 takes a free one. Rejects when the port is taken. */
export async function serveSimulators(host: SimulatorHost, port = 0): Promise<ServedSimulators> {
  const server = createServer((incoming, outgoing) => {
    answer(host, incoming, outgoing).catch((error: unknown) => fail(outgoing, error));
  });
  await listen(server, port);
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function answer(
  host: SimulatorHost,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.on("close", () => gone.abort());
  const response = await host.handle(toRequest(incoming, gone.signal));
  // `HttpResponse.error()` is a connection that broke.
  if (response.type === "error") {
    outgoing.destroy();
    return;
  }
  outgoing.statusCode = response.status;
  outgoing.setHeaders(response.headers);
  if (response.body === null) {
    outgoing.end();
    return;
  }
  await pipeline(Readable.fromWeb(response.body as NodeReadableStream), outgoing);
}

/** A request that cannot even be read gets an answer; one that is half answered can only be cut off. */
function fail(outgoing: ServerResponse, error: unknown): void {
  if (outgoing.headersSent || outgoing.destroyed) {
    outgoing.destroy();
    return;
  }
  const message = `The simulator cannot read this request: ${error instanceof Error ? error.message : error}`;
  outgoing.writeHead(400, { "content-type": "application/json", connection: "close" });
  outgoing.end(JSON.stringify({ message }));
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headersDistinct)) {
    for (const item of value ?? []) headers.append(name, item);
  }
  const method = incoming.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(`http://${incoming.headers.host ?? "127.0.0.1"}${incoming.url ?? "/"}`, {
    method,
    headers,
    signal,
    ...(hasBody ? { body: Readable.toWeb(incoming), duplex: "half" } : {}),
  } as RequestInit);
}
