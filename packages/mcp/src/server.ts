import { type McpServerFactory, Server } from "@modelcontextprotocol/server";
import { callTool } from "./calls/call-tool.js";
import { Consents } from "./calls/consent.js";
import { type OpenOrchestrator, OrchestratorHost } from "./host.js";
import { TOOLS } from "./tools/definitions.js";
import { VERSION } from "./version.js";

/** Clients commonly give up after a minute: a request that takes longer goes on as a run. Unit: milliseconds. */
const DEFAULT_WAIT_MS = 50_000;

export interface McpOptions {
  /** Makes the orchestrator. Called by the first call of a tool, and again after it failed. */
  open: OpenOrchestrator;
  /** How long a call lasts at most; then it answers with a run that goes on. Default 50000. Unit: milliseconds. */
  waitMs?: number;
}

/** Servers over one orchestrator, one for each connection; {@link close} ends what they share. */
export interface McpFace {
  /** For `serveStdio`, `createMcpHandler` and the like: serves every revision of the protocol that they speak. */
  readonly factory: McpServerFactory;
  /** Waits for the calls, cancels the runs that went on, and closes the orchestrator. */
  close(): Promise<void>;
}

/**
 * The MCP face: five tools over an orchestrator that is opened by the first call. Making it, and every handshake, reads,
 * loads and contacts nothing.
 */
export function createMcpFace({ open, waitMs = DEFAULT_WAIT_MS }: McpOptions): McpFace {
  const host = new OrchestratorHost(open);
  const consents = new Consents();
  return {
    factory: () => {
      // The low-level server takes our schemas as they are; the other one would bring a second library for schemas along.
      const server = new Server(
        { name: "pm-orchestrator", version: VERSION },
        { capabilities: { tools: {}, logging: {} } },
      );
      server.setRequestHandler("tools/list", () => ({ tools: [...TOOLS] }));
      server.setRequestHandler("tools/call", ({ params }, context) =>
        host.track(callTool(params, context, { host, consents, server, waitMs })),
      );
      return server;
    },
    close: () => host.close(),
  };
}
