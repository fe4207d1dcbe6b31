import { ended, type pmo, startPmo } from "./pmo.js";

export interface Message {
  id?: number;
  method?: string;
  // biome-ignore lint/suspicious/noExplicitAny: what it holds is what the test is about.
  result?: any;
  error?: { code: number; message: string };
}

export const request = (id: number, method: string, params: unknown = {}) => ({
  jsonrpc: "2.0",
  id,
  method,
  params,
});
export const HELLO = [
  request(1, "initialize", {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "test", version: "1" },
  }),
  { jsonrpc: "2.0", method: "notifications/initialized" },
];
export const callOf = (id: number, name: string, args: unknown = {}) =>
  request(id, "tools/call", { name, arguments: args });
export const GET_ISSUE = { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } };

/** Says all of it to `pmo mcp`, closes its input once every request is answered, and reads what it said. */
export async function converse(
  messages: readonly (object | string)[],
  { args = ["--simulate"], ...options }: Parameters<typeof pmo>[1] & { args?: string[] } = {},
) {
  const child = startPmo(["mcp", ...args], options);
  const waiting = new Set(
    messages.flatMap((message) =>
      typeof message === "object" && "id" in message && "method" in message ? [message.id] : [],
    ),
  );
  let isSilent = waiting.size === 0;
  let heard = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    const lines = (heard + text).split("\n");
    heard = lines.pop() ?? "";
    for (const line of lines) waiting.delete((JSON.parse(line) as Message).id);
    if (waiting.size > 0 || isSilent) return;
    isSilent = true;
    child.stdin?.end();
  });
  for (const message of messages)
    child.stdin?.write(`${typeof message === "string" ? message : JSON.stringify(message)}\n`);
  if (isSilent) child.stdin?.end();
  const result = await ended(child);
  const said = result.stdout.split("\n").filter(Boolean);
  const spoken = said.map((line) => JSON.parse(line) as Message);
  return { ...result, spoken, answerTo: (id: number) => spoken.find((message) => message.id === id) };
}
