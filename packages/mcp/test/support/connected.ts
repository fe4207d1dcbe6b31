import { Client, type ClientCapabilities, InMemoryTransport } from "@modelcontextprotocol/client";
import type { Transport } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { createSimulatorHost, IN_PROCESS_ORIGIN } from "@pm-orchestrator/simulator";
import { createOrchestrator, type Orchestrator, type OrchestratorConfig } from "pm-orchestrator";
import { onTestFinished } from "vitest";
import { createMcpFace } from "../../src/index.js";

const KINDS = ["linear", "jira", "confluence", "slack", "bitbucket"] as const;

/** The revisions of the protocol that the library speaks. */
export const ERAS = ["2025-11-25", "2026-07-28"] as const;
export type Era = (typeof ERAS)[number];

export interface Upstream {
  orchestrator: Orchestrator;
  /** Every request that reached a simulated system, as `POST /rest/…`. */
  sent: string[];
}

/** An orchestrator against fresh simulators in process. `intercept` may answer, or never answer, instead of them. */
export function simulated(
  config: OrchestratorConfig = {},
  intercept: (request: Request) => Promise<Response> | undefined = () => undefined,
): Upstream {
  const sent: string[] = [];
  const host = createSimulatorHost({
    simulators: Object.fromEntries(
      KINDS.map((kind) => [
        kind,
        async () => (await import(`@pm-orchestrator/adapter-${kind}/simulator`)).default,
      ]),
    ),
  });
  const orchestrator = createOrchestrator(config, {
    simulate: { origin: IN_PROCESS_ORIGIN },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      sent.push(`${request.method} ${new URL(request.url).pathname}`);
      return (await intercept(request)) ?? host.fetch(input, init);
    },
  });
  return { orchestrator, sent };
}

/** Never answers, and ends when its signal does. */
export function silence(request: Request): Promise<Response> {
  return new Promise((_resolve, reject) => {
    request.signal.addEventListener("abort", () => reject(request.signal.reason), { once: true });
  });
}

export interface ConnectedOptions {
  era?: Era;
  open?: () => Promise<Orchestrator>;
  waitMs?: number;
  capabilities?: ClientCapabilities;
  /** Before the client connects: to answer what the server asks. */
  prepare?: (client: Client) => void;
}

export interface Connected {
  client: Client;
  /** Whether the orchestrator was opened. */
  opened: () => number;
  /** Ends the connection as a client that goes away does. */
  disconnect: () => Promise<void>;
}

/** A client connected to the five tools, as over standard input and output, without a process between them. */
export async function connected({
  era = "2025-11-25",
  open = async () => simulated().orchestrator,
  waitMs,
  capabilities = {},
  prepare = () => {},
}: ConnectedOptions = {}): Promise<Connected> {
  let openings = 0;
  const face = createMcpFace({
    open: () => {
      openings += 1;
      return open();
    },
    ...(waitMs === undefined ? {} : { waitMs }),
  });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const server = serveStdio(face.factory, { transport: ours as unknown as Transport });
  const client = new Client(
    { name: "test", version: "1" },
    { capabilities, versionNegotiation: { mode: era === "2025-11-25" ? "legacy" : { pin: era } } },
  );
  prepare(client);
  await client.connect(theirs);
  const disconnect = async () => {
    await client.close();
    await server.close();
    await face.close();
  };
  onTestFinished(disconnect);
  return { client, opened: () => openings, disconnect };
}

/** A tool's answer, as a test reads it. */
export interface ToolAnswer {
  text: string;
  isError: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: what it holds is what the test is about.
  answer: any;
}

export async function call(
  client: Client,
  name: string,
  args: unknown = {},
  options: Parameters<Client["callTool"]>[1] = {},
): Promise<ToolAnswer> {
  const result = await client.callTool({ name, arguments: args as Record<string, unknown> }, options);
  const [first] = result.content;
  return {
    text: first?.type === "text" ? first.text : "",
    isError: result.isError === true,
    answer: result.structuredContent,
  };
}
