// Writes what is derived from code: each adapter's manifest.json, and the tables between the markers
// `<!-- generated:NAME -->` and `<!-- /generated -->` of the READMEs and of docs/errors.md, and the version of the plugin.
// With --check nothing is written: a stale file is named, and the exit code is 1.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const checking = process.argv.includes("--check");
const only = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const stale = [];

const load = (path) => import(pathToFileURL(join(root, path)).href);
const { buildManifest, errorTable, operationTable, settingsTable } = await load(
  "packages/adapter-kit/dist/manifest/index.js",
);
const { ORCHESTRATOR_ERRORS } = await load("packages/core/dist/index.js");

const adapters = readdirSync(join(root, "packages"))
  .filter((name) => name.startsWith("adapter-") && name !== "adapter-kit")
  .filter((name) => only.length === 0 || only.includes(name));

for (const folder of adapters) {
  const home = join(root, "packages", folder);
  const built = join(home, "dist", "index.js");
  if (!existsSync(built)) throw new Error(`${folder} is not built: run \`npm run build\` first.`);
  const { default: definition } = await import(pathToFileURL(built).href);
  const manifest = buildManifest(definition, JSON.parse(readFileSync(join(home, "package.json"), "utf8")));
  keep(join(home, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  fill(join(home, "README.md"), {
    operations: operationTable(manifest),
    errors: errorTable(manifest),
    settings: settingsTable(manifest),
  });
}

const ownErrors = Object.fromEntries(
  Object.entries(ORCHESTRATOR_ERRORS).filter(([, entry]) => entry.since === undefined),
);
fill(join(root, "docs", "errors.md"), { errors: errorTable({ errors: ownErrors }) });

// The plugin has the version of the CLI that it starts: changesets know the one, and this hands it on.
const { name: cli, version } = JSON.parse(readFileSync(join(root, "apps", "cli", "package.json"), "utf8"));
replace("plugin/.claude-plugin/plugin.json", /(?<="version": ")[^"]+/, version);
replace("plugin/.mcp.json", new RegExp(`(?<="${cli}@)[^"]+`), version);

if (stale.length > 0) {
  console.error(`Stale: ${stale.join(", ")}. Run \`npm run generate\` and commit the result.`);
  process.exit(1);
}
if (checking) console.log(`Generated files are fresh (${adapters.length} adapters).`);

/** Fills the marked parts of a document, if it exists. */
function fill(file, parts) {
  if (!existsSync(file)) return;
  const filled = readFileSync(file, "utf8").replace(
    /(<!-- generated:(\w+) -->\n)[\s\S]*?(<!-- \/generated -->)/g,
    (whole, begin, name, end) => (Object.hasOwn(parts, name) ? `${begin}${parts[name]}\n${end}` : whole),
  );
  keep(file, filled);
}

function replace(path, part, text) {
  const file = join(root, path);
  keep(file, readFileSync(file, "utf8").replace(part, text));
}

function keep(file, text) {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  if (checking) stale.push(relative(root, file));
  else {
    writeFileSync(file, text);
    console.log(`wrote ${relative(root, file)}`);
  }
}
