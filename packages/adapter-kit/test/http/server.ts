import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** One request as it arrived. */
export interface Arrived {
  method: string;
  /** Path and query, as they stood on the wire. */
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface LoopbackServer {
  url: string;
  /** Oldest first; a request is here once its body has arrived. */
  arrived: Arrived[];
}

type Handler = (outgoing: ServerResponse, request: Arrived, incoming: IncomingMessage) => unknown;

/** A real server on loopback, gone when the test ends. */
export async function loopback(handler: Handler): Promise<LoopbackServer> {
  const arrived: Arrived[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const { method = "", url = "", headers } = incoming;
    const request = { method, url, headers, body: Buffer.concat(parts).toString("utf8") };
    arrived.push(request);
    await handler(outgoing, request, incoming);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, arrived };
}

/** Answers JSON. */
export function json(
  outgoing: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  outgoing.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** The address of a port on which nobody listens: it was free a moment ago. */
export async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
