import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { HOME } from "../home.js";

/** What a tool answers, in its two forms. */
export interface ToolResult {
  content: { text: string }[];
  structuredContent: unknown;
  isError?: boolean;
}

/** A server as a process, spoken to in the protocol's own messages. */
export interface Conversation {
  /** The result of a request. Rejects when the server answers an error, or ends. */
  ask<Result>(method: string, params?: unknown): Promise<Result>;
  /** Closes the server's input and waits for its end. */
  close(): Promise<void>;
}

interface Message {
  id?: number;
  method?: string;
  result?: unknown;
  error?: { message: string };
}

/** Starts a server; the handshake is under way when this returns. Every question to the user is answered with yes. */
export function converse(args: readonly string[]): Conversation {
  const child = spawn(process.execPath, args, { cwd: HOME, stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const waiting = new Map<number, (message: Message) => void>();
  const say = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  let asked = 0;
  const ask = async <Result>(method: string, params: unknown = {}): Promise<Result> => {
    const id = ++asked;
    const answer = new Promise<Message>((resolve) => waiting.set(id, resolve));
    say({ id, method, params });
    const { result, error } = await answer;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result as Result;
  };
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    const message = JSON.parse(line) as Message;
    if (message.method === "elicitation/create")
      say({ id: message.id, result: { action: "accept", content: {} } });
    else if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  lines.once("close", () => {
    for (const tell of waiting.values()) tell({ error: { message: "the server ended" } });
  });
  void ask("initialize", {
    protocolVersion: "2025-11-25",
    capabilities: { elicitation: {} },
    clientInfo: { name: "bench", version: "1" },
  }).catch(() => {});
  say({ method: "notifications/initialized" });
  return {
    ask,
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
