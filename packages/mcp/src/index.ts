export type { OpenOrchestrator } from "./host.js";
export { createMcpFace, type McpFace, type McpOptions } from "./server.js";
export { withTables } from "./text/tables.js";
export { TOOLS, type ToolName } from "./tools/definitions.js";
