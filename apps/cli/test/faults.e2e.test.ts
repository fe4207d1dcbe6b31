import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { modulesOf, pmo, pmoJson, startSimulators, temporaryFolder } from "./pmo.js";

const EXAMPLE = fileURLToPath(new URL("../../../docs/examples/faults.yaml", import.meta.url));
const CONTEXT = fileURLToPath(new URL("../../../docs/examples/context.yaml", import.meta.url));
const CALL = ["call", "jira", "get_issue", "issue_key=TRAIN-123"];

const expired = "rules: [{ fault: expired_token, kind: jira }]";

describe("--faults beside --simulate", () => {
  it("lets things go wrong in the simulated systems of this command", async () => {
    const cwd = temporaryFolder({ "faults.yaml": expired });
    const { code, answer } = await pmoJson([...CALL, "--simulate", "--faults", "faults.yaml"], { cwd });
    expect([code, answer.success, answer.error?.number]).toEqual([3, false, 2404]);
    expect((await pmoJson([...CALL, "--simulate"], { cwd })).answer.success).toBe(true);
  });

  it("stands anywhere, and takes standard input", async () => {
    const { answer } = await pmoJson(["--faults", "-", "--simulate", ...CALL], { stdin: expired });
    expect(answer.error?.number).toBe(2404);
  });

  it("reports a write whose answer was lost as unknown, or finds that it was made", async () => {
    const plan = "rules: [{ fault: reset_after, kind: slack, path: /chat.postMessage }]";
    const { answer } = await pmoJson(
      [
        "call",
        "slack",
        "post_message",
        "channel=#engineering",
        "text=Hello",
        "--yes",
        "--simulate",
        "--faults",
        "-",
      ],
      { stdin: plan },
    );
    expect(answer.success || answer.error?.number === 6105).toBe(true);
    expect(answer.metadata["mcp_calls"]).toBeGreaterThan(0);
  });

  it("takes the example of the documents", async () => {
    const { code, answer } = await pmoJson(["gather", CONTEXT, "--simulate", "--faults", EXAMPLE]);
    expect([0, 1]).toContain(code);
    expect((answer.data as { results: unknown[] }).results).toHaveLength(3);
  });

  it("is what brings the libraries for it along", async () => {
    const faulty = (modules: readonly string[]) =>
      modules.filter((url) => /\/faults\/injector\.js$|\/node_modules\/(?:picomatch|pure-rand)\//.test(url));
    expect(faulty(await modulesOf([...CALL, "--simulate"]))).toEqual([]);
    const cwd = temporaryFolder({ "faults.yaml": "limits: [{ per_second: 10, burst: 1000 }]" });
    const modules = await modulesOf([...CALL, "--simulate", "--faults", "faults.yaml"], { cwd });
    expect(faulty(modules).length).toBeGreaterThan(0);
  });
});

describe("pmo simulate --faults", () => {
  it("serves systems in which things go wrong, to another process", async () => {
    const cwd = temporaryFolder({ "faults.yaml": expired });
    const { url } = await startSimulators(["--faults", `${cwd}/faults.yaml`]);
    const struck = await pmoJson([...CALL, `--simulate=${url}`]);
    expect([struck.code, struck.answer.error?.number]).toEqual([3, 2404]);
    const spared = await pmoJson(["call", "slack", "list_channels", `--simulate=${url}`]);
    expect(spared.answer.success).toBe(true);
  });

  it("is told in its help", async () => {
    expect((await pmo(["simulate", "--help"])).stdout).toContain("--faults <FILE>");
    expect((await pmo(["--help"])).stdout).toContain("--faults <FILE>");
  });
});

describe("a file of faults that is wrong", () => {
  const files = {
    "fault.yaml": "rules: [{ fault: reset_befor }]",
    "key.yaml": "rules: [{ fault: reset_after, probabillity: 1 }]",
    "kind.yaml": "rules: [{ fault: reset_after, kind: jria }]",
    "broken.yaml": "rules: [",
    "empty.yaml": "",
    "list.json": "[]",
  };

  it.each([
    ["fault.yaml", "reset_before", "rules[0].fault"],
    ["key.yaml", "probability", "rules[0]"],
    ["kind.yaml", "jira", "rules[0].kind"],
    ["broken.yaml", "Correct line 1", ""],
    ["empty.yaml", "Write a plan of faults into it", ""],
    ["list.json", "the plan", ""],
    ["nowhere.yaml", "Name a YAML or JSON file", ""],
  ])("%s is refused, with help, in both places", async (file, suggestion, path) => {
    const cwd = temporaryFolder(files);
    for (const args of [
      [...CALL, "--simulate"],
      ["simulate", "--port", "0"],
    ]) {
      const { code, answer } = await pmoJson([...args, "--faults", file], { cwd });
      expect([code, answer.error?.number]).toEqual([2, 6007]);
      expect(answer.error?.message).toContain(file);
      expect(answer.error?.suggestions.join(" ")).toContain(suggestion);
      expect(answer.error?.details["issues"]).toContainEqual(expect.objectContaining({ path }));
    }
  });

  it.each([
    [[], "Add --simulate."],
    [["--simulate=http://127.0.0.1:1"], "pmo simulate --faults FILE"],
  ])("is for simulated systems of this process only: %j", async (flags, suggestion) => {
    const { code, answer } = await pmoJson([...CALL, ...flags, "--faults", EXAMPLE]);
    expect([code, answer.error?.number]).toEqual([2, 6007]);
    expect(answer.error?.suggestions.join(" ")).toContain(suggestion);
  });
});
