// Runs the pinned pnpm, whether or not it is installed on this machine.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Runs pnpm with `args` in `root`; ends this process with pnpm's exit code when it fails. */
export function pnpm(args, root, env = {}) {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const run = spawnSync("npx", ["-y", packageManager, ...args], {
    cwd: root,
    // Standard output belongs to the command that called us: all set-up talk goes to standard error.
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
    env: { ...process.env, ...env },
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
}
