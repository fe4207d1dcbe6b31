// Puts together what the tests noted of every adapter's operations: which ran to their end against the simulator, which
// params were given, which endpoints were called. Writes docs/coverage.md; with --check it writes nothing, and a gap, or
// a stale docs/coverage.md, is an error. Run the tests first.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const document = join(root, "docs", "coverage.md");
const checking = process.argv.includes("--check");
const problems = [];
const sections = [];
let skipped = 0;
let undescribed = 0;

const adapters = readdirSync(join(root, "packages"))
  .filter((name) => name.startsWith("adapter-") && name !== "adapter-kit")
  .sort();

for (const folder of adapters) {
  const home = join(root, "packages", folder);
  const manifest = JSON.parse(readFileSync(join(home, "manifest.json"), "utf8"));
  const records = recordsOf(home);
  if (records.length === 0) {
    console.error(`${folder}: no record of its tests; run them first.`);
    process.exit(1);
  }
  const described = records.every((record) => record.described);
  if (!described) undescribed += 1;
  skipped += records.reduce((sum, record) => sum + record.skipped_checks, 0);
  const rows = Object.entries(manifest.operations).map(([name, operation]) =>
    rowOf({ kind: manifest.kind, name, operation, seen: merged(records, name), described }),
  );
  const whole = rows.filter(({ gaps }) => gaps === 0).length;
  sections.push(
    [
      `## ${manifest.title}`,
      "",
      `${rows.length} operations, ${whole} of them covered.`,
      "",
      "| operation | params | endpoints |",
      "|---|---|---|",
      ...rows.map(({ text }) => text),
    ].join("\n"),
  );
}

if (undescribed > 0) {
  console.warn(
    `SKIPPED ${skipped} checks of ${undescribed} adapters, and with them all endpoints: the vendors' descriptions were absent when the tests ran.`,
  );
}
for (const problem of problems) console.error(problem);

const text = `# What the tests cover

Written by \`npm run coverage\` from what the tests noted, not by hand. An operation counts when it ran to its end against the
simulator, a param when some test gave it, an endpoint when it was called while its operation ran. **Bold** marks a gap,
and is red in CI (\`npm run coverage:check\`).

${sections.join("\n\n")}
`;
// Without the descriptions the endpoints are not known, so the document cannot be judged or written.
if (undescribed === 0) {
  if (!checking) writeFileSync(document, text);
  else if (!existsSync(document) || readFileSync(document, "utf8") !== text) {
    problems.push("docs/coverage.md is stale");
    console.error("docs/coverage.md is stale: run `npm run coverage` and commit the result.");
  }
}
if (checking && problems.length > 0) process.exit(1);
const operations = sections.length === 1 ? "1 adapter" : `${sections.length} adapters`;
console.log(problems.length === 0 ? `Coverage is whole: ${operations}.` : `${problems.length} gaps.`);

/** The records of test files that still exist. */
function recordsOf(home) {
  const folder = join(home, ".vitest", "coverage");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")))
    .filter(({ file }) => existsSync(join(home, file)));
}

/** What all test files together did with one operation. */
function merged(records, name) {
  const all = records.flatMap(({ operations }) =>
    Object.hasOwn(operations, name) ? [operations[name]] : [],
  );
  return {
    succeeded: all.some(({ succeeded }) => succeeded > 0),
    params: new Set(all.flatMap(({ params }) => params)),
    endpoints: new Set(all.flatMap(({ endpoints }) => endpoints)),
  };
}

function rowOf({ kind, name, operation, seen, described }) {
  let gaps = 0;
  const cell = (text, gap) => {
    if (gap === undefined) return `\`${text}\``;
    gaps += 1;
    problems.push(`${kind} ${name}: ${gap}`);
    return `**\`${text}\` ${gap.replace(text, "").trim()}**`;
  };
  const params = Object.keys(operation.params.properties ?? {}).map((param) =>
    cell(param, seen.params.has(param) ? undefined : `${param} was never given`),
  );
  const declared = operation.upstream.map((endpoint) =>
    cell(endpoint, !described || seen.endpoints.has(endpoint) ? undefined : `${endpoint} was never called`),
  );
  const others = [...seen.endpoints]
    .filter((endpoint) => !operation.upstream.includes(endpoint))
    .sort()
    .map((endpoint) => cell(endpoint, `${endpoint} is called and not declared`));
  const operationCell = cell(name, seen.succeeded ? undefined : "never ran to its end");
  const list = (cells) => (cells.length === 0 ? "none" : cells.join("<br>"));
  return { text: `| ${operationCell} | ${list(params)} | ${list([...declared, ...others])} |`, gaps };
}
