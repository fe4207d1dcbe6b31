import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { phases, picture, skipped, started } from "./readme-example.js";

function read(file: string): string {
  return readFileSync(fileURLToPath(new URL(file, import.meta.url)), "utf8");
}

describe("the README", () => {
  it("shows an example that does what its comments say", () => {
    expect(phases).toEqual([["issue", "docs"], ["copy"]]);
    expect(started).toEqual(["issue", "docs"]);
    expect(skipped).toEqual([{ id: "copy", because: "issue" }]);
    expect(picture).toContain("n0 ==> n2");
    const example = read("readme-example.ts")
      .replace("../src/index.js", "@pm-orchestrator/planner")
      .replace(/\.\.\/src\/(\w+)\/index\.js/g, "@pm-orchestrator/planner/$1")
      .replaceAll("export const", "const");
    expect(read("../README.md")).toContain(`\`\`\`ts\n${example}\`\`\``);
  });
});
