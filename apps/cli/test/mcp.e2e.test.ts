import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { callOf, converse, GET_ISSUE, HELLO, request } from "./mcp-client.js";
import { ended, pmo, startPmo, temporaryFolder } from "./pmo.js";

const REGISTER = new URL("./module-log/register.mjs", import.meta.url).href;

describe("pmo mcp", () => {
  it("says nothing but the protocol on standard output, and ends with its input", async () => {
    const { code, spoken, stderr, answerTo } = await converse([
      ...HELLO,
      request(2, "tools/list"),
      callOf(3, "smart_delegate", GET_ISSUE),
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(spoken).toHaveLength(3);
    expect(answerTo(2)?.result.tools).toHaveLength(5);
    expect(answerTo(3)?.result.structuredContent).toMatchObject({
      success: true,
      data: { key: "TRAIN-123" },
    });
  });

  it("ends also when nobody has said anything, and is not put off by what is no message", async () => {
    expect((await converse([])).code).toBe(0);
    const child = startPmo(["mcp"]);
    child.stdin?.end('{"half": ');
    expect((await ended(child)).stdout).toBe("");
    const { code, answerTo } = await converse([
      "this is no message",
      '{"neither": "is this"}',
      ...HELLO,
      request(2, "tools/list"),
    ]);
    expect(code).toBe(0);
    expect(answerTo(2)?.result.tools).toHaveLength(5);
  });

  it("loads nothing but the protocol before a call: no configuration, no engine, no adapter", async () => {
    const log = join(temporaryFolder({ "modules.log": "" }), "modules.log");
    // A configuration that cannot be used stands in the way of calls, not of the handshake.
    const cwd = temporaryFolder({ "pmo.config.yaml": "systems: 7" });
    const { answerTo } = await converse([...HELLO, request(2, "tools/list")], {
      args: [],
      cwd,
      nodeArgs: ["--import", REGISTER],
      env: { PMO_TEST_MODULE_LOG: log },
    });
    expect(answerTo(2)?.result.tools).toHaveLength(5);
    const modules = readFileSync(log, "utf8").split("\n").filter(Boolean);
    expect(modules.some((url) => url.endsWith("/mcp/dist/bundle/stdio.js"))).toBe(true);
    for (const heavy of [
      "/orchestrator/dist/orchestrator.js",
      "/orchestrator/dist/config/",
      "/adapter-",
      "/core/dist/zod.js",
      "/core/dist/schemas/",
      "/node_modules/zod/",
      "/node_modules/yaml/",
      "/node_modules/minisearch/",
      "/planner/",
      "/simulator/",
    ]) {
      expect
        .soft(
          modules.filter((url) => url.includes(heavy)),
          heavy,
        )
        .toEqual([]);
    }
  });

  it("tells of a configuration that cannot be used in the answer of the call", async () => {
    const cwd = temporaryFolder({ "pmo.config.yaml": "systems:\n  jira:\n    adapter: jira\nsystem: 7\n" });
    const { code, answerTo } = await converse([...HELLO, callOf(2, "cache_status")], { args: [], cwd });
    expect(code).toBe(0);
    expect(answerTo(2)?.result).toMatchObject({
      isError: true,
      structuredContent: { success: false, error: { number: 6018 } },
    });
    expect(answerTo(2)?.result.content[0].text).toContain("→ ");
  });

  it("tells of a configuration that is not trusted, and what to do", async () => {
    const text = "systems:\n  jira:\n    base_url: https://somewhere.example\n";
    const cwd = temporaryFolder({ "pmo.config.yaml": text });
    const { answerTo } = await converse([...HELLO, callOf(2, "find_operations")], { args: [], cwd });
    expect(answerTo(2)?.result.structuredContent.error.number).toBe(6019);
    expect(answerTo(2)?.result.content[0].text).toContain("pmo trust");
  });

  it("refuses writes with --read-only, and takes no consent beforehand", async () => {
    const comment = {
      system: "jira",
      operation: "add_comment",
      params: { issue_key: "TRAIN-123", body: "x" },
    };
    const { answerTo } = await converse([...HELLO, callOf(2, "smart_delegate", comment)], {
      args: ["--simulate", "--read-only"],
    });
    expect(answerTo(2)?.result.structuredContent.error).toMatchObject({
      number: 6013,
      details: { reason: expect.stringContaining("read_only") },
    });
    const { code, stdout, stderr } = await pmo(["mcp", "--yes"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("writes: allow");
  });

  it("ends when it is told to by a signal, with what runs", async () => {
    const child = startPmo(["mcp", "--simulate"]);
    child.stdout?.once("data", () => child.kill("SIGTERM"));
    child.stdin?.write(`${JSON.stringify(HELLO[0])}\n`);
    expect((await ended(child)).code).toBe(0);
  });
});
