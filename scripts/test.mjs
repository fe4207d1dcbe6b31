// Runs every package's tests through turbo and counts them: the README's test command.
// Ends with "N passed, N failed" from the packages' own reports; a package without a report counts as a failure.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const packages = ["packages", "apps", "."]
  .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(parent, name)))
  .filter((path) => existsSync(join(root, path, "package.json")) && existsSync(join(root, path, "test")));

for (const path of packages) rmSync(join(root, path, ".vitest"), { recursive: true, force: true });

// The vendors' descriptions lie outside of the repository, where turbo does not look: their sizes and times stand for them.
const descriptions = process.env.PMO_API_SPECS ?? join(root, "..", "shared", "api-specs");
const seen = existsSync(descriptions)
  ? readdirSync(descriptions).map((name) => `${name}:${statSync(join(descriptions, name)).size}`)
  : [];

// turbo needs pnpm on its PATH, so it is started through it. Two packages at once: more only fight for two cores.
const run = spawnSync(
  "npx",
  [
    "-y",
    packageManager,
    "exec",
    "turbo",
    "run",
    "test",
    "--concurrency=2",
    "--continue",
    "--output-logs=errors-only",
    "--ui=stream",
  ],
  {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
    env: {
      ...process.env,
      TURBO_TELEMETRY_DISABLED: "1",
      DO_NOT_TRACK: "1",
      TURBO_NO_UPDATE_NOTIFIER: "1",
      PMO_API_SPECS_SEEN: seen.join(),
    },
  },
);

const skippedChecks = packages.reduce(
  (sum, path) => sum + skippedIn(join(root, path, ".vitest", "coverage")),
  0,
);
if (skippedChecks > 0) {
  console.warn(
    `The vendors' API descriptions are not at ${descriptions}: ${skippedChecks} checks against them were SKIPPED.`,
  );
}

let passed = 0;
let failed = 0;
let skipped = 0;
for (const path of packages) {
  const file = join(root, path, ".vitest", "report.json");
  if (!existsSync(file)) {
    console.error(`${path}: no test report`);
    failed += 1;
    continue;
  }
  const report = JSON.parse(readFileSync(file, "utf8"));
  passed += report.numPassedTests;
  failed += report.numFailedTests + report.testResults.filter(brokenFile).length;
  skipped += report.numPendingTests + report.numTodoTests;
}
if (run.status !== 0 && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed > 0 ? 1 : 0);

/** A file that could not even be collected has no failed test to count. */
function brokenFile(result) {
  return result.status === "failed" && result.assertionResults.every(({ status }) => status !== "failed");
}

/** Checks against the vendors' descriptions that a package's tests could not make. */
function skippedIn(folder) {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .reduce(
      (sum, name) => sum + (JSON.parse(readFileSync(join(folder, name), "utf8")).skipped_checks ?? 0),
      0,
    );
}
