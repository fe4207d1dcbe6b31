// Brings a fresh clone to the point where anything can run: packages installed, everything built.
// Called by `npm run demo` and `npm test`; a second call costs a second or two.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pnpm } from "./pnpm.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`pm-orchestrator needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const stampFile = join(root, "node_modules", ".pmo-installed");
const lock = readFileSync(join(root, "pnpm-lock.yaml"));
const stamp = createHash("sha256").update(lock).update(process.versions.node).digest("hex");
const installed = existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;

if (!installed) {
  console.error("Installing packages (once; about a minute) …");
  pnpm(["install", "--frozen-lockfile", "--prefer-offline", "--reporter=append-only"], root);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

console.error("Building …");
const tsc = spawnSync(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-b"], {
  cwd: root,
  stdio: ["ignore", 2, 2],
});
if (tsc.status !== 0) process.exit(tsc.status ?? 1);

const bundle = spawnSync(process.execPath, [join(root, "scripts", "bundle.mjs")], {
  cwd: root,
  stdio: ["ignore", 2, 2],
});
if (bundle.status !== 0) process.exit(bundle.status ?? 1);
