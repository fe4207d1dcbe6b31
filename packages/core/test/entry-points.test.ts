import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

/** Packages that a built file loads, itself or through others, by static and by dynamic imports. */
function packagesOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return new Set();
  seen.add(file);
  const found = new Set<string>();
  for (const specifier of importsOf(file)) {
    if (!specifier.startsWith(".")) found.add(specifier);
    else for (const name of packagesOf(resolve(dirname(file), specifier), seen)) found.add(name);
  }
  return found;
}

function importsOf(file: string): string[] {
  const source = readFileSync(file, "utf8");
  const { module, errors } = parseSync(file, source);
  expect(errors).toEqual([]);
  const reExported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => (moduleRequest === null ? [] : [moduleRequest.value])),
  );
  const dynamic = module.dynamicImports.map(({ moduleRequest }) =>
    source.slice(moduleRequest.start + 1, moduleRequest.end - 1),
  );
  return [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...reExported, ...dynamic];
}

describe("the built entry points", () => {
  it("core itself imports one small package, and no zod, bundled or not", () => {
    const seen = new Set<string>();
    const packages = [...packagesOf(resolve(dist, "index.js"), seen)];
    expect(packages.filter((name) => !name.startsWith("node:"))).toEqual(["fastest-levenshtein"]);
    // The walk must have found something to walk, or the line above says nothing.
    expect(seen.size).toBeGreaterThan(5);
    expect([...seen].filter((file) => file.endsWith("zod.js"))).toEqual([]);
  });

  it("core/schemas imports zod through core/zod, and nothing else", () => {
    const seen = new Set<string>();
    const packages = [...packagesOf(resolve(dist, "schemas/index.js"), seen)];
    // Bundled it imports nothing; only compiled, the library.
    expect(packages.filter((name) => name !== "zod")).toEqual([]);
    expect([...seen].some((file) => file.endsWith("zod.js"))).toBe(true);
  });

  it("export values that exist, under the names of the sources", async () => {
    const built: object = await import("../dist/index.js");
    const source: object = await import("../src/index.js");
    expect(Object.keys(built).sort()).toEqual(Object.keys(source).sort());
  });
});
