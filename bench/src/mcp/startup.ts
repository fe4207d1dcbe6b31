import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { HOME } from "../home.js";
import { ratios } from "../numbers/rounds.js";
import { median, quantile } from "../numbers/statistics.js";
import { type Claim, claim, type Table } from "../page/section.js";

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

const MESSAGES = [
  {
    id: 1,
    method: "initialize",
    params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "bench", version: "1" } },
  },
  { method: "notifications/initialized" },
  { id: 2, method: "tools/list" },
];

async function timeToTools(args: readonly string[]): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, { cwd: HOME, stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  for (const message of MESSAGES) child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const spent = await answered(child.stdout, begun);
  child.stdin.end();
  await ended;
  return spent;
}

async function answered(output: NodeJS.ReadableStream, begun: number): Promise<number> {
  for await (const line of createInterface({ input: output })) {
    const { id, result } = JSON.parse(line) as { id?: number; result?: { tools?: unknown[] } };
    if (id !== 2) continue;
    const spent = performance.now() - begun;
    if (result?.tools?.length !== 5) throw new Error(`tools/list answered ${line.slice(0, 200)}`);
    return spent;
  }
  throw new Error("The server ended before it answered tools/list.");
}

function figures(samples: readonly number[]): number[] {
  return [median(samples), quantile(samples, 0.1), quantile(samples, 0.9)];
}
