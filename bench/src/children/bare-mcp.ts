import { Server } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";

// The least that can be had of the library: five tools that do nothing, by its own low-level server.
const tools = Array.from({ length: 5 }, (_, index) => ({
  name: `tool_${index}`,
  description: "Does nothing.",
  inputSchema: { type: "object" as const },
}));
serveStdio(() => {
  const server = new Server({ name: "bare", version: "1" }, { capabilities: { tools: {} } });
  server.setRequestHandler("tools/list", () => ({ tools }));
  return server;
});
