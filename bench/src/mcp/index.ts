import type { Section } from "../page/section.js";
import { measureStart } from "./startup.js";
import { measureTokens } from "./tokens.js";
import { measureWorkflows } from "./workflows.js";

/** What the MCP face costs an agent: tokens before any work, and time before the first answer. */
export async function measure(): Promise<Omit<Section, "name" | "title">> {
  const tokens = await measureTokens();
  const workflows = await measureWorkflows();
  const start = await measureStart();
  return {
    claims: [...tokens.claims, ...start.claims],
    tables: [...tokens.tables, workflows, ...start.tables],
    notes: [
      "Tokens are of o200k, of compact JSON. The tree is measured as JSON, which is longer than its text.",
      "The bare server is the library's low-level one; a round starts both, and the claim is the median of the rounds' ratios.",
    ],
    broken: [],
  };
}
