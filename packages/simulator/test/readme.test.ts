import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { asked, inProcess, limited, served } from "./readme-example.js";

const folder = dirname(fileURLToPath(import.meta.url));
const read = (file: string) => readFileSync(join(folder, file), "utf8");

describe("the README", () => {
  it("shows the example of readme-example.ts, which does what its comments say", async () => {
    expect(await inProcess.json()).toEqual({
      text: "Hello",
      self: "http://simulator.invalid/notes/v1/notes/1",
    });
    expect(served.status).toBe(404);
    expect(asked).toEqual([
      { kind: "notes", method: "GET", path: "/v1/notes/1", status: 200, write: false, applied: true },
      { kind: "notes", method: "GET", path: "/v1/notes/2", status: 404, write: false, applied: false },
    ]);
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "3"]);
    const example = read("readme-example.ts")
      .replace("../src/index.js", "@pm-orchestrator/simulator")
      .replaceAll("export const", "const");
    expect(read("../README.md")).toContain(`\`\`\`ts\n${example}\`\`\``);
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
