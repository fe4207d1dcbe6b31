// Puts what is imported at run time into few files: reading many small ones is most of what an import costs.
//   packages/core/dist/zod.js        zod, English only, in one file
//   packages/*/dist/bundle/index.js  the entry of the kit and of each adapter; what is imported dynamically stays apart
//   packages/mcp/dist/bundle/stdio.js  the server for standard input and output with the MCP library in it: agents wait for its start
// Types are untouched. Runs after the compiler; does nothing for what has not changed since.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/** Half of zod are translations; our messages are English. */
const ENGLISH_ONLY = {
  name: "english-only",
  load: (id) => (/[\\/]locales[\\/]index\.js$/.test(id) ? 'export { default as en } from "./en.js";' : null),
};

const packages = join(dirname(fileURLToPath(import.meta.url)), "..", "packages");

await bundleZod(join(packages, "core"));
for (const name of readdirSync(packages).filter((name) => name.startsWith("adapter-"))) {
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
  } = await bundle.generate({ format: "esm", minify: true });
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
    external: (id) => !id.startsWith(".") && !id.startsWith("/") && !/^[A-Za-z]:/.test(id),
  });
  await bundle.write({ dir: folder, format: "esm", entryFileNames: "index.js", chunkFileNames: "[name].js" });
  await bundle.close();
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
    file: output,
    format: "esm",
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
