import type { Readable, Writable } from "node:stream";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { LineTransport } from "./line-transport.js";
import { createMcpFace, type McpOptions } from "./server.js";

export type { McpOptions } from "./server.js";

export interface StdioOptions extends McpOptions {
  /** Ends the server as the end of input does. */
  signal?: AbortSignal;
  /** Told what goes wrong beside the calls: a line that is no message, a client that went away. */
  onProblem?: (error: Error) => void;
  /** Default: the process's. */
  streams?: { input: Readable; output: Writable };
}

/**
 * Serves MCP over standard input and output, which from then on belong to the protocol. Resolves when the client has
 * closed the input and everything under way has ended.
 */
export async function serveOverStdio({
  signal,
  onProblem,
  streams,
  ...options
}: StdioOptions): Promise<void> {
  const face = createMcpFace(options);
  await new Promise<void>((resolve) => {
    const transport = new WatchedTransport(resolve, streams);
    serveStdio(face.factory, { transport, ...(onProblem === undefined ? {} : { onerror: onProblem }) });
    const end = () => void transport.close();
    if (signal?.aborted === true) end();
    signal?.addEventListener("abort", end, { once: true });
  });
  await face.close();
}

/** A transport that says when it is over. */
class WatchedTransport extends LineTransport {
  constructor(
    private readonly ended: () => void,
    streams?: StdioOptions["streams"],
  ) {
    super(streams?.input, streams?.output);
  }

  override async close(): Promise<void> {
    await super.close();
    this.ended();
  }
}
