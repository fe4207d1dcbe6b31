import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const folder = dirname(fileURLToPath(import.meta.url));
const read = (file: string) => readFileSync(join(folder, file), "utf8");

describe("the README", () => {
  it("shows the middle of readme-example.ts, which the bench runs in its own test", () => {
    const example = read("readme-example.ts");
    const shown = example.slice(example.indexOf("function connect"), example.indexOf("export default"));
    expect(shown).toContain("createHttpClient");
    expect(read("../README.md")).toContain(`\`\`\`ts\n${shown.trim()}\n\`\`\``);
  });

  it("shows an example that type-checks, as do all tests of this package", () => {
    const compiler = join(
      dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
      "bin/tsc",
    );
    const check = () =>
      execFileSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8", stdio: "pipe" });
    expect(check()).toBe("");
  });
});
