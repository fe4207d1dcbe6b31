import { fileURLToPath } from "node:url";
import { ratios } from "../numbers/rounds.js";
import { median, quantile } from "../numbers/statistics.js";
import { type Claim, claim, type Table } from "../page/section.js";
import { converse } from "./conversation.js";

const ROUNDS = 11;
const WARM_UP_ROUNDS = 1;

const BARE = [fileURLToPath(new URL("../children/bare-mcp.js", import.meta.url))];
const OURS = ["../apps/cli/bin/pmo.js", "mcp"];

/** From the start of a server's process to its answer to `tools/list`, beside a server that does nothing. */
export async function measureStart(): Promise<{ claims: Claim[]; tables: Table[] }> {
  const samples = { ours: [] as number[], bare: [] as number[] };
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    const order = round % 2 === 0 ? (["ours", "bare"] as const) : (["bare", "ours"] as const);
    for (const which of order) {
      const spent = await timeToTools(which === "ours" ? OURS : BARE);
      if (round >= 0) samples[which].push(spent);
    }
  }
  return {
    claims: [
      claim(
        "start to tools/list: pmo mcp : a bare server",
        { measured: median(ratios(samples.ours, samples.bare)), unit: "" },
        { atMost: 1.25 },
      ),
    ],
    tables: [
      {
        title: `From the start to the answer of tools/list, ${ROUNDS} rounds`,
        columns: ["", "median ms", "a tenth had less", "a tenth had more"],
        rows: [
          ["pmo mcp", ...figures(samples.ours)],
          ["five tools that do nothing, same library", ...figures(samples.bare)],
        ],
      },
    ],
  };
}

async function timeToTools(args: readonly string[]): Promise<number> {
  const begun = performance.now();
  const server = converse(args);
  const { tools } = await server.ask<{ tools: unknown[] }>("tools/list");
  const spent = performance.now() - begun;
  await server.close();
  if (tools.length !== 5) throw new Error(`The server has ${tools.length} tools.`);
  return spent;
}

function figures(samples: readonly number[]): number[] {
  return [median(samples), quantile(samples, 0.1), quantile(samples, 0.9)];
}
