// Puts what is imported at run time into few files: reading many small ones is most of what an import costs.
//   packages/core/dist/zod.js        zod, English only, in one file
//   packages/*/dist/bundle/index.js  the entry of the kit, of atlassian and of each adapter; what is imported dynamically stays apart
//   packages/mcp/dist/bundle/stdio.js  the server for standard input and output with the MCP library in it: agents wait for its start
// Types are untouched. Runs after the compiler; does nothing for what has not changed since.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/** Half of zod are translations; our messages are English. */
const ENGLISH_ONLY = {
  name: "english-only",
  load: (id) => (/[\\/]locales[\\/]index\.js$/.test(id) ? 'export { default as en } from "./en.js";' : null),
};

/**
 * One character beyond Latin-1 makes V8 keep the whole file at two bytes a character; comments are for those who read the
 * sources. Names and lines stay as they are, for stack traces.
 */
const LEAN = { format: "esm", charset: "ascii", comments: { jsdoc: false } };

const packages = join(dirname(fileURLToPath(import.meta.url)), "..", "packages");

await bundleZod(join(packages, "core"));
for (const name of readdirSync(packages).filter(
  (name) => name.startsWith("adapter-") || name === "atlassian",
)) {
  await bundleEntry(join(packages, name, "dist"));
}
await bundleMcp(join(packages, "mcp"));

async function bundleZod(core) {
  const output = join(core, "dist", "zod.js");
  const { version } = createRequire(join(core, "package.json"))("zod/package.json");
  const mark = `// zod ${version}, MIT, Copyright (c) Colin McDonnell; bundled by scripts/bundle.mjs`;
  if (readFileSync(output, "utf8").startsWith(mark)) return;
  const bundle = await rolldown({
    input: join(core, "src", "zod.ts"),
    platform: "node",
    plugins: [ENGLISH_ONLY],
  });
  const {
    output: [{ code }],
  } = await bundle.generate({ ...LEAN, minify: true });
  await bundle.close();
  writeFileSync(output, `${mark}\n${code}`);
}

async function bundleEntry(dist) {
  const folder = join(dist, "bundle");
  const entry = join(folder, "index.js");
  if (existsSync(entry) && statSync(entry).mtimeMs > newest(dist)) return;
  rmSync(folder, { recursive: true, force: true });
  const bundle = await rolldown({
    input: join(dist, "index.js"),
    platform: "node",
    // Every package stays a package: only our own files are put together.
    external: (id) => !id.startsWith(".") && !isAbsolute(id),
    plugins: [otherEntries(dirname(dist), folder)],
  });
  await bundle.write({ ...LEAN, dir: folder, entryFileNames: "index.js", chunkFileNames: "[name].js" });
  await bundle.close();
}

/** What a package offers beside its first entry stays apart: nobody shall load it twice, once by its name and once from within. */
function otherEntries(home, folder) {
  const { exports } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const others = Object.entries(exports).filter(([name]) => name !== ".");
  const files = new Set(others.map(([, target]) => join(home, target.default ?? target)));
  return {
    name: "other-entries",
    resolveId(id, importer) {
      const file = importer !== undefined && id.startsWith(".") ? join(dirname(importer), id) : id;
      return files.has(file) ? { id: relative(folder, file), external: true } : null;
    },
  };
}

async function bundleMcp(home) {
  const dist = join(home, "dist");
  const output = join(dist, "bundle", "stdio.js");
  if (existsSync(output) && statSync(output).mtimeMs > newest(dist)) return;
  const { version } = JSON.parse(
    readFileSync(join(home, "node_modules", "@modelcontextprotocol", "server", "package.json"), "utf8"),
  );
  rmSync(dirname(output), { recursive: true, force: true });
  const bundle = await rolldown({
    input: join(dist, "stdio.js"),
    platform: "node",
    external: (id) =>
      id.startsWith("node:") || id.startsWith("@pm-orchestrator/") || /^pm-orchestrator(?:\/|$)/.test(id),
    plugins: [ENGLISH_ONLY],
  });
  await bundle.write({
    ...LEAN,
    file: output,
    minify: true,
    banner: `// With @modelcontextprotocol/server ${version}, Apache-2.0, Copyright (c) Anthropic, PBC, and zod, MIT, Copyright (c) Colin McDonnell; bundled by scripts/bundle.mjs`,
  });
  await bundle.close();
}

/** When the last of the compiled files was written. */
function newest(dist) {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter(
      (item) =>
        item.isFile() && item.name.endsWith(".js") && !item.parentPath.startsWith(join(dist, "bundle")),
    )
    .reduce((latest, item) => Math.max(latest, statSync(join(item.parentPath, item.name)).mtimeMs), 0);
}
