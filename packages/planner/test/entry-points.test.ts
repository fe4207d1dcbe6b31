import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const source = resolve(dirname(fileURLToPath(import.meta.url)), "../src");

/** Every module that an entry point imports at run time: files of ours by path, packages by name. */
function importsOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const statements = readFileSync(file, "utf8").matchAll(
    /^(?:import|export)\s(?!type\s)[^;]*?from "([^"]+)";/gms,
  );
  for (const [, specifier = ""] of statements) {
    if (specifier.startsWith("."))
      importsOf(resolve(dirname(file), specifier.replace(/\.js$/, ".ts")), found);
    else found.add(specifier);
  }
  return found;
}

function packagesOf(entry: string): string[] {
  return [...importsOf(resolve(source, entry))].filter((name) => !name.startsWith("/")).sort();
}

describe("entry points", () => {
  it("import nothing but core, and the scheduler nothing at all", () => {
    expect(packagesOf("index.ts")).toEqual(["@pm-orchestrator/core"]);
    expect(packagesOf("references/index.ts")).toEqual(["@pm-orchestrator/core"]);
    expect(packagesOf("steps/index.ts")).toEqual(["@pm-orchestrator/core"]);
    expect(packagesOf("scheduler/index.ts")).toEqual([]);
    expect(packagesOf("pictures/index.ts")).toEqual([]);
  });
});
