import { orchestratorError } from "@pm-orchestrator/core";
import { describe, expect, it } from "vitest";
import { errorLines } from "../../src/text/errors.js";
import { call, connected } from "../support/connected.js";

const GET_ISSUE = { system: "jira", operation: "get_issue", params: { issue_key: "TRAIN-123" } };

describe("what an error tells an agent, who reads the text alone", () => {
  it("shows details that a suggestion sends to", () => {
    const error = orchestratorError("INVALID_REFERENCE", {
      message: "The reference cannot be used.",
      details: { available: ["key", "parent"] },
    });
    expect(errorLines(error.toJSON())).toEqual([
      "error 6010 INVALID_REFERENCE: The reference cannot be used.",
      expect.stringMatching(/^→ Write references as .*details\.available lists what can stand there\.$/),
      "  details.available: key, parent",
    ]);
  });

  it("does not send to details that are spelled out already", () => {
    const error = orchestratorError("INVALID_SYSTEM", {
      message: 'There is no system "x".',
      details: { valid_systems: ["jira", "slack"] },
      suggestions: ["Configured: jira, slack."],
    });
    expect(errorLines(error.toJSON()).slice(1)).toEqual(["→ Configured: jira, slack."]);
    const request = orchestratorError("INVALID_REQUEST", {
      message: "The request does not fit.",
      details: { issues: [{ path: "a", message: "b" }] },
    });
    expect(errorLines(request.toJSON())).toHaveLength(1);
  });

  it("keeps what else a suggestion says", () => {
    const cycle = orchestratorError("CIRCULAR_DEPENDENCY", {
      message: "Circular dependency: a → b → a.",
      details: { cycle: ["a", "b", "a"] },
    });
    expect(errorLines(cycle.toJSON())).toEqual([
      "error 6003 CIRCULAR_DEPENDENCY: Circular dependency: a → b → a.",
      expect.stringMatching(/^→ Remove one of the dependencies of details\.cycle/),
    ]);
    const file = orchestratorError("CONFIG_INVALID", {
      message: "No.",
      details: { file: "pmo.config.yaml" },
    });
    expect(errorLines(file.toJSON()).slice(1)).toEqual([
      expect.stringMatching(/^→ Correct the configuration at details\.file/),
      "  details.file: pmo.config.yaml",
    ]);
  });

  it("cuts long lists, and says so", () => {
    const error = orchestratorError("INVALID_REFERENCE", {
      message: "No.",
      details: { available: Array.from({ length: 50 }, (_, index) => `field_${index}`) },
    });
    expect(errorLines(error.toJSON()).at(-1)).toMatch(/: field_0, .*, field_29, and 20 more$/);
  });

  it("keeps the right signature, and leaves the command line out", async () => {
    const { client } = await connected();
    const operation = await call(client, "smart_delegate", { ...GET_ISSUE, operation: "get_isue" });
    expect(operation.text).toContain("→ Near to it: get_issue(issue_key, ");
    expect(operation.text).not.toContain("`pmo ops jira`");
    const params = await call(client, "smart_delegate", { ...GET_ISSUE, params: {} });
    expect(params.text).toContain("→ The signature is get_issue(issue_key, ");
    expect(params.text).not.toContain("details.");
  });

  it("lists what a reference can read", async () => {
    const { client } = await connected();
    const { text } = await call(client, "batch_parallel_execute", {
      operations: [
        { id: "a", ...GET_ISSUE },
        { id: "b", ...GET_ISSUE, params: { issue_key: "${{ steps.a.data.parent_key }}" } },
      ],
    });
    expect(text).toMatch(/\n {2}details\.available: key, id, summary, /);
  });
});
