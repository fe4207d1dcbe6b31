import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import adapter from "./readme-example.js";

const folder = dirname(fileURLToPath(import.meta.url));
const read = (file: string) => readFileSync(join(folder, file), "utf8");

describe("the README", () => {
  it("shows the example of readme-example.ts", () => {
    const example = read("readme-example.ts").replace("../src/index.js", "@pm-orchestrator/core");
    expect(read("../README.md")).toContain(`\`\`\`ts\n${example}\`\`\``);
  });

  it("shows an example that works", async () => {
    const sent: Request[] = [];
    const connection = adapter.connect({
      system: "notes",
      setting: (name) => `value of ${name}`,
      requestTimeoutMs: 1000,
      fetch: async (input, init) => {
        const request = new Request(input, init);
        sent.push(request);
        return request.url.endsWith("/1") ? new Response("Hello") : new Response("no", { status: 404 });
      },
    });
    const client = connection.client({
      system: "notes",
      operation: "get_note",
      effect: "read",
      retry: "natural",
      signal: new AbortController().signal,
      cache: {
        get: (_slot, _key, load) => load(),
        peek: () => undefined,
        put() {},
        forget() {},
        statistics: () => {
          throw new Error("not asked for");
        },
      },
      files: { put: () => "file_1", get: () => undefined },
      meter: { begin: () => () => {} },
      gate: {
        call: () => {
          throw new Error("not asked for");
        },
      },
      mint: (purpose) => purpose,
    });
    const run = adapter.operations["get_note"]?.run;
    expect(await run?.({ id: "1" }, client)).toEqual({ text: "Hello" });
    await expect(run?.({ id: "a/b" }, client)).rejects.toMatchObject({
      code: "NOTE_NOT_FOUND",
      number: 10_001,
    });
    expect(sent.map(({ url }) => url)).toEqual([
      "https://notes.example/v1/notes/1",
      "https://notes.example/v1/notes/a%2Fb",
    ]);
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer value of api_token");
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
