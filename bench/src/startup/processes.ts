import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { HOME } from "../home.js";
import { median } from "../numbers/statistics.js";
import type { StartupCase } from "./cases.js";

/** Medians over several runs of one program. */
export interface ProcessFigures {
  wall_ms: number;
  cpu_ms: number;
  rss_mb: number;
  /** After a garbage collection at the end. */
  heap_mb: number;
}

/** What `children/usage.cts` reports. */
type Usage = Omit<ProcessFigures, "wall_ms">;

const USAGE_REPORTER = fileURLToPath(new URL("../children/usage.cjs", import.meta.url));

/** Runs every program once per round, so that a slow minute of the machine touches all alike. A program that fails has its reason instead of figures. */
export function measureProcesses(
  cases: readonly StartupCase[],
  rounds: number,
): Map<string, ProcessFigures | { failed: string }> {
  const samples = new Map(cases.map(({ what }) => [what, [] as ProcessFigures[]]));
  const failures = new Map<string, string>();
  for (let round = -1; round < rounds; round += 1) {
    for (const { what, args } of cases) {
      if (failures.has(what)) continue;
      try {
        const figures = { wall_ms: wallOf(args), ...usageOf(args) };
        if (round >= 0) samples.get(what)?.push(figures);
      } catch (error) {
        failures.set(what, (error as Error).message);
      }
    }
  }
  return new Map(
    [...samples].map(([what, figures]) => {
      const failed = failures.get(what);
      return [what, failed === undefined ? medians(figures) : { failed }];
    }),
  );
}

/** Measured without the reporter: it takes time of its own. */
function wallOf(args: readonly string[]): number {
  const begun = performance.now();
  start(args);
  return performance.now() - begun;
}

function usageOf(args: readonly string[]): Usage {
  const { output } = start(["--require", USAGE_REPORTER, ...args]);
  return JSON.parse(output[3] ?? "") as Usage;
}

function start(args: readonly string[]) {
  const ended = spawnSync(process.execPath, args, {
    cwd: HOME,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  if (ended.status === 0) return ended;
  const reason = ended.stderr.split("\n").find((line) => /Error|error/.test(line)) ?? ended.stderr.trim();
  throw new Error(`ended with ${ended.status ?? ended.signal}: ${reason}`);
}

function medians(figures: readonly ProcessFigures[]): ProcessFigures {
  const of = (name: keyof ProcessFigures) => median(figures.map((sample) => sample[name]));
  return { wall_ms: of("wall_ms"), cpu_ms: of("cpu_ms"), rss_mb: of("rss_mb"), heap_mb: of("heap_mb") };
}
